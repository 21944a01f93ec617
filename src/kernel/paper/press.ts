import { Worker } from 'node:worker_threads'

export interface Sheet<In> {
  id: number
  order: In
}
export type Printed<Out> = { id: number } & ({ result: Out } | { error: string })
interface Limits {
  /** Milliseconds for one order, from when its turn comes. */
  patience: number
  /** Milliseconds without an order after which the worker ends and gives its memory back; it stays when left out. */
  rest?: number
  /** Of the worker's own heap, in MB. */
  heap: number
}

/**
 * One warm worker for synchronous work, one order after another: started with the first, never keeping the process
 * alive, replaced when it dies or hangs. The order it held is refused; those waiting behind it go to the next worker.
 */
export class Press<In, Out> {
  readonly #url: URL
  readonly #limits: Limits
  #worker: Worker | undefined
  #last: Promise<unknown> = Promise.resolve()
  #waiting: { resolve: (result: Out) => void; reject: (error: Error) => void } | undefined
  #resting: NodeJS.Timeout | undefined
  #id = 0

  constructor(url: URL, limits: Limits) {
    this.#url = url
    this.#limits = limits
  }

  print(order: In): Promise<Out> {
    const mine = this.#last.then(() => this.#printNow(order))
    this.#last = mine.catch(() => {})
    return mine
  }

  async #printNow(order: In): Promise<Out> {
    clearTimeout(this.#resting)
    this.#worker ??= this.#start()
    const worker = this.#worker
    const { promise, resolve, reject } = Promise.withResolvers<Out>()
    this.#waiting = { resolve, reject }
    // The one being waited for holds the process open; an idle press does not.
    worker.ref()
    const { patience, rest } = this.#limits
    const timer = setTimeout(() => this.#end(worker, new Error(`took longer than ${patience} ms`)), patience)
    worker.postMessage({ id: ++this.#id, order } satisfies Sheet<In>)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      worker.unref()
      if (rest) this.#resting = setTimeout(() => this.#end(worker, new Error('idle')), rest).unref()
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: this.#limits.heap } })
    worker.on('message', (printed: Printed<Out>) => {
      const waiting = this.#waiting
      if (printed.id !== this.#id || !waiting) return
      this.#waiting = undefined
      if ('error' in printed) waiting.reject(new Error(printed.error))
      else waiting.resolve(printed.result)
    })
    worker.on('error', (error) => this.#end(worker, error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', (code) => this.#end(worker, new Error(`the worker ended with ${code}`)))
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
