import type { Printed, Sheet } from './press.ts'

/** The far end of a Press: does each order and answers with its result, or with the words of what went wrong. */
export const work = <In, Out>(job: (order: In) => Out | Promise<Out>): void => {
  // What native code holds lies outside the heap, where the collector does not see how much it is: uncollected, thirty papers are 20 MB.
  const answer = (printed: Printed<Out>): void => void process.send!(printed, undefined, {}, () => globalThis.gc?.())
  process.on('message', async ({ id, order }: Sheet<In>) => {
    try {
      answer({ id, result: await job(order) })
    } catch (error) {
      answer({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
  // A terminal's Ctrl-C is for whoever asked, who may still wait for a sheet. When they are gone: at once, since an orderly end would wait for native code.
  process.on('SIGINT', () => undefined)
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}
