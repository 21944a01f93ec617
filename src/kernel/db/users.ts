import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { alive, mark } from './process.ts'

const me = mark(process.pid) ?? String(process.pid)
const held = new Set<string>()

/**
 * Runs `work` while no other process does so under the same path. A lock whose holder is gone is taken over: renamed
 * first, so that of two who find it stale only one succeeds.
 */
export const exclusively = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  for (;;) {
    const file = await open(path, 'wx', 0o600).catch((e: NodeJS.ErrnoException) => {
      if (e.code === 'EEXIST') return undefined
      throw e
    })
    if (file !== undefined) {
      await file.writeFile(me)
      await file.close()
      break
    }
    const holder = await readFile(path, 'utf8').catch(() => me)
    // An empty file is one that is being written, or was left so by a power cut.
    if (holder === '') await wait(500)
    const still = await readFile(path, 'utf8').catch(() => me)
    if (still === holder && !(holder === me ? held.has(path) : alive(holder))) {
      const aside = `${path}.${process.pid}`
      await rename(path, aside).catch(() => undefined)
      // Whoever was quicker has a new lock there by now, and it is that one we moved: it goes back.
      if ((await readFile(aside, 'utf8').catch(() => holder)) !== holder) await link(aside, path).catch(() => undefined)
      await rm(aside, { force: true })
    } else await wait(30)
  }
  held.add(path)
  try {
    return await work()
  } finally {
    held.delete(path)
    await rm(path, { force: true })
  }
}

let counter = 0

/** Notes that this process uses the database of a folder; the answer takes the note back and tells whether anybody else uses it. */
export const joinUsers = (folder: string): { leave(): { others: boolean } } => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${process.pid}-${++counter}`
  writeFileSync(join(folder, name), me)
  return {
    leave() {
      rmSync(join(folder, name), { force: true })
      let others = false
      for (const other of readdirSync(folder)) {
        const path = join(folder, other)
        if (alive(readFileSync(path, 'utf8'))) others = true
        else rmSync(path, { force: true })
      }
      return { others }
    },
  }
}
