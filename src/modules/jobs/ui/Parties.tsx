import { useState } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatShortDate } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Facts, Section } from '#kernel/ui/page.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { type Job, jobs } from './jobs.ts'

/** Who answers for the job, who leads it, and who at finance recognised it; the owner can be changed here, on record. */
export const Parties = ({ job, names }: { job: Job; names: Names }) => {
  const me = useMe()
  const lang = useLang()
  const [handing, setHanding] = useState(false)
  const day = (at: Date): string => formatShortDate(localDate(at, me.agency.zone), lang)
  const name = (id: string | null): string => (id ? names.person(id) : '')
  return (
    <Section title={t('jobs.parties')} small>
      <Facts of={[
        [t('jobs.field.ownerId'), <span key="owner" className="row">{name(job.ownerId)}<Button kind="word" size="s" label={t('jobs.act.handOver')} reason={job.filedAt ? t('refusal.jobs.filed') : !holds(me, ['ae', 'director']) && t('jobs.only.ae')} reasonAt="beside" onPress={() => setHanding(true)}>{t('jobs.act.handOver')}</Button></span>],
        [t('jobs.field.leadId'), name(job.leadId)],
        [t('jobs.party.opened'), t('jobs.party.by_on', { name: name(job.createdBy), day: day(job.createdAt) })],
        [t('jobs.party.finance'), job.issuedAt && t('jobs.party.recognised', { name: name(job.issuedBy), day: day(job.issuedAt) })],
      ]} />
      {handing && <HandOver job={job} names={names} onClose={() => setHanding(false)} />}
    </Section>
  )
}

const HandOver = ({ job, names, onClose }: { job: Job; names: Names; onClose: () => void }) => {
  const [to, setTo] = useState<string | null>(null)
  const write = useWrite(jobs.handOver, { say: 'inline', done: onClose })
  const why = to === null || to === job.ownerId ? t('ui.choose') : null
  return (
    <Dialog title={t('jobs.act.handOver')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={write.pending} reason={why} reasonAt="beside" onPress={() => void write.run({ client: job.client, job: job.id, version: job.version, ownerId: to! })}>{t('jobs.act.handOver')}</Button></>}>
      <ComboBox label={t('jobs.field.ownerId')} value={to} onChange={setTo} options={names.team.filter((one) => one.value !== job.ownerId)} error={write.why} autoFocus />
    </Dialog>
  )
}
