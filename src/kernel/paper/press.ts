import { type ChildProcess, fork } from 'node:child_process'

export interface Sheet<In> {
  id: number
  order: In
}
export type Printed<Out> = { id: number } & ({ result: Out } | { error: string })
interface Limits {
  /** Milliseconds for one order, from when its turn comes. */
  patience: number
  /** Milliseconds without an order after which the process ends and gives its memory back; it stays when left out. */
  rest?: number
  /** Of its heap, in MB; what native code takes is beside it. */
  heap: number
}

/**
 * One warm process for work in native code, one order after another: what breaks it breaks nothing else, and its memory
 * comes back whole. Started with the first order, never keeping ours alive, replaced when it dies or hangs. The order it held
 * is refused; those waiting behind it go to the next process.
 */
export class Press<In, Out> {
  readonly #url: URL
  readonly #limits: Limits
  #process: ChildProcess | undefined
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

  /** Ends the process at once; the next order starts another. */
  end(): void {
    if (this.#process) this.#end(this.#process, new Error('ended'))
  }

  async #printNow(order: In): Promise<Out> {
    clearTimeout(this.#resting)
    this.#process ??= this.#start()
    const child = this.#process
    const { promise, resolve, reject } = Promise.withResolvers<Out>()
    this.#waiting = { resolve, reject }
    // The one being waited for holds our process open; an idle press does not.
    hold(child, true)
    const { patience, rest } = this.#limits
    const timer = setTimeout(() => this.#end(child, new Error(`took longer than ${patience} ms`)), patience)
    // A process that broke already takes no message: its end says so.
    child.send({ id: ++this.#id, order } satisfies Sheet<In>, () => undefined)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      hold(child, false)
      if (rest) this.#resting = setTimeout(() => this.#end(child, new Error('idle')), rest).unref()
    }
  }

  /** Without our environment: what reads strangers' files has no use for passwords. */
  #start(): ChildProcess {
    const child = fork(this.#url, { serialization: 'advanced', env: {}, execArgv: ['--expose-gc', `--max-old-space-size=${this.#limits.heap}`, '--max-semi-space-size=8'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    child.on('message', (message) => {
      const printed = message as Printed<Out>
      const waiting = this.#waiting
      if (printed.id !== this.#id || !waiting) return
      this.#waiting = undefined
      if ('error' in printed) waiting.reject(new Error(printed.error))
      else waiting.resolve(printed.result)
    })
    child.on('error', (error) => this.#end(child, error))
    child.on('exit', (code, signal) => this.#end(child, new Error(`the process ended with ${code ?? signal}`)))
    return child
  }

  #end(child: ChildProcess, error: Error): void {
    if (this.#process !== child) return
    this.#process = undefined
    this.#waiting?.reject(error)
    this.#waiting = undefined
    child.kill('SIGKILL')
  }
}

const hold = (child: ChildProcess, on: boolean): void => {
  for (const one of [child, child.channel]) on ? one?.ref() : one?.unref()
}
