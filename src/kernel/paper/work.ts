import { parentPort } from 'node:worker_threads'
import type { Printed, Sheet } from './press.ts'

/** The worker's end of a Press: does each order and answers with its result, or with the words of what went wrong. `bytes` of a result are handed over, not copied; `after` runs once the answer is on its way. */
export const work = <In, Out>(job: (order: In) => Out | Promise<Out>, bytes: (result: Out) => Uint8Array, after: () => void = () => undefined): void => {
  parentPort!.on('message', async ({ id, order }: Sheet<In>) => {
    try {
      const result = await job(order)
      parentPort!.postMessage({ id, result } satisfies Printed<Out>, [bytes(result).buffer as ArrayBuffer])
    } catch (error) {
      parentPort!.postMessage({ id, error: error instanceof Error ? error.message : String(error) } satisfies Printed<Out>)
    }
    after()
  })
}
