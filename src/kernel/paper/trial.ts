import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Whether the press can print a picture (`logo.svg`), within reason and without coming to harm: tried in a process that may break. */
export const canPrint = async (name: string, bytes: Uint8Array): Promise<boolean> => {
  const trial = fork(new URL('./trial-worker.ts', import.meta.url), { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const late = setTimeout(() => trial.kill('SIGKILL'), 20_000)
  try {
    const ended = once(trial, 'exit')
    trial.send({ name, bytes }, () => undefined)
    return (await ended)[0] === 0
  } finally {
    clearTimeout(late)
  }
}
