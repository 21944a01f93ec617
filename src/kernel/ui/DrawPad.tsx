import { useEffect, useRef, useState } from 'react'
import Pad from 'signature_pad'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import s from './SignPad.module.css'

/** The strokes as one SVG path of M and L in a box of 300 × 100, to a tenth: what is kept is lines, not a picture. A dot is a short line. */
const pathOf = (pad: Pad, width: number): string =>
  pad
    .toData()
    .map(({ points }) => (points.length === 1 ? [points[0]!, { x: points[0]!.x + 0.3, y: points[0]!.y }] : points).map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${((x * 300) / width).toFixed(1)} ${((y * 300) / width).toFixed(1)}`).join(''))
    .join('')

/** A field to draw a signature in, by finger, pen or mouse. Loaded when somebody chooses to draw. */
export default function DrawPad({ onChange }: { onChange: (path: string | null) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad | null>(null)
  const [drawn, setDrawn] = useState(false)
  const change = useRef(onChange)
  change.current = onChange
  useEffect(() => {
    const field = canvas.current
    if (!field) return
    const { width, height } = field.getBoundingClientRect()
    const ratio = Math.max(1, devicePixelRatio)
    field.width = width * ratio
    field.height = height * ratio
    field.getContext('2d')?.scale(ratio, ratio)
    const made = new Pad(field, { penColor: '#1a1917', minWidth: 0.8, maxWidth: 2.2 })
    made.addEventListener('endStroke', () => {
      setDrawn(true)
      change.current(pathOf(made, width))
    })
    pad.current = made
    return () => made.off()
  }, [])
  const clear = () => {
    pad.current?.clear()
    setDrawn(false)
    onChange(null)
  }
  return (
    <div className="stack">
      <canvas ref={canvas} className={s.pad} role="img" aria-label={t('ui.sign.pad')} />
      <div className={s.foot}><span className="small faint" role="status">{drawn ? '' : t('ui.sign.empty')}</span><Button kind="word" size="s" onPress={clear} reason={drawn ? null : t('ui.sign.empty')} reasonAt="beside">{t('ui.sign.clear')}</Button></div>
    </div>
  )
}
