import { Readable } from 'node:stream'

/** Part of a file, both ends included, counted from 0 (RFC 9110, 14.1.2). */
export interface Range {
  start: number
  end: number
}

/** The bytes of a range out of a stream that can only be read from its start. */
export const slice = (source: Readable, { start, end }: Range): Readable =>
  Readable.from(
    (async function* () {
      let at = 0
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        const from = Math.max(start - at, 0)
        const to = Math.min(end + 1 - at, chunk.length)
        at += chunk.length
        if (from < to) yield chunk.subarray(from, to)
        if (at > end) return
      }
    })(),
    { objectMode: false },
  )
