/** What still stands when the thing in it that had the focus has gone. */
const homes = 'section, form, fieldset, aside, [role="dialog"], main'
/** So many places back is looked for one that still stands. */
const most = 16
/** How long after a new page a closing dialog may want to give the focus back to the old one. */
const settles = 800

/** Where the focus has been, newest last: the thing itself, then what it stood in, from the inside out. */
const trail: Element[][] = []
let turnedAt = Number.NEGATIVE_INFINITY

const homesOf = (at: Element): Element[] => {
  const found: Element[] = []
  for (let one = at.parentElement?.closest(homes); one; one = one.parentElement?.closest(homes)) found.push(one)
  return found
}
const lost = (): boolean => document.activeElement === null || document.activeElement === document.body
const later = (work: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(work))

/** Lets the keyboard go on from here: the next Tab is the first thing inside. Does not scroll. */
export const focusOn = (at: Element | null): void => {
  if (!(at instanceof HTMLElement)) return
  if (!at.hasAttribute('tabindex')) at.tabIndex = -1
  at.focus({ preventScroll: true })
}

/** A new page stands: the keyboard begins at its top, unless something on it has taken the focus. */
export const pageTurned = (): void => {
  turnedAt = performance.now()
  later(() => {
    const main = document.getElementById('main')
    if (document.querySelector('[role="dialog"]') === null && !main?.contains(document.activeElement)) focusOn(main)
  })
}

const find = (): void => {
  if (!lost()) return
  const home = trail.toReversed().flatMap(([, ...chain]) => chain).find((one) => one.isConnected)
  focusOn(home ?? document.getElementById('main'))
}

/**
 * Whatever had the focus and goes (a button whose deed is done, a row that is taken out) leaves it to what it stood in, so that the
 * keyboard goes on where it was; without this it would begin again at the top of the page. Answers how to stop.
 */
export const keepFocus = (): (() => void) => {
  const noted = (event: FocusEvent) => {
    const at = event.target
    if (!(at instanceof Element)) return
    // A dialog that closes gives the focus back to where it was opened: on the page before.
    if (performance.now() - turnedAt < settles && !at.closest('main, [role="dialog"]')) return later(pageTurned)
    trail.push([at, ...homesOf(at)])
    if (trail.length > most) trail.shift()
  }
  const gone = () => {
    const last = trail.at(-1)?.[0]
    if (last && lost() && (!last.isConnected || last.matches(':disabled'))) later(find)
  }
  const byHand = () => {
    turnedAt = Number.NEGATIVE_INFINITY
  }
  const observer = new MutationObserver(gone)
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
  document.addEventListener('focusin', noted)
  for (const deed of ['keydown', 'pointerdown'] as const) document.addEventListener(deed, byHand, true)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', noted)
    for (const deed of ['keydown', 'pointerdown'] as const) document.removeEventListener(deed, byHand, true)
  }
}
