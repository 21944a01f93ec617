import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { t } from './i18n.ts'
import { useMaybeMe } from './me.tsx'
import s from './page.module.css'
import { noteRecent, type Recent } from './recent.ts'
import { Kept } from './Kept.tsx'

interface TitleProps {
  children: string
  above?: ReactNode
  below?: ReactNode
  acts?: ReactNode
  /** Under which name the palette offers this page among those opened last. */
  recent?: Omit<Recent, 'href'>
}
/** The head of a page: small facts, then a serif sentence that says what is so. It is also the browser's title. */
export const PageTitle = ({ children, above, below, acts, recent }: TitleProps) => {
  const me = useMaybeMe()
  const { title, note } = recent ?? {}
  useEffect(() => {
    if (me && title) noteRecent(me, { href: location.pathname, title, ...(note ? { note } : {}) })
  }, [me, title, note])
  useEffect(() => {
    document.title = `${children} · Docket`
  }, [children])
  return (
    <header className={s.title}>
      <div>{above && <div className={s.above}>{above}</div>}<h1 tabIndex={-1}><Kept>{children}</Kept></h1>{below && <p>{below}</p>}</div>
      {acts && <div className={s.acts}>{acts}</div>}
    </header>
  )
}

/** For what an address may name behind `#`: the page is put together after its address was opened, so the part is gone to when it is there. */
export const useNamedPart = <T extends HTMLElement>(id: string | undefined): RefObject<T | null> => {
  const at = useRef<T>(null)
  useEffect(() => {
    if (id && location.hash === `#${id}`) at.current?.scrollIntoView()
  }, [id])
  return at
}

/** A part of a page. `aside` is the quiet link or count at the right; `ruled` draws the line under the head; `small` for side columns. */
export const Section = ({ title, tag, aside, ruled, small, id, children }: { title: string; tag?: ReactNode; aside?: ReactNode; ruled?: boolean; small?: boolean; id?: string; children: ReactNode }) => {
  const Head = small ? 'h3' : 'h2'
  const at = useNamedPart<HTMLElement>(id)
  return (
    <section className={`${s.section} ${ruled ? s.ruled : ''}`} id={id} ref={at}>
      <header><Head>{title}</Head>{tag}{aside && <span className={s.aside}>{aside}</span>}</header>
      {children}
    </section>
  )
}

/** The one next thing of a page: what is missing and for whom, then the button that mends it. `due` when it is overdue. */
export const Next = ({ title, children, act, due }: { title: string; children?: ReactNode; act?: ReactNode; due?: boolean }) => (
  <section id="next" className={`${s.next} ${due ? s.due : ''}`} aria-label={t('ui.next')}>
    <div><h2>{title}</h2>{children && <p>{children}</p>}</div>
    {act}
  </section>
)

/** The client's own words, with who and when. `lang` when they are in another language than the page. */
export const Quote = ({ children, by, lang }: { children: string; by: ReactNode; lang?: string }) => (
  <figure className={s.quote}><blockquote lang={lang}>{children}</blockquote><figcaption>{by}</figcaption></figure>
)

/** A small word in a hairline box. `late` is vermilion: overdue or a deadline, nothing else. */
export const Tag = ({ children, tone }: { children: ReactNode; tone?: 'late' | 'strong' }) => <span className={[s.tag, tone && s[tone]].filter(Boolean).join(' ')}>{children}</span>

/** Terms and what they are: `<Facts of={[[t('…'), name]]}/>`. Empty ones are left out. */
export const Facts = ({ of }: { of: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={s.facts}>{of.filter(([, what]) => what !== null && what !== undefined && what !== '').map(([term, what]) => <Fact key={term} term={term}>{what}</Fact>)}</dl>
)
const Fact = ({ term, children }: { term: string; children: ReactNode }) => <><dt>{term}</dt><dd>{children}</dd></>

const share = (part: bigint, whole: bigint): number => (whole <= 0n ? (part > 0n ? 100 : 0) : Math.min(100, Number((part * 10_000n) / whole) / 100))

/** Spent against a ceiling, ordered but not yet come hatched; over the ceiling it turns to vermilion. Say the figures beside it. */
export const Bar = ({ spent, committed = 0n, ceiling, label }: { spent: bigint; committed?: bigint; ceiling: bigint; label: string }) => {
  const done = share(spent, ceiling)
  return (
    <span className={s.bar} role="img" aria-label={label}>
      <i className={spent > ceiling ? s.over : undefined} style={{ width: `${done}%` }} />
      {committed > 0n && <i className={s.hatch} style={{ left: `${done}%`, width: `${Math.min(100 - done, share(committed, ceiling))}%` }} />}
    </span>
  )
}

/** The strong figure of a part (`big`: of the page, once). */
export const Figure = ({ children, big }: { children: ReactNode; big?: boolean }) => <div className={[s.figure, big && s.big].filter(Boolean).join(' ')}>{children}</div>

/** A word and its figure on a hairline. */
export const FigureRow = ({ text, late, children }: { text: ReactNode; late?: boolean; children: ReactNode }) => (
  <div className={s.figrow}><span className={late ? 'late' : undefined}>{text}</span><b className={late ? 'late' : undefined}>{children}</b></div>
)
