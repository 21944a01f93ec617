import { useQuery } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { matchRoute, useLocation, useRouter } from 'wouter'
import { useShortcut } from '#kernel/ui/commands.ts'
import { t } from '#kernel/ui/i18n.ts'
import { useLive } from '#kernel/ui/live.ts'
import { type Me, MeProvider } from '#kernel/ui/me.tsx'
import type { Page, PageProps } from '#kernel/ui/pages.ts'
import { api, queries, refusalOf } from '#kernel/ui/rpc.ts'
import { setLine, useLine } from '#kernel/ui/session.ts'
import { Shell } from '#kernel/ui/Shell.tsx'
import { ErrorNote, Skeleton } from '#kernel/ui/states.tsx'
import { Fence } from './Fence.tsx'
import { NotFound } from './NotFound.tsx'
import { pages } from './pages.ts'
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
  return useMemo(() => {
    for (const page of pages) {
      const [hit, params] = matchRoute(parser, page.path, at)
      if (hit) return { page, params: { ...(params as Record<string, string>) }, at }
    }
    return { page: null, params: {}, at }
  }, [at, parser])
}

// biome-ignore lint/suspicious/noExplicitAny: people's contract belongs to its module; `Me` is the shape asked of it
const meQuery = () => (api<any>('people') as any).me.queryOptions({ input: {} })

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
  const me = useQuery<Me>({ ...meQuery(), staleTime: 300_000 })
  const { signedOut } = useLine()
  const again = async () => {
    setLine({ signedOut: false })
    await queries.invalidateQueries()
  }
  useLive(Boolean(me.data) && !signedOut)
  if (!me.data) {
    if (me.error && refusalOf(me.error).code === 'signed_out') return <SignedOut overlay={false} onDone={again} />
    return me.error ? <ErrorNote error={me.error} again={() => void me.refetch()} /> : null
  }
  return (
    <MeProvider me={me.data}>
      <Within {...here} />
      {signedOut && <SignedOut overlay onDone={again} />}
    </MeProvider>
  )
}

const Within = (here: ReturnType<typeof usePage>) => {
  const [open, setOpen] = useState<'find' | 'keys' | null>(null)
  const find = () => setOpen('find')
  useShortcut('mod+k', t('ui.palette'), find, t('ui.everywhere'))
  useShortcut('/', t('ui.find'), find, t('ui.everywhere'))
  useShortcut('?', t('ui.shortcuts'), () => setOpen('keys'), t('ui.everywhere'))
  // A new page begins at its head, for the eye and for the reader of the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each new address
  useEffect(() => scrollTo(0, 0), [here.at])
  const fresh = async (deed?: Promise<unknown>) => {
    await deed
    queries.clear()
    location.assign('/')
  }
  const account = {
    signOut: () => void fresh(wiring.signOut?.()),
    signInAs: wiring.signInAs && ((id: string) => void fresh(wiring.signInAs?.(id))),
    saveLang: wiring.saveLang && ((lang: Me['locale']) => void wiring.saveLang?.(lang)),
  }
  return (
    <>
      <Shell pages={pages} account={account} onFind={find}><Stand {...here} /></Shell>
      <Suspense>
        {open === 'find' && <Palette open onClose={() => setOpen(null)} search={wiring.search} />}
        {open === 'keys' && <Shortcuts open onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  )
}
