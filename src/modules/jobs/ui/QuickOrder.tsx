import { useState } from 'react'
import { useLocation } from 'wouter'
import { useCommand } from '#kernel/ui/commands.ts'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { NewJob } from './NewJob.tsx'

/** Opens an order from the palette wherever one is; for the client whose page stands. The list of jobs has its own button and key. */
const QuickOrder = () => {
  const me = useMe()
  const [at] = useLocation()
  const [open, setOpen] = useState(false)
  const here = me.clients.find((one) => at.startsWith(`/clients/${one.id}`))?.id ?? null
  useCommand(at === '/jobs' ? null : { id: 'jobs.quick', title: t('jobs.act.open'), group: t('ui.everywhere'), reason: holds(me, ['ae', 'director']) ? null : t('jobs.only.ae'), run: () => setOpen(true) })
  return open ? <NewJob client={here} onClose={() => setOpen(false)} /> : null
}
export default QuickOrder
