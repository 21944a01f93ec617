import { randomUUID } from 'node:crypto'
import { StandardRPCJsonSerializer } from '@orpc/client/standard'
import { isContractProcedure } from '@orpc/contract'
import type { Hono } from 'hono'
import type { Env } from '#kernel/http/env.ts'
import type { AnyProcedure, Meta } from '#kernel/rpc/define.ts'

export interface Ask {
  name: string
  meta: Meta | null
  path: string
  init: RequestInit
}
export interface Heard {
  status: number
  code: string
  body: string
  /** Headers and body, every byte. */
  text: string
}
const serializer = new StandardRPCJsonSerializer()

export const proceduresOf = (tree: Record<string, unknown>, at: string[] = []): Map<string, AnyProcedure> =>
  new Map(Object.entries(tree).flatMap(([key, leaf]): [string, AnyProcedure][] =>
    isContractProcedure(leaf) ? [[[...at, key].join('.'), leaf as AnyProcedure]] : [...proceduresOf(leaf as Record<string, unknown>, [...at, key])]))

const own = { 'Content-Type': 'application/json', 'X-Docket': '1', 'Sec-Fetch-Site': 'same-origin' }

/** The call as our own pages make it. */
export const rpcAsk = (name: string, { '~orpc': def }: AnyProcedure, input: unknown): Ask => {
  const [json, meta] = serializer.serialize(input)
  return { name: `rpc ${name}`, meta: def.meta, path: `/rpc/${name.replaceAll('.', '/')}`, init: { method: 'POST', body: JSON.stringify({ json, meta }), headers: own } }
}

/** The same call over REST: by the contract's own method and path. */
export const restAsk = (name: string, { '~orpc': def }: AnyProcedure, input: unknown): Ask => {
  const rest = { ...(input as Record<string, unknown> | undefined) }
  const method = def.route.method ?? 'POST'
  let path = `/api/v1${(def.route.path ?? '').replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = String(rest[key]).toWellFormed()
    delete rest[key]
    return encodeURIComponent(value)
  })}`
  if (method === 'GET') {
    const query = new URLSearchParams(Object.entries(rest).map(([k, v]) => [k, String(v)]))
    if (query.size > 0) path += `?${query}`
    return { name: `REST ${name}`, meta: def.meta, path, init: { method, headers: own } }
  }
  const body = JSON.stringify(rest, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))
  return { name: `REST ${name}`, meta: def.meta, path, init: { method, body, headers: own } }
}

const codeIn = (text: string): string => {
  try {
    const { json, data, code, error } = JSON.parse(text) as { json?: { data?: { code?: string } }; data?: { code?: string }; code?: string; error?: { code?: string } }
    return json?.data?.code ?? data?.code ?? error?.code ?? code ?? ''
  } catch {
    return ''
  }
}

/** Asks the application as from this machine; hears every byte of the answer, headers included. */
export const ask = async (app: Hono<Env>, { path, init }: Pick<Ask, 'path' | 'init'>, headers: Record<string, string>): Promise<Heard> => {
  const answer = await app.request(`http://localhost:4000${path}`, { ...init, headers: { Host: 'localhost:4000', 'Idempotency-Key': randomUUID(), ...(init.headers as Record<string, string>), ...headers } },
    { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
  const body = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  const heads = [...answer.headers].map(([k, v]) => `${k}: ${v}`).join('\n')
  return { status: answer.status, code: codeIn(body), body, text: `${heads}\n\n${body}\n${decodeURIComponent(heads.replace(/%(?![0-9a-f]{2})/gi, '%25'))}` }
}
