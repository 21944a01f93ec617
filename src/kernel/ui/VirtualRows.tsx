import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import s from './Ledger.module.css'

/** Only the rows in sight of the window, between two gaps as high as the rest. */
export default function VirtualRows({ count, at, columns, row }: { count: number; at: number; columns: number; row: (index: number) => ReactNode }) {
  const mark = useRef<HTMLTableRowElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop((mark.current?.getBoundingClientRect().top ?? 0) + scrollY), [])
  const rows = useWindowVirtualizer({ count, estimateSize: () => (innerWidth <= 720 ? 70 : 39), overscan: 12, scrollMargin: top })
  useEffect(() => {
    if (at > 0) rows.scrollToIndex(at, { align: 'auto' })
  }, [at, rows])
  const shown = rows.getVirtualItems()
  const before = (shown[0]?.start ?? top) - top
  const after = rows.getTotalSize() - ((shown.at(-1)?.end ?? top) - top)
  const gap = (height: number) => <td colSpan={columns} style={{ height }} />
  return (
    <>
      <tr className={s.gap} ref={mark} aria-hidden="true">{gap(Math.max(0, before))}</tr>
      {shown.map(one => row(one.index))}
      <tr className={s.gap} aria-hidden="true">{gap(Math.max(0, after))}</tr>
    </>
  )
}
