import { lazy, Suspense } from 'react'
import { RadioRow } from './choices.tsx'
import { t } from './i18n.ts'
import { Seal } from './Seal.tsx'
import s from './SignPad.module.css'
import { Skeleton } from './states.tsx'

const DrawPad = lazy(() => import('./DrawPad.tsx'))

/** How somebody signs: by the seal of the name, or by hand; `path` is an SVG path in a box of 300 × 100, null while empty. */
export type Mark = { kind: 'typed' } | { kind: 'drawn'; path: string | null }
/** Whether the mark is complete. */
export const markReady = (mark: Mark): boolean => mark.kind === 'typed' || mark.path !== null

/** Choosing and making the mark. The seal needs no drawing, so everything can be signed by keyboard. */
export const SignPad = ({ name, value, onChange }: { name: string; value: Mark; onChange: (mark: Mark) => void }) => (
  <div className="stack">
    <RadioRow
      label={t('ui.sign.how')}
      value={value.kind}
      onChange={kind => onChange(kind === 'typed' ? { kind } : { kind, path: null })}
      options={[{ value: 'typed', text: t('ui.sign.typed') }, { value: 'drawn', text: t('ui.sign.drawn') }]}
    />
    {value.kind === 'typed' ? <div className={s.typed}><Seal name={name} size="l" state="awaited" /><span>{name}</span></div> : <Suspense fallback={<Skeleton lines={3} />}><DrawPad onChange={path => onChange({ kind: 'drawn', path })} /></Suspense>}
  </div>
)
