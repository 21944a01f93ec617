import { useSyncExternalStore } from 'react'

/** What the whole page has to know of the line to the server. */
interface Line {
  /** The server said `signed_out`: the page stays and asks for sign-in above it. */
  signedOut: boolean
  /** The last call got no answer. */
  offline: boolean
}
let line: Line = { signedOut: false, offline: !navigator.onLine }
const heard = new Set<() => void>()

export const setLine = (change: Partial<Line>): void => {
  const next = { ...line, ...change }
  if (next.signedOut === line.signedOut && next.offline === line.offline) return
  line = next
  for (const hear of heard) hear()
}
addEventListener('offline', () => setLine({ offline: true }))
addEventListener('online', () => setLine({ offline: false }))

export const useLine = (): Line =>
  useSyncExternalStore(
    hear => {
      heard.add(hear)
      return () => void heard.delete(hear)
    },
    () => line,
  )

/** Notes what an answer, or its absence, says about the line. */
export const noteAnswer = (code: string | null): void => {
  if (code === 'signed_out') setLine({ signedOut: true })
  else if (code === 'offline') setLine({ offline: true })
  else setLine({ offline: false })
}

/** Resolves when it is worth trying again: on the browser's `online`, after sign-in, or after a while. */
export const lineAgain = (ms: number): Promise<void> =>
  new Promise(done => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      done()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
  })

/** Resolves when the person has signed in again. */
export const signedInAgain = (): Promise<void> =>
  new Promise(done => {
    if (!line.signedOut) return done()
    const hear = () => {
      if (line.signedOut) return
      heard.delete(hear)
      done()
    }
    heard.add(hear)
  })
