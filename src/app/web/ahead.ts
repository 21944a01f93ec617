import { useEffect } from 'react'
import { useRouter } from 'wouter'
import { queries } from '#kernel/ui/rpc.ts'
import { pageAt, type Parser } from './pages.ts'

/** Loads a page's code and what it asks first; what is at hand already is not asked again. */
const readAhead = (parser: Parser, at: string): void => {
  const found = pageAt(parser, at)
  if (!found || found.page.bare) return
  // What fails here fails again, aloud, when the page is opened.
  found.page.load().catch(() => undefined)
  for (const query of found.page.ahead?.(found.params) ?? []) void queries.prefetchQuery(query)
}

/** Our own address that a hand or the keyboard is on: of a link, or of the one in a row. */
const addressUnder = ({ target }: Event): string | null => {
  const under = target instanceof Element ? target.closest('a[href], tr[data-at]') : null
  const link = under instanceof HTMLAnchorElement ? under : under?.querySelector<HTMLAnchorElement>('a[href]')
  return link && link.origin === location.origin ? link.pathname : null
}

/** So long must it stay on one link to mean it, in milliseconds: passing over a list asks for nothing. */
const rest = 50

/** Reads ahead where the hand rests and what it presses, so that most pages stand at the click. */
export const useAhead = (): void => {
  const { parser } = useRouter()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const on = (event: Event) => {
      clearTimeout(timer)
      const at = addressUnder(event)
      if (at === null) return
      if (event.type === 'pointerover' || event.type === 'focusin') timer = setTimeout(readAhead, rest, parser, at)
      else readAhead(parser, at)
    }
    const heard = ['pointerover', 'focusin', 'pointerdown', 'click'] as const
    for (const type of heard) document.addEventListener(type, on, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const type of heard) document.removeEventListener(type, on, { capture: true })
    }
  }, [parser])
}
