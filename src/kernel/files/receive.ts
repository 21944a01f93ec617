import type { Readable } from 'node:stream'
import type { NewFile } from './repo.ts'
import { sniff } from './sniff.ts'
import type { FileStore } from './store.ts'
import { canThumb, thumbOf } from './thumb.ts'

const noPicture = { width: null, height: null, pages: null, thumbSha256: null }

export interface Received extends NewFile {
  /** The name claimed another type than the content shows; the person is told. */
  misnamed: boolean
  risky: boolean
}

/**
 * Takes in an upload whole: streamed to the store, its type found, its name made safe, its thumbnail drawn. Slow, so it
 * runs before the transaction; `addFile` then names it for a client. `limit` in bytes. Refuses `files.too_large`,
 * `files.empty`, `files.disk_full`.
 */
export const receiveFile = async (
  store: FileStore, agencyId: string, source: Readable | ReadableStream, claimed: string, limit: number,
): Promise<Received> => {
  const { sha256, size, head } = await store.putStream(agencyId, source, { limit })
  const { type, name, misnamed, risky } = await sniff(head, claimed)
  const picture = canThumb(type, size) ? await picturedAs(store, agencyId, sha256, type) : noPicture
  return { sha256, size, type, name, misnamed, risky, ...picture }
}

/** A file that cannot be drawn is kept without a picture: damaged, enormous or protected by a password. */
const picturedAs = async (store: FileStore, agencyId: string, sha256: string, type: string) => {
  const drawn = await thumbOf(type, (await store.get(agencyId, sha256)).stream).catch(() => null)
  if (!drawn) return noPicture
  return { width: drawn.width, height: drawn.height, pages: drawn.pages, thumbSha256: (await store.putBytes(agencyId, drawn.webp)).sha256 }
}
