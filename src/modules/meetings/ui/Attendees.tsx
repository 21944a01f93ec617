import { useState } from 'react'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { t } from '#kernel/ui/i18n.ts'
import type { Option } from '#kernel/ui/Select.tsx'
import s from './minutes.module.css'

interface Props {
  label: string
  ids: readonly string[]
  options: readonly Option[]
  nameOf: (id: string) => string
  onChange: (ids: string[]) => void
  /** What is missing, said in its place. */
  lack: string | null
}

/** Who was there on one side: names, each with a way out, and a box that finds the next by a part of the name. */
export const Attendees = ({ label, ids, options, nameOf, onChange, lack }: Props) => {
  // A new box after each choice: it begins empty again.
  const [turn, setTurn] = useState(0)
  const add = (id: string | null) => {
    if (!id || ids.includes(id)) return
    onChange([...ids, id])
    setTurn(turn + 1)
  }
  const rest = options.filter(o => !ids.includes(o.value))
  return (
    <div className={s.body}>
      <ComboBox key={turn} label={label} value={null} onChange={add} options={rest} placeholder={t('meetings.present.add')} autoFocus={turn > 0 && rest.length > 0} hint={lack} />
      {ids.length > 0 && (
        <ul className={s.people} aria-label={label}>
          {ids.map(id => <li key={id} className={s.person}>{nameOf(id)}<button type="button" aria-label={t('meetings.present.remove', { name: nameOf(id) })} onClick={() => onChange(ids.filter(one => one !== id))}>×</button></li>)}
        </ul>
      )}
    </div>
  )
}
