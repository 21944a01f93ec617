import { Fragment, lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { typing } from './commands.ts'
import { t } from './i18n.ts'
import s from './Ledger.module.css'
import { usePhone } from './narrow.ts'
import { Select } from './Select.tsx'

const VirtualRows = lazy(() => import('./VirtualRows.tsx'))
/** Beyond these only the rows in sight are in the page. */
const many = 200

export interface Column<T> {
  key: string
  head: string
  cell: (row: T) => ReactNode
  /** Figures: at the right, tabular. */
  right?: boolean
  /** Sorts here by what it answers; `true` leaves the sorting to the page (`onSort`), which asks the server. */
  sort?: ((row: T) => string | number | bigint) | true
  /** Names of people and clients: never broken within. */
  names?: boolean
  /** On a phone, where a row is two lines: `lead` stands at the right of the title; `ear` is left to the ear; the others stand beneath. */
  phone?: 'lead' | 'ear'
  /** On a phone the column's name stands before its values, for those that do not say what they are. */
  named?: boolean | ((row: T) => boolean)
  width?: string
}
export interface Sort {
  key: string
  desc: boolean
}
interface Props<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  /** Where a row leads: Enter, click, and its first cell, which is a link. */
  href?: (row: T) => string
  /** In place of an address: what opening a row does. */
  onOpen?: (row: T) => void
  sort?: Sort | null
  onSort?: (sort: Sort) => void
  /** The sum under the rule: a cell for each column by its key. */
  sum?: Record<string, ReactNode>
  small?: boolean
  /** Keeps the table as it is on a phone (two or three narrow columns). */
  narrow?: boolean
  /** Rows that stand out, such as what is overdue, get this class. */
  rowClass?: (row: T) => string | undefined
}

const compare = (a: string | number | bigint, b: string | number | bigint, collator: Intl.Collator): number =>
  typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : a < b ? -1 : a > b ? 1 : 0

const useSorted = <T,>({ columns, rows, sort: given, onSort }: Pick<Props<T>, 'columns' | 'rows' | 'sort' | 'onSort'>) => {
  const [own, setOwn] = useState<Sort | null>(null)
  const sort = given ?? own
  const by = columns.find(one => one.key === sort?.key)?.sort
  const sorted = useMemo(() => {
    if (!sort || typeof by !== 'function') return rows
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true })
    return [...rows].sort((a, b) => compare(by(a), by(b), collator) * (sort.desc ? -1 : 1))
  }, [rows, sort, by])
  return { sorted, sort, choose: (key: string, desc = sort?.key === key ? !sort.desc : false) => (onSort ?? setOwn)({ key, desc }) }
}

/** Nothing, in a column of figures: on a phone it is left out with its name. */
export const None = () => <span className={`faint ${s.none}`}>–</span>

/** What a cell is on a phone, beside what it is in a table. */
const classOf = <T,>({ right, names, phone, head }: Column<T>): string | undefined =>
  [right && s.r, names && s.names, phone && s[phone], !head && s.acts].filter(Boolean).join(' ') || undefined

/** The dense table of the house: hairlines, quiet heads that sort, figures at the right, j / k / ↵ from row to row. */
export const Ledger = <T,>(p: Props<T>) => {
  const { columns, rowKey, href, onOpen } = p
  const { sorted, sort, choose } = useSorted(p)
  const [, go] = useLocation()
  const wrap = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const opens = Boolean(href || onOpen)
  const folds = usePhone() && !p.narrow
  const open = (row: T) => (href ? go(href(row)) : onOpen?.(row))
  // The row is the stop of the keyboard; the link or button in it is for the pointer, the copied address and the ear.
  const title = (row: T, what: ReactNode) =>
    href ? <Link href={href(row)} tabIndex={-1}>{what}</Link> : onOpen ? <button type="button" tabIndex={-1} className={s.open} onClick={() => onOpen(row)}>{what}</button> : what

  const move = (to: number) => {
    const next = Math.max(0, Math.min(sorted.length - 1, to))
    setAt(next)
    // The row may have to come into the page first.
    requestAnimationFrame(() => requestAnimationFrame(() => wrap.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus()))
  }
  const latest = useRef({ move, at })
  latest.current = { move, at }
  useEffect(() => {
    if (!opens) return
    const hear = (event: KeyboardEvent) => {
      if ((event.key !== 'j' && event.key !== 'k') || event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return
      if (document.querySelector('[role=dialog], [role=menu]') || document.querySelector('[data-ledger]') !== wrap.current) return
      event.preventDefault()
      const inside = wrap.current?.contains(document.activeElement)
      latest.current.move(inside || latest.current.at > 0 ? latest.current.at + (event.key === 'j' ? 1 : -1) : latest.current.at)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [opens])

  const row = (one: T, index: number) => (
    <tr
      key={rowKey(one)}
      role="row"
      data-at={index}
      className={[opens && s.opens, p.rowClass?.(one)].filter(Boolean).join(' ') || undefined}
      tabIndex={opens ? (index === Math.min(at, sorted.length - 1) ? 0 : -1) : undefined}
      onFocus={event => event.target === event.currentTarget && setAt(index)}
      onKeyDown={event => {
        if (event.target !== event.currentTarget) return
        if (event.key === 'Enter') open(one)
        else if (event.key === 'ArrowDown') move(index + 1)
        else if (event.key === 'ArrowUp') move(index - 1)
        else if (event.key === 'Home') move(0)
        else if (event.key === 'End') move(sorted.length - 1)
        else return
        event.preventDefault()
      }}
      onClick={event => {
        // Not for a click on a link or button within, nor at the end of selecting text.
        if (!opens || (event.target as Element).closest('a, button, input, label') || String(getSelection())) return
        if ((event.metaKey || event.ctrlKey) && href) window.open(href(one))
        else open(one)
      }}
    >
      {columns.map((column, c) => {
        const what = column.cell(one)
        const named = typeof column.named === 'function' ? column.named(one) : column.named
        return <td key={column.key} role="cell" className={classOf(column)} data-name={named ? column.head : undefined}>{c === 0 ? title(one, what) : what}</td>
      })}
    </tr>
  )
  const few = sorted.slice(0, 60).map(row)
  return (
    // What scrolls must be reachable also when no row in it is.
    <div className={s.wrap} ref={wrap} data-ledger={opens || undefined} role="group" tabIndex={opens ? undefined : 0}>
      {folds && sorted.length > 1 && <SortBy columns={columns} sort={sort} choose={choose} />}
      <table className={[s.ledger, !p.narrow && s.folds, p.small && s.small].filter(Boolean).join(' ')} role="table" aria-label={p.label} aria-rowcount={sorted.length + 1}>
        <thead role="rowgroup"><tr role="row">{columns.map(column => <Head key={column.key} column={column} sort={sort} choose={folds ? null : choose} />)}</tr></thead>
        <tbody role="rowgroup">{sorted.length <= many ? sorted.map(row) : <Suspense fallback={few}><VirtualRows count={sorted.length} at={at} columns={columns.length} row={index => row(sorted[index]!, index)} /></Suspense>}</tbody>
        {p.sum && <tfoot role="rowgroup"><tr role="row">{columns.map(column => <td key={column.key} role="cell" className={classOf(column)} data-name={column.named === true ? column.head : undefined}>{p.sum?.[column.key]}</td>)}</tr></tfoot>}
      </table>
    </div>
  )
}

const Head = <T,>({ column, sort, choose }: { column: Column<T>; sort: Sort | null; choose: ((key: string) => void) | null }) => {
  const on = sort?.key === column.key
  return (
    <th role="columnheader" scope="col" className={column.right ? s.r : undefined} style={column.width ? { width: column.width } : undefined} aria-sort={on ? (sort.desc ? 'descending' : 'ascending') : undefined}>
      {column.sort && choose ? <button type="button" className={on ? `${s.sort} ${s.sorted}` : s.sort} data-desc={on ? sort.desc : undefined} title={t('ui.sort_by', { name: column.head })} onClick={() => choose(column.key)}>{column.head}</button> : <span>{column.head || <Fragment />}</span>}
    </th>
  )
}

/** On a phone, whose rows have no heads: sums from the greatest, the others from the first. */
const SortBy = <T,>({ columns, sort, choose }: { columns: readonly Column<T>[]; sort: Sort | null; choose: (key: string, desc: boolean) => void }) => {
  const by = columns.filter(one => one.sort)
  return by.length > 0 && (
    <Select
      className={s.by!} label={t('ui.sort')} quietLabel placeholder={t('ui.sort')} value={sort?.key ?? null}
      onChange={key => choose(key, Boolean(by.find(one => one.key === key)?.right))} options={by.map(one => ({ value: one.key, text: t('ui.sort_by', { name: one.head }) }))}
    />
  )
}
