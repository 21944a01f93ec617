import type { Printed, Sheet } from './press.ts'

/** The far end of a Press: does each order and answers with its result, or with the words of what went wrong. `after` runs once the answer is on its way. */
export const work = <In, Out>(job: (order: In) => Out | Promise<Out>, after: () => void = () => undefined): void => {
  const answer = (printed: Printed<Out>): void => void process.send!(printed, undefined, {}, () => after())
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
