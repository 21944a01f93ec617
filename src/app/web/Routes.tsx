import { useQuery } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useRouter } from 'wouter'
import { useCommand } from '#kernel/ui/commands.ts'
import { pageTurned } from '#kernel/ui/focus.ts'
import { Door } from '#kernel/ui/Door.tsx'
import { currentLang, setLang, t } from '#kernel/ui/i18n.ts'
import { useLive } from '#kernel/ui/live.ts'
import { type Me, MeProvider } from '#kernel/ui/me.tsx'
import type { Page, PageProps } from '#kernel/ui/pages.ts'
import { forgetRecent } from '#kernel/ui/recent.ts'
import { queries, refusalOf } from '#kernel/ui/rpc.ts'
import { setLine, useLine } from '#kernel/ui/session.ts'
import { Shell } from '#kernel/ui/Shell.tsx'
import { ErrorNote, Skeleton, Slow } from '#kernel/ui/states.tsx'
import { typeAhead } from '#kernel/ui/typeAhead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { clients } from '#modules/clients/ui/clients.ts'
import { people } from '#modules/people/ui/people.ts'
import { useAhead } from './ahead.ts'
import { Fence } from './Fence.tsx'
import { NotFound } from './NotFound.tsx'
import { pageAt, pages } from './pages.ts'
import { SignedOut } from './SignedOut.tsx'
import { wiring } from './wiring.ts'

const Palette = lazy(() => import('#kernel/ui/Palette.tsx'))
const Shortcuts = lazy(() => import('#kernel/ui/Shortcuts.tsx'))

// A page is loaded once and kept, so that going back to it is immediate.
const loaded = new Map<Page, ComponentType<PageProps>>()
const componentOf = (page: Page): ComponentType<PageProps> => {
  const known = loaded.get(page) ?? lazy(page.load)
  loaded.set(page, known)
  return known
}

const usePage = (): { page: Page | null; params: Record<string, string>; at: string } => {
  const [at] = useLocation()
  const { parser } = useRouter()
  return useMemo(() => ({ ...(pageAt(parser, at) ?? { page: null, params: {} }), at }), [at, parser])
}

const Everywhere = wiring.everywhere && lazy(wiring.everywhere)

const Stand = ({ page, params, at }: ReturnType<typeof usePage>) => {
  const Body = page ? componentOf(page) : null
  return <Fence at={at}><Suspense fallback={<Skeleton head />}>{Body ? <Body params={params} /> : <NotFound />}</Suspense></Fence>
}

/** Which page stands, and whether somebody is signed in to see it. */
export const Routes = () => {
  const here = usePage()
  if (here.page?.bare) return <MeProvider me={null}><Stand {...here} /></MeProvider>
  return <Inside {...here} />
}

const Inside = (here: ReturnType<typeof usePage>) => {
  const who = useQuery(people.me.queryOptions({ staleTime: 300_000 }))
  const theirs = useQuery(clients.mine.queryOptions({ enabled: Boolean(who.data), staleTime: 300_000 }))
  const me = useMemo<Me | null>(() => who.data && theirs.data ? { ...who.data, clients: theirs.data.filter(one => one.active).map(({ id, name }) => ({ id, name })) } : null, [who.data, theirs.data])
  const { signedOut } = useLine()
  // Asked anew, a question that was refused has neither an answer nor an error for a while: the sign-in page stays, with what is written in it.
  const said = who.error ?? theirs.error
  const [error, setError] = useState(said)
  const last = me ? null : (said ?? error)
  if (last !== error) setError(last)
  const again = async () => {
    setLine({ signedOut: false })
    await queries.invalidateQueries()
  }
  const [leaving, setLeaving] = useState(false)
  useLive(Boolean(me) && !signedOut && !leaving)
  // Who signs in finds nothing of what another opened in this browser.
  useEffect(() => me ? forgetRecent(me) : undefined, [me])
  // What the person chose elsewhere counts here too.
  const locale = who.data?.locale
  useEffect(() => {
    if (locale && locale !== currentLang()) void setLang(locale)
  }, [locale])
  // Another person, another memory: who signs in over the page, or in another tab, finds nothing of what stood here.
  const first = useRef<string>(undefined)
  first.current ??= me?.id
  const other = me !== null && me.id !== first.current
  useEffect(() => {
    if (other) location.assign('/')
  }, [other])
  if (other) return null
  if (!me) {
    if (error && refusalOf(error).code === 'signed_out') return <SignedOut overlay={false} onDone={again} />
    return error ? <Door title="Docket"><ErrorNote error={error} again={() => void again()} /></Door> : <Slow />
  }
  return (
    <MeProvider me={me}>
      <Within {...here} onLeave={setLeaving} />
      {signedOut && !leaving && <SignedOut overlay onDone={again} />}
    </MeProvider>
  )
}

const Within = ({ onLeave, ...here }: ReturnType<typeof usePage> & { onLeave: (leaving: boolean) => void }) => {
  const [open, setOpen] = useState<'find' | 'keys' | null>(null)
  const counts = wiring.useCounts()
  useAhead()
  // Over an open dialog it would lead away from what is written there.
  const typed = useRef<(() => string) | null>(null)
  const find = () => {
    if (document.querySelector('[role=dialog]')) return
    typed.current ??= typeAhead()
    setOpen('find')
  }
  const begun = () => {
    const text = typed.current?.() ?? ''
    typed.current = null
    return text
  }
  const group = t('ui.everywhere')
  useCommand({ id: 'palette', title: t('ui.palette'), keys: 'mod+k', group, quiet: true, run: find })
  useCommand({ id: 'find', title: t('ui.find'), keys: '/', group, quiet: true, run: find })
  useCommand({ id: 'keys', title: t('ui.shortcuts'), keys: '?', group, run: () => setOpen('keys') })
  const shown = useRef(here.at)
  // A new page begins at its head, for the eye, for the keyboard and for the reader of the screen.
  useEffect(() => {
    scrollTo(0, 0)
    if (shown.current !== here.at) pageTurned()
    shown.current = here.at
  }, [here.at])
  // The page begins anew for whoever comes next.
  const afresh = { done: () => location.assign('/'), again: false }
  const signOut = useWrite(people.signOut, { ...afresh, done: () => { forgetRecent(null); location.assign('/') } })
  const switchTo = useWrite(people.switchTo, afresh)
  const setLanguage = useWrite(people.account.setLanguage)
  // What is under way is let go first: it would be answered after the session has ended.
  const leave = async (go: () => Promise<unknown>) => {
    onLeave(true)
    await queries.cancelQueries()
    if ((await go()) === undefined) onLeave(false)
  }
  const account = {
    signOut: () => void leave(() => signOut.run(undefined)),
    signInAs: (person: string) => void leave(() => switchTo.run({ person })),
    saveLang: (locale: Me['locale']) => void setLanguage.run({ locale }),
  }
  return (
    <>
      <Shell pages={pages} account={account} counts={counts} onFind={find}><Stand {...here} /></Shell>
      <Suspense>
        {open === 'find' && <Palette open onClose={() => setOpen(null)} begun={begun} search={wiring.search} />}
        {open === 'keys' && <Shortcuts open onClose={() => setOpen(null)} />}
      </Suspense>
      <Suspense>{Everywhere && <Everywhere />}</Suspense>
    </>
  )
}
