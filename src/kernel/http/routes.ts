import { Refusal } from '../pure/refusal.ts'
import type { Ctx } from './env.ts'
import { publicKeys } from '../record/checkpoint.ts'
import { download, pagePicture, thumb, upload } from './files.ts'
import { openApiOf } from './openapi.ts'
import { referencePage } from './reference.ts'
import { asset } from './static.ts'

/** Where an address stands: open to all, to every member of staff, or only to those on a client's team. */
export type RouteWall = 'public' | 'agency' | 'client'
export interface Route {
  method: 'GET' | 'POST'
  path: string
  wall: RouteWall
  what: string
  /** An operator's question: no session is looked up, nothing is braked. */
  plain?: boolean
  handle(c: Ctx): Promise<Response> | Response
}

const health = (c: Ctx): Response => c.json({ ok: true })

const readiness = async (c: Ctx): Promise<Response> => {
  const ready = await c.get('deps').ready().catch(() => false)
  return c.json({ ready }, ready ? 200 : 503, ready ? {} : { 'Retry-After': '2' })
}

const metrics = (c: Ctx): Response => {
  const deps = c.get('deps')
  if (!deps.showMetrics) return c.json({ ok: false }, 404)
  return c.text(deps.metrics.text(deps.database.pool, deps.live.count), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
}

const events = async (c: Ctx): Promise<Response> => {
  const deps = c.get('deps')
  const visit = c.get('visit')
  const { scope, proof, address, agent, local } = visit
  if (scope?.actor.kind !== 'person' || !proof) throw new Refusal('signed_out', {}, 401)
  if (!deps.live.listening) throw new Refusal('busy', {}, 503)
  const stream = await deps.live.open(scope, async () => (await deps.identify({ ...proof, address, agent, local })) !== null)
  return new Response(stream, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } })
}

const documents = new WeakMap<object, ReturnType<typeof openApiOf>>()
const documentOf = (c: Ctx): ReturnType<typeof openApiOf> => {
  const deps = c.get('deps')
  const found = documents.get(deps) ?? openApiOf(deps.contract, deps.baseUrl, '1')
  documents.set(deps, found)
  return found
}
const openApi = async (c: Ctx): Promise<Response> => c.json(await documentOf(c), 200, { 'Cache-Control': 'no-cache' })
const reference = async (c: Ctx): Promise<Response> => c.html(await referencePage(await documentOf(c), c.get('visit').nonce))

/** The public halves of the keys that sign checkpoints: what a client needs to check a printed checkpoint without us. */
const keys = async (c: Ctx): Promise<Response> => {
  const deps = c.get('deps')
  const visit = c.get('visit')
  if (!visit.scope) throw new Refusal('signed_out', {}, 401)
  return c.json({ algorithm: 'Ed25519', keys: await deps.database.read(visit.scope, publicKeys) })
}

/** Every address besides the procedures (`/rpc`, `/api/v1`), the portal (`/p`) and the page itself. The app is built from this list, and the wall law walks it. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/healthz', wall: 'public', what: 'the process lives', plain: true, handle: health },
  { method: 'GET', path: '/readyz', wall: 'public', what: 'the database answers and has the tables of this release', plain: true, handle: readiness },
  { method: 'GET', path: '/metrics', wall: 'public', what: 'counts and durations, when METRICS=1', plain: true, handle: metrics },
  { method: 'GET', path: '/api', wall: 'public', what: 'the API to read', handle: reference },
  { method: 'GET', path: '/api/v1/openapi.json', wall: 'public', what: 'the API for machines', handle: openApi },
  { method: 'GET', path: '/assets/*', wall: 'public', what: 'the built browser side', plain: true, handle: asset },
  { method: 'GET', path: '/keys.json', wall: 'agency', what: 'public keys of the checkpoints', handle: keys },
  { method: 'GET', path: '/events', wall: 'client', what: 'what to fetch again, as it changes', handle: events },
  { method: 'POST', path: '/files', wall: 'client', what: 'take in a file for a client', handle: upload },
  { method: 'GET', path: '/files/:client/:id', wall: 'client', what: 'a file', handle: download },
  { method: 'GET', path: '/files/:client/:id/thumb', wall: 'client', what: 'a small picture of a file', handle: thumb },
  { method: 'GET', path: '/files/:client/:id/page/:n', wall: 'client', what: 'a picture of one page of a PDF', handle: pagePicture },
]
