import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A bucket on this machine that speaks as much of S3 as files need: put, get with ranges, head and delete, each signed (SigV4) by the one key it knows. */
export interface Bucket {
  /** For FILES_URL. */
  url: string
  env: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string }
  objects: Map<string, Buffer>
  /** Method and key of each call, and what was answered. */
  calls: string[]
  /** While it is set, every call is answered with this status. */
  ill: number | null
  close(): Promise<void>
}
const signed = /^AWS4-HMAC-SHA256 Credential=docket-key\/\d{8}\/ap-east-1\/s3\/aws4_request, ?SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, ?Signature=[0-9a-f]{64}$/

export const openBucket = async (): Promise<Bucket> => {
  const answer = async (call: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const [, name, ...rest] = decodeURIComponent(new URL(call.url!, 'http://here').pathname).split('/')
    const key = rest.join('/')
    const body = Buffer.concat(await call.toArray())
    const say = (status: number, text: Buffer | string = '', headers: Record<string, string> = {}): void => {
      bucket.calls.push(`${call.method} ${key} ${status}`)
      reply.writeHead(status, { 'Content-Length': String(Buffer.byteLength(text)), ...headers }).end(call.method === 'HEAD' ? undefined : text)
    }
    const no = (status: number, code: string): void => say(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`, { 'Content-Type': 'application/xml' })
    if (bucket.ill) return no(bucket.ill, 'SlowDown')
    if (!signed.test(call.headers.authorization ?? '') || !/^\d{8}T\d{6}Z$/.test(String(call.headers['x-amz-date']))) return no(403, 'AccessDenied')
    if (name !== 'docket-files') return no(404, 'NoSuchBucket')
    if (call.method === 'PUT') {
      if (Number(call.headers['content-length']) !== body.length) return no(411, 'MissingContentLength')
      bucket.objects.set(key, body)
      return say(200, '', { ETag: `"${createHash('md5').update(body).digest('hex')}"` })
    }
    const found = bucket.objects.get(key)
    if (call.method === 'DELETE') {
      bucket.objects.delete(key)
      return say(204)
    }
    if (!found) return no(404, 'NoSuchKey')
    const range = /^bytes=(\d+)-(\d+)$/.exec(call.headers.range ?? '')
    const part = range ? found.subarray(Number(range[1]), Number(range[2]) + 1) : found
    say(range ? 206 : 200, part, { 'Last-Modified': new Date(0).toUTCString(), ETag: '"x"' })
  }
  const server = createServer((call, reply) => void answer(call, reply)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bucket: Bucket = {
    url: `s3://docket-files?region=ap-east-1&endpoint=http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    env: { AWS_ACCESS_KEY_ID: 'docket-key', AWS_SECRET_ACCESS_KEY: 'geheim-geheim' },
    objects: new Map(), calls: [], ill: null,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return bucket
}
