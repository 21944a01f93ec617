import { type ReactNode, useEffect } from 'react'
import { langs } from '#kernel/i18n/messages.ts'
import s from './Door.module.css'
import { langNames, setLang, useLang } from './i18n.ts'

/** A page before sign-in (sign-in itself, invitation, reset, set-up): the brand, one column, and the languages at the foot. */
export const Door = ({ title, below, wide, children }: { title: string; below?: ReactNode; wide?: boolean; children: ReactNode }) => {
  const lang = useLang()
  useEffect(() => {
    document.title = `${title} · Docket`
  }, [title])
  return (
    <div className={s.door}>
      <header className={s.brand}><i aria-hidden="true">卷</i>Docket</header>
      <main className={wide ? `${s.main} ${s.wide}` : s.main} id="main"><h1>{title}</h1>{below && <p>{below}</p>}{children}</main>
      <footer className={s.langs}>
        {langs.map(one => <button key={one} type="button" lang={one} aria-pressed={one === lang} onClick={() => void setLang(one)}>{langNames[one]}</button>)}
      </footer>
    </div>
  )
}
