import { createHash } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Refusal, refuse } from '../pure/refusal.ts'
import { StartError } from '../start-error.ts'
import { type Bytes, diskBytes, s3Bytes } from './bytes.ts'
import type { Range } from './slice.ts'

export interface Stored {
  sha256: string
  /** In bytes. */
  size: number
  /** The first bytes (at most 64 KiB), to find the type by. */
  head: Uint8Array
}

/** More bytes than are taken in. What was announced as such is not read to its end. */
export const fileTooLarge = (limit: number): Refusal => new Refusal('files.too_large', { limit, megabytes: Math.round(limit / 2 ** 20) }, 413)

/** Enough for the content list at the start of an Office file. */
const headSize = 64 * 1024
const sha256Form = /^[0-9a-f]{64}$/
const agencyForm = /^[0-9a-f-]{36}$/
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Both parts are checked, so that nothing a person sends becomes a path. */
const keyOf = (agencyId: string, sha256: string): string => {
  if (!agencyForm.test(agencyId) || !sha256Form.test(sha256)) throw new Error('not a key of the file store')
  return `${agencyId}/${sha256.slice(0, 2)}/${sha256}`
}

/** The bytes of every agency, kept under their SHA-256; names, types and who may see them are rows in `docket.file`. */
export class FileStore {
  readonly #bytes: Bytes
  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  /**
   * Takes in a stream of unknown length. The file exists whole or not at all: it grows as a temporary file, is flushed
   * and then moved to its key. Refuses `files.too_large` while streaming, `files.empty` and `files.disk_full`.
   */
  async putStream(agencyId: string, source: Readable | ReadableStream | WebStream, { limit }: { limit: number }): Promise<Stored> {
    const from = source instanceof Readable ? source : Readable.fromWeb(source as WebStream)
    const hash = createHash('sha256')
    const heads: Uint8Array[] = []
    let size = 0
    let kept = 0
    const meter = new Transform({
      transform(chunk: Uint8Array, _, done) {
        size += chunk.length
        if (size > limit) return done(fileTooLarge(limit))
        hash.update(chunk)
        if (kept < headSize) {
          const part = chunk.subarray(0, headSize - kept)
          heads.push(part)
          kept += part.length
        }
        done(null, chunk)
      },
      flush: (done) => done(size === 0 ? refuse('files.empty') : null),
    })
    const temporary = await this.#bytes.begin().catch(asRefusal)
    try {
      await pipeline(from, meter, temporary.sink)
      const sha256 = hash.digest('hex')
      await temporary.publish(keyOf(agencyId, sha256))
      return { sha256, size, head: Buffer.concat(heads) }
    } catch (error) {
      return asRefusal(error)
    } finally {
      await temporary.discard()
    }
  }

  /** The same for bytes that are already in memory, such as papers and thumbnails. */
  async putBytes(agencyId: string, bytes: Uint8Array): Promise<Stored> {
    return this.putStream(agencyId, Readable.from([bytes], { objectMode: false }), { limit: Number.POSITIVE_INFINITY })
  }

  /** The bytes as a stream, or a range of them; `size` is that of the whole file. Refuses `files.missing`. */
  async get(agencyId: string, sha256: string, range?: Range): Promise<{ stream: Readable; size: number }> {
    const key = keyOf(agencyId, sha256)
    const size = await this.#bytes.size(key)
    if (size === null) throw refuse('files.missing')
    return { stream: await this.#bytes.open(key, range), size }
  }

  /** How many bytes are kept under a checksum; null when there are none. */
  size(agencyId: string, sha256: string): Promise<number | null> {
    return this.#bytes.size(keyOf(agencyId, sha256))
  }

  /** All the bytes, for what has to be held in memory anyway. Refuses `files.missing`. */
  async bytes(agencyId: string, sha256: string): Promise<Buffer> {
    const { stream } = await this.get(agencyId, sha256)
    return Buffer.concat(await stream.toArray())
  }

  /** Reads the file again and compares (`docket verify`, T9). */
  async check(agencyId: string, sha256: string): Promise<'whole' | 'missing' | 'changed'> {
    const key = keyOf(agencyId, sha256)
    if ((await this.#bytes.size(key)) === null) return 'missing'
    const hash = createHash('sha256')
    await pipeline(await this.#bytes.open(key), hash)
    return hash.digest('hex') === sha256 ? 'whole' : 'changed'
  }

  /** Removes temporary files that a crash left behind before `before`; returns how many. */
  sweep(before: Date): Promise<number> {
    return this.#bytes.sweep(before)
  }
}

const asRefusal = (error: unknown): never => {
  if (!(error instanceof Refusal) && full.has((error as NodeJS.ErrnoException).code ?? '')) throw new Refusal('files.disk_full', {}, 507)
  throw error
}

/**
 * The store that FILES_URL names: `file:///var/lib/docket/files` or `s3://bucket?region=…&endpoint=…` (credentials come
 * from the environment, as the AWS clients read them). Throws a StartError.
 */
export const openStore = (filesUrl: string): FileStore => {
  const url = URL.parse(filesUrl)
  if (url?.protocol === 'file:') return new FileStore(diskBytes(url))
  if (url?.protocol === 's3:' && url.hostname !== '') return new FileStore(s3Bytes(url))
  const forms = 'file:///var/lib/docket/files · s3://bucket?region=…&endpoint=…'
  throw new StartError({
    hant: `FILES_URL 要寫成這樣：${forms}`,
    hans: `FILES_URL 要写成这样：${forms}`,
    en: `FILES_URL must look like this: ${forms}`,
  })
}
