import { Worker } from 'node:worker_threads'
import type { Answer, Order, PaperOrder } from './render.ts'

interface Waiting {
  resolve: (answer: { pdf: Uint8Array; pages: number }) => void
  reject: (error: Error) => void
}
/** For one paper, from when its turn comes; a paper takes 10 to 150 ms. */
const patience = 20_000

/**
 * One warm worker that prints papers one after another: started with the first, never keeping the process alive,
 * replaced when it dies or hangs. The paper it held is refused; those that waited behind it are printed by the next.
 */
export class Press {
  readonly #url: URL
  #worker: Worker | undefined
  #last: Promise<unknown> = Promise.resolve()
  #waiting: Waiting | undefined
  #id = 0

  constructor(url: URL) {
    this.#url = url
  }

  print(order: PaperOrder): Promise<{ pdf: Uint8Array; pages: number }> {
    const mine = this.#last.then(() => this.#printNow(order))
    this.#last = mine.catch(() => {})
    return mine
  }

  #printNow(order: PaperOrder): Promise<{ pdf: Uint8Array; pages: number }> {
    this.#worker ??= this.#start()
    const worker = this.#worker
    const { promise, resolve, reject } = Promise.withResolvers<{ pdf: Uint8Array; pages: number }>()
    this.#waiting = { resolve, reject }
    // The one being waited for holds the process open; an idle press does not.
    worker.ref()
    const timer = setTimeout(() => this.#end(worker, new Error(`paper took longer than ${patience} ms: ${order.template}`)), patience)
    worker.postMessage({ ...order, id: ++this.#id } satisfies Order)
    return promise.finally(() => {
      clearTimeout(timer)
      worker.unref()
    })
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 } })
    worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting
      if (answer.id !== this.#id || !waiting) return
      this.#waiting = undefined
      if ('error' in answer) waiting.reject(new Error(answer.error))
      else waiting.resolve(answer)
    })
    worker.on('error', (error) => this.#end(worker, error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', (code) => this.#end(worker, new Error(`the printing worker ended with ${code}`)))
    return worker
  }

  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    this.#waiting?.reject(error)
    this.#waiting = undefined
    void worker.terminate()
  }
}
