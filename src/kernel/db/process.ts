import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** A number alone does not name a process: it is given again after a restart of the machine or the container. */
export const mark = (pid: number): string | null => {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform === 'linux') return linuxMark(pid)
  try {
    process.kill(pid, 0)
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ESRCH') return null
  }
  if (process.platform === 'win32') return String(pid)
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return line === '' || line.startsWith('Z') ? null : `${pid} ${line.replace(/^\S+\s+/, '')}`
  } catch {
    return null
  }
}

const linuxMark = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; what follows it is state (field 3) … start time (field 22).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    return `${pid} ${fields[19]} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
  } catch {
    return null
  }
}

/** Is this mark still the same living process? */
export const alive = (made: string): boolean => {
  const now = mark(Number(made.split(' ')[0]))
  return now !== null && now === made
}

/** Does the process live, and is it the PostgreSQL of this folder (and not another program that was given its number)? */
export const isPostmaster = (pid: number, folder: string): boolean => {
  if (mark(pid) === null) return false
  if (process.platform === 'win32') return true
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === folder
    return /postgres|postmaster/.test(execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }))
  } catch {
    return false
  }
}
