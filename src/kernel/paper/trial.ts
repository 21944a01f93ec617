import { fork } from 'node:child_process'
import { once } from 'node:events'

let last: Promise<unknown> = Promise.resolve()

/**
 * Whether the press can print a picture (`logo.svg`), within reason and without coming to harm: tried in a process that may
 * break. One after another, since each may take what memory there is before it is given up.
 */
export const canPrint = (name: string, bytes: Uint8Array): Promise<boolean> => {
  const mine = last.then(() => tryIt(name, bytes))
  last = mine.catch(() => undefined)
  return mine
}

const tryIt = async (name: string, bytes: Uint8Array): Promise<boolean> => {
  const trial = fork(new URL('./trial-worker.ts', import.meta.url), { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const late = setTimeout(() => trial.kill('SIGKILL'), 20_000)
  try {
    const ended = once(trial, 'exit')
    // A process that broke already takes no message: its end says so.
    trial.send({ name, bytes }, () => undefined)
    return (await ended)[0] === 0
  } finally {
    clearTimeout(late)
  }
}
