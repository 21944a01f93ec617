import { readdir, readFile } from 'node:fs/promises'

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
const mb = (text: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024

/** Resident memory of the server, and what its PostgreSQL takes of its own (a shared page counts by its share), in MB. Linux only. */
export const memoryOf = async (pid: number, dataDir: string): Promise<{ node: number; postgres: number }> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const facts = await Promise.all(pids.map(async (p) => ({ p, command: await read(`/proc/${p}/cmdline`), parent: /^PPid:\s+(\d+)/m.exec(await read(`/proc/${p}/status`))?.[1] })))
  const masters = facts.filter((f) => f.command.includes(dataDir) && f.command.includes('postgres') && f.p !== String(pid)).map((f) => f.p)
  const family = facts.filter((f) => masters.includes(f.p) || masters.includes(f.parent ?? '')).map((f) => f.p)
  const shares = await Promise.all([...new Set(family)].map(async (p) => mb(await read(`/proc/${p}/smaps_rollup`), 'Pss')))
  return { node: mb(await read(`/proc/${pid}/status`), 'VmRSS'), postgres: shares.reduce((a, b) => a + b, 0) }
}
