import { useState } from 'react'
import type { Day } from '#kernel/pure/calendar.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { MinutesField } from '#kernel/ui/MinutesField.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { costs, type TimeEntry, type WeekJob } from './costs.ts'
import s from './costs.module.css'
import type { Cell } from './week.ts'

/** What stands in the cell one is at: each entry with what was done, and room for one more. */
export const CellDetail = ({ title, of, day, cell, why }: { title: string; of: WeekJob; day: Day; cell: Cell; why: string | null }) => (
  <Section title={title}>
    <div className={s.lines}>
      {(why === null || cell.length > 0) && <div className={`${s.line} ${s.heads}`} aria-hidden="true"><span>{t('costs.how_long')}</span><span>{t('costs.note')}</span></div>}
      {cell.map(e => <Line key={`${e.id} ${e.version}`} of={e} why={why} />)}
      {why ? <p className="small quiet">{why}</p> : <NewLine of={of} day={day} first={cell.length === 0} />}
    </div>
  </Section>
)

const Line = ({ of, why }: { of: TimeEntry; why: string | null }) => {
  const [minutes, setMinutes] = useState<number | null>(of.minutes)
  const [note, setNote] = useState(of.note)
  const change = useWrite(costs.change, { say: 'inline' })
  const log = useWrite(costs.log)
  const strike = useWrite(costs.strike)
  const same = minutes === of.minutes && note === of.note
  const drop = async () => {
    if (await strike.run({ client: of.client, entry: of.id, version: of.version })) toast({ text: t('costs.struck_time'), undo: () => void log.run({ client: of.client, job: of.job, onDay: of.onDay, minutes: of.minutes, note: of.note }) })
  }
  return (
    <form className={s.line} onSubmit={event => { event.preventDefault(); if (!same && minutes) void change.run({ client: of.client, entry: of.id, version: of.version, minutes, note }) }}>
      <MinutesField label={t('costs.how_long')} quietLabel value={minutes} onChange={setMinutes} readOnly={why !== null} />
      <TextField label={t('costs.note')} quietLabel value={note} onChange={setNote} maxLength={1000} readOnly={why !== null} optional />
      <span className={s.acts}>
        <Button type="submit" size="s" pending={change.pending} reason={why ?? (same && t('costs.unchanged'))} reasonAt="beside">{t('ui.save')}</Button>
        <Button kind="word" size="s" pending={strike.pending} reason={why} reasonAt="beside" onPress={() => void drop()}>{t('costs.strike')}</Button>
      </span>
      <Why>{change.why}</Why>
    </form>
  )
}

const NewLine = ({ of, day, first }: { of: WeekJob; day: Day; first: boolean }) => {
  const [minutes, setMinutes] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const log = useWrite(costs.log, { say: 'inline', done: () => { setMinutes(null); setNote('') } })
  return (
    <form className={s.line} onSubmit={event => { event.preventDefault(); if (minutes) void log.run({ client: of.client, job: of.job, onDay: day, minutes, note }) }}>
      <MinutesField label={t('costs.how_long')} quietLabel value={minutes} onChange={setMinutes} />
      <TextField label={t('costs.note')} quietLabel value={note} onChange={setNote} maxLength={1000} optional />
      <span className={s.acts}><Button type="submit" size="s" pending={log.pending} reason={!minutes && t('costs.needs_minutes')} reasonAt="beside">{t(first ? 'costs.log' : 'costs.log_more')}</Button></span>
      <Why>{log.why}</Why>
    </form>
  )
}
