import { type ReactNode, useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Link, useLocation } from 'wouter'
import { type Account, AccountMenu } from './Account.tsx'
import { ClientSwitcher } from './ClientSwitcher.tsx'
import { showKeys, useCommand } from './commands.ts'
import { Dialog } from './Dialog.tsx'
import { byName, t } from './i18n.ts'
import { holds, useMe } from './me.tsx'
import type { Page } from './pages.ts'
import s from './Shell.module.css'

/** Counts beside words of the rail: path → figure; `late` is vermilion. */
export type RailCounts = Record<string, { n: number; late?: boolean } | undefined>
interface Props {
  pages: readonly Page[]
  account: Account
  counts: RailCounts
  onFind: () => void
  children: ReactNode
}
type RailPage = Page & { rail: NonNullable<Page['rail']> }

const RailLink = ({ href, text, at, count }: { href: string; text: string; at: string; count?: RailCounts[string] }) => (
  <Link href={href} aria-current={at === href || (href !== '/' && at.startsWith(`${href}/`)) ? 'page' : undefined}>
    <span>{text}</span>{count && count.n > 0 && <em className={count.late ? s.late : undefined}>{count.n}</em>}
  </Link>
)

/** The rail of words, the line above the page, and on a phone the bar at the thumb. */
export const Shell = ({ pages, account, counts, onFind, children }: Props) => {
  const me = useMe()
  const [at, go] = useLocation()
  const [drawer, setDrawer] = useState(false)
  const words = pages.filter((page): page is RailPage => Boolean(page.rail && holds(me, page.rail.roles))).sort((a, b) => a.rail.order - b.rail.order)
  const of = (group: string) => words.filter(page => (page.rail.group ?? 'work') === group)
  const clients = [...me.clients].sort(byName(one => one.name))
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the drawer
  useEffect(() => setDrawer(false), [at])

  const group = (name: string, heading?: string) => of(name).length > 0 && (
    <div className={s.group}>{heading && <b>{heading}</b>}{of(name).map(page => <RailLink key={page.path} href={page.path} text={t(page.rail.key)} at={at} count={counts[page.path]} />)}</div>
  )
  const rail = (
    <>
      <nav aria-label={t('ui.rail')} className="stack">{group('work')}{group('money', t('ui.money'))}{group('settings')}</nav>
      {clients.length > 0 && <nav aria-label={t('ui.my_clients')} className={s.group}><b>{t('ui.my_clients')}</b>{clients.slice(0, 12).map(one => <RailLink key={one.id} href={`/clients/${one.id}`} text={one.name} at={at} count={counts[`/clients/${one.id}`]} />)}</nav>}
    </>
  )
  return (
    <div className={s.shell}>
      <a className={s.skip} href="#main">{t('ui.skip')}</a>
      {words.map(page => <GoTo key={page.path} title={t(page.rail.key)} run={() => go(page.path)} path={page.path} />)}
      {clients.slice(0, 200).map(one => <GoTo key={one.id} title={one.name} run={() => go(`/clients/${one.id}`)} path={`/clients/${one.id}`} group={t('ui.my_clients')} />)}
      <header className={s.rail}>
        <Link href="/" className={s.brand}><i aria-hidden="true">卷</i>Docket</Link>
        <div className={s.lists}>{rail}</div>
        <div><AccountMenu account={account} /></div>
      </header>
      <div className={s.page}>
        <main className={s.main} id="main" tabIndex={-1}>
          <div className={s.top}>
            <ClientSwitcher clients={clients} at={at} go={go} />
            {me.agency.sample && <Button className={s.leave!} onPress={account.signOut}><span>{t('ui.sample')} </span><u>{t('ui.sample_leave')}</u></Button>}
            <Button className={s.find!} onPress={onFind}><span>{t('ui.find')}</span> <kbd className={`${s.kbd} keyed`} aria-hidden="true">{showKeys('mod+k')}</kbd></Button>
          </div>
          {children}
        </main>
      </div>
      <nav className={s.bottom} aria-label={t('ui.rail')}>
        {of('work').slice(0, 4).map(page => <RailLink key={page.path} href={page.path} text={t(page.rail.key)} at={at} />)}
        <button type="button" onClick={() => setDrawer(true)}>{t('ui.menu')}</button>
      </nav>
      <Dialog title="Docket" open={drawer} onClose={() => setDrawer(false)}><div className={s.drawer}>{rail}<AccountMenu account={account} /></div></Dialog>
    </div>
  )
}

const GoTo = ({ title, path, run, group = t('ui.go_to') }: { title: string; path: string; run: () => void; group?: string }) => {
  useCommand({ id: `go:${path}`, title, group, run })
  return null
}
