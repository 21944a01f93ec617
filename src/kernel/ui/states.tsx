import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import { PageTitle } from './page.tsx'
import { refusalOf, sayRefusal } from './rpc.ts'
import s from './states.module.css'

/** Nothing here yet: says what would stand here and how it comes. Without a title where the page's own says it already. */
export const Empty = ({ title, children, act }: { title?: string; children?: ReactNode; act?: ReactNode }) => <div className={s.empty}>{title && <b>{title}</b>}{children && <p>{children}</p>}{act}</div>

/** The shape of what is coming; with `head` that of a whole page, which has its heading already. */
export const Skeleton = ({ lines = 6, head }: { lines?: number; head?: boolean }) => (
  <div className={s.lines} role="status">
    {!head && <span className="hidden-text">{t('ui.loading')}</span>}
    {head && <><h1 className="hidden-text">{t('ui.loading')}</h1><i className={s.head} /></>}
    {/* biome-ignore lint/suspicious/noArrayIndexKey: lines that stand for nothing have no other name */}
    {Array.from({ length: lines }, (_, at) => <i key={at} style={{ animationDelay: `${at * 90}ms` }} />)}
  </div>
)

/** While it is not even known who reads; seen only where that takes long. */
export const Slow = () => <main className={s.slow}><Skeleton head /></main>

/** Something went wrong: what, the number to quote, and a second try. `page`: in place of a whole page, as its title. */
export const ErrorNote = ({ error, again, page }: { error: unknown; again?: () => void; page?: boolean }) => {
  const why = refusalOf(error)
  const said = sayRefusal(why)
  const closed = why.code === 'not_found'
  // Whose step it is, is said by the refusal itself.
  const role = why.code === 'role'
  if (page) return <PageTitle below={closed ? t('ui.no_permission') : !role && again && <Button size="s" onPress={again}>{t('ui.again')}</Button>}>{said}</PageTitle>
  if (role) return <Empty title={said} />
  if (closed) return <NoPermission text={said} />
  return <div className={s.note} role="alert"><p>{said}</p>{again && <Button size="s" onPress={again}>{t('ui.again')}</Button>}</div>
}

/** Why something was not done, beside its button. */
export const Why = ({ children }: { children: ReactNode }) => (children ? <p className={s.why} role="alert">{children}</p> : null)

/** Not there, or not this person's to see: the page does not tell which. */
const NoPermission = ({ text }: { text: string }) => <Empty title={text}>{t('ui.no_permission')}</Empty>

/** A page of other roles, which its address leads to all the same: whose it is, and whom to ask. `name`: what the page is called. */
export const NotMyPage = ({ name, roles }: { name: string; roles: string }) => <PageTitle above={name} below={t('ui.ask_admin')}>{t('refusal.role', { roles })}</PageTitle>

/** Says that the line is down. While it is not, the words stand unseen: without a line their letters could not be fetched. */
export const Offline = ({ on }: { on: boolean }) => (on ? <div className={`away ${s.offline}`} role="status">{t('ui.offline')}</div> : <span className="hidden-text" aria-hidden="true">{t('ui.offline')}</span>)

interface LoadedProps<T> {
  /** A read, in one piece or page by page. */
  of: { data: T | undefined; error: unknown; isPlaceholderData: boolean; refetch: () => unknown }
  children: (data: T) => ReactNode
  /** What to show when there is nothing in it. */
  empty?: ReactNode
  isEmpty?: (data: T) => boolean
  skeleton?: ReactNode
  /** It is the whole page: whatever stands in its place has the page's heading. */
  page?: boolean
}
const nothing = (data: unknown): boolean => Array.isArray(data) && data.length === 0

/** One of four: the skeleton, the error, the empty state, or the thing itself. */
export const Loaded = <T,>({ of, children, empty, isEmpty = nothing, skeleton, page }: LoadedProps<T>) => {
  if (of.data === undefined) {
    if (of.error && refusalOf(of.error).code !== 'signed_out') return <ErrorNote error={of.error} again={() => void of.refetch()} page={page} />
    return skeleton ?? <Skeleton head={page} />
  }
  if (empty && isEmpty(of.data)) return empty
  return of.isPlaceholderData ? <div className={s.held} aria-busy="true">{children(of.data)}</div> : children(of.data)
}
