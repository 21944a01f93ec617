import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Day } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { type ClientView, clients } from './clients.ts'
import s from './clients.module.css'

/** `alone` on a page of its own, otherwise beside others. Days on which the client, or the house, is closed, or open, against its region's calendar: schedules count with them (B4). */
export const DaysOff = ({ of: { id, version, days }, why, alone }: { of: Pick<ClientView, 'id' | 'version' | 'days'>; why: string | null; alone?: boolean }) => {
  const [day, setDay] = useState<string | null>(null)
  const [kind, setKind] = useState<'closed' | 'open'>('closed')
  const [name, setName] = useState('')
  const save = useWrite(clients.setDays, { done: () => { setDay(null); setName('') } })
  const keep = (now: ClientView['days']) => void save.run({ client: id, version, days: now })
  return (
    <Section title={t('clients.days')} small={!alone} ruled={alone}>
      {days.length === 0 && <p className="quiet">{t('clients.days_none')}</p>}
      <ul className={s.team}>
        {days.map((d) => (
          <li key={d.day}><span><Day of={d.day} /> {d.name || t(`clients.day.${d.kind}`)}</span>{!why && <Button size="s" onPress={() => keep(days.filter((o) => o.day !== d.day))}>{t('ui.remove_word')}</Button>}</li>
        ))}
      </ul>
      {why ? days.length > 0 && <p className="small quiet">{why}</p> : (
        <div className="stack">
          <div className="fields">
            <DateField label={t('clients.day')} value={day} onChange={setDay} />
            <Select label={t('clients.day_kind')} value={kind} onChange={setKind} options={(['closed', 'open'] as const).map((value) => ({ value, text: t(`clients.day.${value}`) }))} />
            <TextField label={t('clients.day_name')} value={name} onChange={setName} optional />
          </div>
          <div className="row"><Button reason={day ? null : t('ui.fill_first', { what: t('clients.day') })} pending={save.pending} onPress={() => day && keep([...days.filter((o) => o.day !== day), { day, kind, name }])}>{t('clients.day_add')}</Button></div>
        </div>
      )}
    </Section>
  )
}
