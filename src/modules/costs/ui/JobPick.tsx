import { useState } from 'react'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { type JobRow, jobs } from '#modules/jobs/ui/jobs.ts'

const nameOf = (j: JobRow): string => [j.number, j.title].filter(Boolean).join('　')

interface Props {
  value: JobRow | null
  onChange: (job: JobRow | null) => void
  label?: string
  error?: string | null
  autoFocus?: boolean
  /** Jobs that need not be offered, by id. */
  except?: ReadonlySet<string>
}

/** A job that takes bookings, by number or title; the newest are offered before anything is typed. */
export const JobPick = ({ value, onChange, label = t('costs.job'), error, autoFocus, except }: Props) => {
  const me = useMe()
  const [typed, setTyped] = useState('')
  const find = value && typed === nameOf(value) ? '' : typed.trim()
  const read = useRead(jobs.list, { open: true, most: 100, ...(find ? { find } : {}) })
  const found = (read.data?.rows ?? []).filter(j => j.bookable && !except?.has(j.id))
  const offered = value && !found.some(j => j.id === value.id) ? [value, ...found] : found
  const client = new Map(me.clients.map(c => [c.id, c.name]))
  return (
    <ComboBox
      label={label} error={error} autoFocus={autoFocus} value={value?.id ?? null} onText={setTyped}
      onChange={id => onChange(offered.find(j => j.id === id) ?? null)}
      none={t('costs.no_job')}
      options={offered.map(j => ({ value: j.id, text: nameOf(j), note: client.get(j.client) }))}
    />
  )
}
