import { randomBytes, randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { generateCookie } from 'hono/cookie'
import { type Lang, langs } from '../i18n/messages.ts'
import { isUuid } from '../pure/id.ts'
import { Refusal } from '../pure/refusal.ts'
import { addressOf, asksHere, hostCheck, netOf, ownPage } from './address.ts'
import { cookieOf, type Ctx, type Env, headerOf, type HttpDeps } from './env.ts'

export const cookieName = (baseUrl: string): string => (baseUrl.startsWith('https:') ? '__Host-docket' : 'docket')
/** The session itself ends earlier on the server; the browser only has to keep it that long. */
const cookieDays = 60
const tokenForm = /^[\w.-]{16,512}$/

const langOf = (c: Ctx): Lang => {
  const kept = cookieOf(c, 'lang')
  if ((langs as readonly string[]).includes(kept ?? '')) return kept as Lang
  for (const wanted of (headerOf(c, 'accept-language') ?? '').split(',')) {
    const tag = wanted.trim().toLowerCase()
    if (/^zh-(cn|sg|hans)/.test(tag)) return 'zh-Hans'
    if (tag.startsWith('zh')) return 'zh-Hant'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-Hant'
}

/** Begins a visit: an id, where it comes from, in what language. */
export const begin = (deps: HttpDeps): MiddlewareHandler<Env> => {
  const https = deps.baseUrl.startsWith('https:')
  return async (c, next) => {
    const given = headerOf(c, 'x-request-id') ?? ''
    let nonce: string | undefined
    c.set('deps', deps)
    const peer = c.env?.incoming?.socket?.remoteAddress
    c.set('visit', {
      id: isUuid(given) ? given : randomUUID(),
      address: addressOf(peer, headerOf(c, 'x-forwarded-for'), https),
      local: asksHere(peer, (name) => headerOf(c, name)),
      agent: (headerOf(c, 'user-agent') ?? '').slice(0, 300),
      token: null, proof: null, scope: null, lang: langOf(c), route: 'unknown', note: {}, newSession: undefined,
      // Drawn when a page asks for it: most requests are no page.
      get nonce() {
        nonce ??= randomBytes(16).toString('base64')
        return nonce
      },
    })
    await next()
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The key in a well-formed `Authorization: Bearer …`. Only that counts instead of the cookie; any other such header changes nothing. */
const bearerOf = (c: Ctx): string | null => {
  const key = /^bearer +([^ ]+)$/i.exec(headerOf(c, 'authorization') ?? '')?.[1]
  return key !== undefined && tokenForm.test(key) ? key : null
}

/** Refuses what a stranger's page sends in our person's name, and names that are not ours. */
export const guardOrigin = ({ baseUrl }: HttpDeps): MiddlewareHandler<Env> => {
  const isOurs = hostCheck(baseUrl)
  return async (c, next) => {
    const host = headerOf(c, 'host')
    const { path, method } = c.req
    if (path !== '/healthz' && path !== '/readyz' && !isOurs(host)) throw new Refusal('foreign_host', {}, 421)
    // The secret in a contact's link is its whole authority: nothing of it is sent along by itself.
    const ambient = bearerOf(c) === null && !path.startsWith('/p/')
    if (ambient && !safe.has(method)) {
      if (!ownPage({ site: headerOf(c, 'sec-fetch-site'), origin: headerOf(c, 'origin'), host, baseUrl })) throw new Refusal('foreign_page', {}, 403)
      if (path.startsWith('/rpc/') && headerOf(c, 'x-docket') === undefined) throw new Refusal('foreign_page', {}, 403)
    }
    await next()
  }
}

/** Finds out who calls, brakes floods, lets `work` answer, and hands out or takes back the cookie. */
export const known = async (c: Ctx, work: () => Promise<Response> | Response): Promise<Response> => {
  const deps = c.get('deps')
  const visit = c.get('visit')
  const name = cookieName(deps.baseUrl)
  const key = bearerOf(c)
  const cookie = key === null ? cookieOf(c, name) : undefined
  if (cookie !== undefined && tokenForm.test(cookie)) visit.token = cookie
  visit.proof = key !== null ? { kind: 'bearer', token: key } : visit.token !== null ? { kind: 'cookie', token: visit.token } : null
  const { address, agent, local } = visit
  if (visit.proof) visit.scope = await deps.identify({ ...visit.proof, address, agent, local })
  if (visit.scope) visit.lang = visit.scope.lang
  else if (key !== null) throw new Refusal('key_unknown', {}, 401)
  const { actor } = visit.scope ?? {}
  const who = actor?.kind === 'person' ? `session ${actor.sessionId ?? actor.id}` : `address ${netOf(address)}`
  const wait = local ? 0 : deps.limits.take(who)
  if (wait > 0) throw new Refusal('too_many', { seconds: wait }, 429)
  const response = await work()
  const { newSession } = visit
  if (newSession === undefined) return response
  const cookieText = generateCookie(name, newSession ?? '', {
    httpOnly: true, sameSite: 'Lax', path: '/', secure: name.startsWith('__Host-'), maxAge: newSession === null ? 0 : cookieDays * 86_400,
  })
  response.headers.append('Set-Cookie', cookieText)
  return response
}
