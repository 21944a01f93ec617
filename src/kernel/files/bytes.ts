import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { Refusal } from '../pure/refusal.ts'
import { type Range, slice } from './slice.ts'

/** A file that is still growing; `discard` is harmless after `publish`. */
export interface Temporary {
  sink: Writable
  publish(key: string): Promise<void>
  discard(): Promise<void>
}
/** Where bytes lie: a disk or a bucket. */
export interface Bytes {
  begin(): Promise<Temporary>
  open(key: string, range?: Range): Promise<Readable>
  size(key: string): Promise<number | null>
  sweep(before: Date): Promise<number>
}

const temporaryIn = async (folder: string, publish: (path: string, key: string) => Promise<void>): Promise<Temporary> => {
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  return {
    sink: createWriteStream(path, { flags: 'wx', flush: true, mode: 0o640 }),
    publish: (key) => publish(path, key),
    discard: () => rm(path, { force: true }),
  }
}

const sweepIn = async (folder: string, before: Date): Promise<number> => {
  let swept = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && found.mtime < before) {
      await rm(path, { force: true })
      swept++
    }
  }
  return swept
}

/** A folder's own entry list must reach the disk too, or the file is there and its name is not. */
const flushFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

const sizeOn = async (disk: Disk, key: string): Promise<number | null> =>
  (await disk.exists(key)) ? (await disk.getMetaData(key)).contentLength : null

/** On disk. Publishing is our own: flydrive's `move` copies, and a crash in it would leave half a file under a whole name. */
export const diskBytes = (url: URL): Bytes => {
  const root = fileURLToPath(url)
  const disk = new Disk(new FSDriver({ location: root, visibility: 'private' }))
  const folder = join(root, 'tmp')
  const publish = async (path: string, key: string): Promise<void> => {
    const target = join(root, key)
    const made = await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
    await flushFolder(dirname(target))
    if (made) for (let at = dirname(target); at !== root && at.startsWith(root); at = dirname(at)) await flushFolder(dirname(at))
  }
  return {
    begin: () => temporaryIn(folder, publish),
    open: async (key, range) => (range ? createReadStream(join(root, key), range) : disk.getStream(key)),
    size: (key) => sizeOn(disk, key),
    sweep: (before) => sweepIn(folder, before),
  }
}

/** What the driver wraps comes out as it was: a bucket that is away, or ill, is something to try again. */
const told = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: Error) => {
    const cause = (error.cause ?? error) as { $metadata?: { httpStatusCode?: number } }
    throw (cause.$metadata?.httpStatusCode ?? 0) >= 500 ? new Refusal('busy', {}, 503) : cause
  })

/**
 * In a bucket: received on the local disk first, since its key is known only at the end; one PUT is whole or nothing.
 * The driver is loaded here alone, and reads its credentials from the environment.
 */
export const s3Bytes = (url: URL): Bytes => {
  const { S3Driver } = createRequire(import.meta.url)('flydrive/drivers/s3') as typeof import('flydrive/drivers/s3')
  const endpoint = url.searchParams.get('endpoint') ?? undefined
  const disk = new Disk(new S3Driver({
    bucket: url.hostname, region: url.searchParams.get('region') ?? 'us-east-1', ...(endpoint ? { endpoint } : {}), forcePathStyle: endpoint !== undefined, supportsACL: false, visibility: 'private',
    // Files have their own SHA-256; stores other than Amazon's do not all know the checksums that the client would add.
    requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED',
  }))
  const folder = join(tmpdir(), 'docket-files')
  return {
    begin: () => temporaryIn(folder, (path, key) => told(disk.copyFromFs(path, key))),
    open: async (key, range) => (range ? slice(await told(disk.getStream(key)), range) : told(disk.getStream(key))),
    size: (key) => told(sizeOn(disk, key)),
    sweep: (before) => sweepIn(folder, before),
  }
}
