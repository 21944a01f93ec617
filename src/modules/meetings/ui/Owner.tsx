import { Select } from '#kernel/ui/Select.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { type Meeting, meetings } from './meetings.ts'

/** One owner for everything; a handover is on record (F3). */
export const Owner = ({ meeting, names, why }: { meeting: Meeting; names: Names; why: string | null }) => {
  const hand = useWrite(meetings.handOver)
  const { client, id, ownerId, version } = meeting
  const known = names.team.some(o => o.value === ownerId) ? names.team : [{ value: ownerId, text: names.person(ownerId) }, ...names.team]
  return <Select label={t('meetings.owner')} value={ownerId} options={known} readOnly={why !== null || hand.pending} hint={why} onChange={to => to !== ownerId && void hand.run({ client, meeting: id, version, ownerId: to })} />
}
