import { readdir, readFile } from 'node:fs/promises'

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
const mb = (text: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024

/** Resident memory of the server; what its press (0 while it rests) has of its own; its PostgreSQL, where a shared page counts by its share. In MB, Linux only. */
export const memoryOf = async (pid: number, dataDir: string): Promise<{ node: number; press: number; postgres: number }> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const facts = await Promise.all(pids.map(async (p) => ({ p, command: await read(`/proc/${p}/cmdline`), parent: /^PPid:\s+(\d+)/m.exec(await read(`/proc/${p}/status`))?.[1] })))
  const masters = facts.filter((f) => f.command.includes(dataDir) && f.command.includes('postgres') && f.p !== String(pid)).map((f) => f.p)
  const family = facts.filter((f) => masters.includes(f.p) || masters.includes(f.parent ?? '')).map((f) => f.p)
  const sum = async (of: string[], ...kinds: string[]): Promise<number> => {
    const maps = await Promise.all(of.map((p) => read(`/proc/${p}/smaps_rollup`)))
    return maps.flatMap((map) => kinds.map((kind) => mb(map, kind))).reduce((a, b) => a + b, 0)
  }
  const press = facts.filter((f) => f.parent === String(pid) && f.command.includes('-worker')).map((f) => f.p)
  return { node: await sum([String(pid)], 'Rss'), press: await sum(press, 'Private_Clean', 'Private_Dirty'), postgres: await sum([...new Set(family)], 'Pss') }
}
