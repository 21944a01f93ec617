import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { CheckGroup } from '#kernel/ui/choices.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { Why } from '#kernel/ui/states.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import type { Lack } from '../rules.ts'
import type { MinutesDraft } from './form.ts'
import s from './minutes.module.css'

interface Props {
  form: MinutesDraft
  missing: readonly Lack[]
  names: Names
  pending: boolean
  why: string | null
  /** Something besides missing detail that stands against sending. */
  blocked: string | null
  onFill: (lack: Lack) => void
  onSend: (contacts: string[]) => void
}

/** What is still missing, as a list that leads to each place; when nothing is, whom it goes to and the one button. */
export const SendPanel = ({ form, missing, names, pending, why, blocked, onFill, onSend }: Props) => {
  const able = names.receivers.filter(r => r.mail)
  const [chosen, setChosen] = useState<string[] | null>(null)
  const to = (chosen ?? form.contacts).filter(id => able.some(r => r.id === id))
  const reason = missing.length > 0 ? t('meetings.cannot_send', { n: missing.length }) : (blocked ?? (to.length === 0 ? t('meetings.send_none') : null))
  return (
    <Section title={missing.length > 0 ? t('meetings.missing', { n: missing.length }) : t('meetings.send_next')} small>
      <div className="stack">
        {missing.length > 0
          ? <ul className={s.lacks}>{missing.map(l => <li key={`${l.no}.${l.field}`}><button type="button" onClick={() => onFill(l)}>{l.no === null ? t(`meetings.lack.${l.field}`) : t('meetings.missing_item', { no: l.no, what: t(`meetings.lack.${l.field}`) })}</button></li>)}</ul>
          : <p className="small quiet">{t('meetings.send_why')}</p>}
        <CheckGroup label={t('meetings.send_to')} value={to} onChange={setChosen} options={able.map(r => ({ value: r.id, text: r.name, note: r.mail }))} />
        <Button kind="do" pending={pending} reason={reason} onPress={() => onSend(to)}>{t('meetings.send')}</Button>
        <Why>{why}</Why>
      </div>
    </Section>
  )
}
