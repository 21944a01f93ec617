import type { ReactNode } from 'react'
import { type Lang, langs } from '#kernel/i18n/messages.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { setLang, useLang } from '#kernel/ui/i18n.ts'
import s from './people.module.css'

export const langNames: Record<Lang, string> = { 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文', en: 'English' }

/** The page before sign-in: the name of the house, the three languages, and one thing to do. */
export const DoorPage = ({ wide, children }: { wide?: boolean; children: ReactNode }) => {
  const now = useLang()
  return (
    <div className={s.door}>
      <header className={s.brand}>
        <i aria-hidden="true">卷</i>Docket
        <span className={s.langs}>{langs.filter(one => one !== now).map(one => <Button key={one} kind="word" size="s" onPress={() => void setLang(one)}><span lang={one}>{langNames[one]}</span></Button>)}</span>
      </header>
      <main className={`${s.body} ${wide ? s.wide : ''}`}>{children}</main>
    </div>
  )
}

/** Why something was not done, beside its button. */
export const Why = ({ children }: { children: string | null }) => (children ? <p className={s.why} role="alert">{children}</p> : null)

/** A form whose Enter key does what its button does. */
export const Form = ({ onSubmit, children, label }: { onSubmit: () => void; children: ReactNode; label?: string }) => (
  <form
    className={s.form}
    aria-label={label}
    noValidate
    onSubmit={event => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
  </form>
)
