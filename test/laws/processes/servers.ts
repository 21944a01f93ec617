import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { built, startFlags } from '#test/setup/built.ts'

/** A server of ours as a process of its own. */
export interface Served {
  child: ChildProcess
  /** As a power cut: no signal that it could hear. */
  kill(): void
  stop(): Promise<void>
  /** What it has said so far. */
  said(): string
}
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

const run = (name: 'server' | 'cli', args: string[], env: Record<string, string>) => {
  const child = spawn(process.execPath, [...(name === 'server' ? startFlags() : []), built(name), ...args], { env: { PATH: process.env.PATH, LANG: 'en', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  // Only the beginning is kept: a line for each request follows.
  child.stdout.on('data', (text: Buffer) => {
    if (said.out.length < 100_000) said.out += text
  })
  child.stderr.on('data', (text: Buffer) => {
    if (said.err.length < 100_000) said.err += text
  })
  return { child, said }
}

/** Starts a server and waits until it is open. Throws what it said when it ends instead. */
export const serve = async (dataDir: string, port: number, env: Record<string, string> = {}): Promise<Served> => {
  const { child, said } = run('server', [], { DATA_DIR: dataDir, PORT: String(port), ...env })
  for (const end = Date.now() + 90_000; !said.out.includes('Docket is open at'); await wait(25)) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${said.out}${said.err}`)
    if (Date.now() > end) throw new Error(`the server has not opened: ${said.out}${said.err}`)
  }
  return {
    child,
    said: () => said.out + said.err,
    kill: () => void child.kill('SIGKILL'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A command of the terminal, to its end. */
export const cli = async (dataDir: string, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> => {
  const { child, said } = run('cli', args, { DATA_DIR: dataDir })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}
