import type { Day } from '#kernel/pure/calendar.ts'
import type { TimeEntry, WeekJob } from './costs.ts'

/** The entries of one job on one day: several sum. */
export type Cell = readonly TimeEntry[]
export const cellKey = (job: string, day: Day): string => `${job} ${day}`

export const cellsOf = (entries: readonly TimeEntry[]): ReadonlyMap<string, Cell> => Map.groupBy(entries, e => cellKey(e.job, e.onDay))
export const sumOf = (entries: readonly Pick<TimeEntry, 'minutes'>[]): number => entries.reduce((sum, e) => sum + e.minutes, 0)

/** Rows of the grid: jobs that have time this week in the order of their first entry, then those put in by hand. No job twice. */
export const rowsOf = (logged: readonly WeekJob[], added: readonly WeekJob[]): WeekJob[] => [...logged, ...added.filter(j => !logged.some(l => l.job === j.job))]

/** What leaving a cell with a text means for the entries in it. */
export type Deed = { do: 'nothing' } | { do: 'wrong' } | { do: 'log'; minutes: number } | { do: 'change'; entry: TimeEntry; minutes: number } | { do: 'strike'; entry: TimeEntry }
export const deedOf = (text: string, cell: Cell, parse: (text: string) => number | null): Deed => {
  // With several entries the sum is not written over: each is changed by itself beneath the grid.
  if (cell.length > 1) return { do: 'nothing' }
  const [entry] = cell
  const bare = text.normalize('NFKC').trim()
  if (bare === '' || /^0+([:.]0+)?$/.test(bare)) return entry ? { do: 'strike', entry } : { do: 'nothing' }
  const minutes = parse(text)
  if (minutes === null) return { do: 'wrong' }
  if (!entry) return { do: 'log', minutes }
  return entry.minutes === minutes ? { do: 'nothing' } : { do: 'change', entry, minutes }
}

/** Where the keys lead from a cell of the grid; null when they stay in the text. */
export const stepOf = (key: string, shift: boolean, at: { row: number; day: number }, text: { length: number; from: number; to: number }): { row: number; day: number } | null => {
  const whole = text.from === 0 && text.to === text.length
  if (key === 'ArrowDown' || (key === 'Enter' && !shift)) return { row: at.row + 1, day: at.day }
  if (key === 'ArrowUp' || (key === 'Enter' && shift)) return { row: at.row - 1, day: at.day }
  if (key === 'ArrowLeft' && (whole || (text.from === 0 && text.to === 0))) return { row: at.row, day: at.day - 1 }
  if (key === 'ArrowRight' && (whole || (text.from === text.length && text.to === text.length))) return { row: at.row, day: at.day + 1 }
  return null
}
