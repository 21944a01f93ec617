import { useEffect, useState } from 'react'
import { t } from './i18n.ts'
import { dropToast, type Toast, useToasts } from './toast.ts'
import s from './Toasts.module.css'

const One = ({ toast }: { toast: Toast }) => {
  const [held, hold] = useState(false)
  useEffect(() => {
    if (held) return
    // Long enough to read aloud; longer when it can be taken back or says no.
    const timer = setTimeout(() => dropToast(toast.id), toast.undo || toast.tone === 'refused' ? 10_000 : 5_000)
    return () => clearTimeout(timer)
  }, [held, toast])
  return (
    <div className={`${s.toast} ${toast.tone === 'refused' ? s.refused : ''}`} role={toast.tone === 'refused' ? 'alert' : 'status'} onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)} onFocus={() => hold(true)} onBlur={() => hold(false)}>
      <span>{toast.text}</span>
      {toast.undo && <button type="button" onClick={() => { toast.undo?.(); dropToast(toast.id) }}>{t('ui.undo')}</button>}
      <button type="button" aria-label={t('ui.close')} onClick={() => dropToast(toast.id)}>×</button>
    </div>
  )
}

/** The corner where short words stand. Once, in the app's root. */
export const Toasts = () => <div className={s.region} role="region" aria-label={t('ui.toasts')}>{useToasts().map(one => <One key={one.id} toast={one} />)}</div>
