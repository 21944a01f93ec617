import { useEffect, useRef, useState } from 'react'
import type { Day } from '#kernel/pure/calendar.ts'
import { t } from '#kernel/ui/i18n.ts'
import { parseMinutes, showMinutes } from '#kernel/ui/minutes.ts'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { costs, type WeekJob } from './costs.ts'
import s from './costs.module.css'
import { type Cell, deedOf, stepOf, sumOf } from './week.ts'

interface Place {
  row: number
  day: number
}
interface Props {
  label: string
  place: Place
  /** The cell one is at: the table's one stop for Tab, which leads on to what stands in it. */
  here: boolean
  of: WeekJob
  day: Day
  cell: Cell
  /** Why nothing can be written here. */
  why: string | null
  /** Whether what was refused here is said in words, and to have it said. */
  tells: boolean
  onTell: () => void
  onAt: () => void
  onMove: (to: Place) => void
}

/** One cell: typed over and left, it is saved. Escape takes the typing back. */
export const TimeCell = ({ label, place, here, of, day, cell, why, tells, onTell, onAt, onMove }: Props) => {
  const stands = cell.length === 0 ? '' : showMinutes(sumOf(cell))
  const [text, setText] = useState(stands)
  const [wrong, setWrong] = useState(false)
  const typed = useRef(false)
  const several = cell.length > 1
  const log = useWrite(costs.log, { say: 'inline', done: () => { typed.current = false } })
  const change = useWrite(costs.change, { say: 'inline', done: () => { typed.current = false } })
  const strike = useWrite(costs.strike, { done: () => { typed.current = false } })
  useEffect(() => {
    // What the server has now; never over what is being typed.
    if (!typed.current) setText(stands)
  }, [stands])

  // What was refused stays as it was written, with the reason beneath, until it is written anew or taken back.
  const no = wrong ? t('ui.minutes_bad') : (log.why ?? change.why)
  const refused = no !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is refused
  useEffect(() => {
    if (refused) onTell()
  }, [refused])
  const anew = () => {
    setWrong(false)
    log.clear()
    change.clear()
  }
  const back = () => {
    typed.current = false
    anew()
    setText(stands)
  }
  const save = async () => {
    if (!typed.current) return
    const { client, job } = of
    const deed = deedOf(text, cell, parseMinutes)
    if (deed.do === 'wrong') {
      setWrong(true)
      return
    }
    if (deed.do === 'nothing') {
      back()
      return
    }
    setText(deed.do === 'strike' ? '' : showMinutes(deed.minutes))
    const done = deed.do === 'log' ? await log.run({ client, job, onDay: day, minutes: deed.minutes, note: '' })
      : deed.do === 'change' ? await change.run({ client, entry: deed.entry.id, version: deed.entry.version, minutes: deed.minutes, note: deed.entry.note })
        : await strike.run({ client, entry: deed.entry.id, version: deed.entry.version })
    if (deed.do === 'strike' && done === undefined) back()
    else if (deed.do === 'strike') toast({ text: t('costs.struck_time'), undo: () => void log.run({ client, job, onDay: day, minutes: deed.entry.minutes, note: deed.entry.note }) })
  }
  const shut = why !== null || several
  return (
    <span className={s.cell}>
      <input
        className="num" aria-label={label} value={text} data-cell={`${place.row} ${place.day}`} inputMode="text" autoComplete="off" readOnly={shut} tabIndex={here ? 0 : -1}
        aria-invalid={no !== null || undefined} aria-disabled={why !== null || undefined} title={no ?? (why ?? (several ? t('costs.several', { n: cell.length }) : undefined))}
        aria-busy={log.pending || change.pending || strike.pending || undefined}
        onChange={event => {
          typed.current = true
          anew()
          setText(event.target.value)
        }}
        onFocus={event => {
          onAt()
          if (refused) onTell()
          event.target.select()
        }}
        onBlur={() => void save()}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') {
            back()
            return
          }
          const { value, selectionStart, selectionEnd } = event.currentTarget
          const to = stepOf(event.key, event.shiftKey, place, { length: value.length, from: selectionStart ?? 0, to: selectionEnd ?? 0 })
          if (!to) return
          event.preventDefault()
          if (event.key === 'Enter') void save()
          // What cannot be read is written anew where it stands.
          if (event.key === 'Enter' && typed.current && deedOf(text, cell, parseMinutes).do === 'wrong') return
          onMove(to)
        }}
      />
      {several && <sup className="num" aria-hidden="true">{cell.length}</sup>}
      {no && tells && <span className={s.wrong} role="alert">{no}</span>}
    </span>
  )
}
