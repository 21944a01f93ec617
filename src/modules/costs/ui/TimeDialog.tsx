import { localDate } from '#kernel/pure/calendar.ts'
import { formatMinutes } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { MinutesField } from '#kernel/ui/MinutesField.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { JobRow } from '#modules/jobs/ui/jobs.ts'
import { costs } from './costs.ts'
import { JobPick } from './JobPick.tsx'

interface Form {
  picked: JobRow | null
  minutes: number | null
  onDay: string | null
  note: string
}

/** The quick entry: which job (unless the page says), how long, what was done; today unless another day is written. */
export default function TimeDialog({ of, onClose }: { of?: { client: string; job: string; title: string }; onClose: () => void }) {
  const lang = useLang()
  const today = localDate(new Date(), useZone())
  const draft = useDraft<Form>(of ? `costs.time.${of.job}` : 'costs.time', { picked: null, minutes: null, onDay: today, note: '' })
  const { picked, minutes, onDay, note } = draft.value
  const { put } = draft
  const to = of ?? (picked && { client: picked.client, job: picked.id, title: picked.title })
  const log = useWrite(costs.log, {
    say: 'inline',
    done: () => {
      draft.saved()
      toast({ text: t('costs.logged', { time: formatMinutes(minutes ?? 0, lang), title: to?.title ?? '' }) })
      onClose()
    },
  })
  const missing = !to ? t('costs.needs_job') : !minutes ? t('costs.needs_minutes') : !onDay ? t('ui.date_bad') : onDay > today ? t('refusal.costs.future') : null
  const send = () => void (to && minutes && onDay && log.run({ client: to.client, job: to.job, minutes, onDay, note }))
  return (
    <Dialog title={of ? t('costs.log_on', { title: of.title }) : t('costs.log')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="quick-time" pending={log.pending} reason={missing}>{t('costs.log')}</Button></>}>
      <form id="quick-time" className="stack" onSubmit={event => { event.preventDefault(); if (!missing) send() }}>
        <DraftNote of={draft} />
        {!of && <JobPick value={picked} onChange={job => put({ picked: job })} autoFocus />}
        <div className="fields">
          <MinutesField label={t('costs.how_long')} value={minutes} onChange={value => put({ minutes: value })} autoFocus={Boolean(of)} />
          <DateField label={t('costs.day')} value={onDay} onChange={day => put({ onDay: day })} max={today} />
        </div>
        <TextField label={t('costs.note')} value={note} onChange={value => put({ note: value })} maxLength={1000} optional />
        <Why>{log.why}</Why>
      </form>
    </Dialog>
  )
}
