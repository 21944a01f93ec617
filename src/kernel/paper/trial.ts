import { Press } from './press.ts'
import type { PaperOrder } from './render.ts'

let last: Promise<unknown> = Promise.resolve()

/**
 * Whether the press can print a picture (`logo.svg`), within reason and without coming to harm: tried on a press of its own.
 * One after another, since each may take what memory there is before it is given up.
 */
export const canPrint = (name: string, bytes: Uint8Array): Promise<boolean> => {
  const mine = last.then(() => tryIt(name, bytes))
  last = mine.catch(() => undefined)
  return mine
}

const tryIt = async (name: string, bytes: Uint8Array): Promise<boolean> => {
  const press = new Press<PaperOrder, void>(new URL('./trial-worker.ts', import.meta.url), { patience: 20_000, heap: 96 })
  try {
    await press.print({ template: 'kernel/paper/picture.typ', lang: 'en', data: { name }, files: { [name]: bytes } })
    return true
  } catch {
    return false
  } finally {
    press.end()
  }
}
