import { useLocation } from 'wouter'
import { useCommand } from '#kernel/ui/commands.ts'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'

/** Begins a contact report from the palette wherever one is; for the client whose page stands. The list of them has its own button and key. */
const QuickMinutes = () => {
  const me = useMe()
  const [at, go] = useLocation()
  const here = me.clients.find(one => at.startsWith(`/clients/${one.id}`))?.id
  const reason = holds(me, ['ae', 'director']) ? (me.clients.length > 0 ? null : t('clients.empty')) : t('meetings.only.ae')
  useCommand(at === '/meetings' ? null : { id: 'meetings.new', title: t('meetings.new'), group: t('ui.everywhere'), reason, run: () => go(`/meetings?${here ? `client=${here}&` : ''}write=1`) })
  return null
}
export default QuickMinutes
