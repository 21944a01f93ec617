import { setTimeout as wait } from 'node:timers/promises'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { fileResponse } from '#kernel/files/serve.ts'
import { type FileRow, filesByIds } from '#kernel/files/repo.ts'
import type { Ctx, Env } from '#kernel/http/env.ts'
import { pageResponse } from '#kernel/http/files.ts'
import { netOf } from '#kernel/http/address.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { say } from '#kernel/i18n/say.ts'
import { askedFor, once } from '#kernel/rpc/run.ts'
import { decline, sign } from '../act.ts'
import * as repo from '../repo.ts'
import { consentVersion as consentVersionOf } from '../rules.ts'
import { assetResponse } from './assets.ts'
import { type Answered, answered } from './answer.ts'
import { asLang, formHolds, formToken } from './form.ts'
import { doorScope, loadPage, mayRead, openDoor, type PageFacts, standingOf } from './load.ts'
import { contactPage, frame, type PageOptions, unknownPage } from './page.ts'
import type { PortalView } from './view.ts'

const page = async (status: number, content: ReturnType<typeof frame>): Promise<Response> =>
  new Response(String(await content), { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })

/**
 * The contacts' pages under `/p/`: one link, one party, one request. Reading changes nothing, whoever reads and however
 * often; only a POST that carries the page's own form token signs, declines or counts as opened.
 */
export const buildPortal = (list: readonly PortalView[]) => {
  const views = new Map(list.map((v) => [v.kind, v]))

  /** Finds the party behind the link, brakes floods, and answers strangers all alike. */
  const through = (work: (c: Ctx, door: repo.DoorParty, token: string) => Promise<Response>) => async (c: Ctx): Promise<Response> => {
    const deps = c.get('deps')
    const visit = c.get('visit')
    const lang = asLang(c.req.query('lang')) ?? visit.lang
    const seconds = visit.local ? 0 : deps.limits.take(`portal ${netOf(visit.address)}`)
    if (seconds > 0) {
      const answer = await page(429, frame(lang, 'Docket', html`<main class="calm"><h1>${say(lang, 'signoff.portal.too_many', { seconds })}</h1></main>`))
      answer.headers.set('Retry-After', String(seconds))
      return answer
    }
    const token = c.req.param('token') ?? ''
    const door = await openDoor(deps.database, token)
    return door ? work(c, door, token) : page(404, unknownPage(lang))
  }
  const load = (c: Ctx, door: repo.DoorParty, token: string, lang = asLang(c.req.query('lang'))): Promise<PageFacts> =>
    c.get('deps').database.read(doorScope(door, lang ?? c.get('visit').lang, c.get('visit')), (tx) => loadPage(tx, door, token, lang, views))
  const show = (c: Ctx, facts: PageFacts, status: number, options: Omit<PageOptions, 'form'> = {}): Promise<Response> => {
    const shown = { partyId: facts.party.id, sha256: facts.request.sha256, lang: facts.lang, consentVersion: facts.consentVersion }
    const form = facts.against === null ? formToken(c.get('deps').database.deps.root, shown, facts.now) : ''
    return page(status, contactPage(facts, { ...options, form }))
  }

  const read = through(async (c, door, token) => {
    const facts = await load(c, door, token)
    const gone = facts.against !== null && !['signoff.already_signed', 'signoff.already_declined', 'signoff.not_your_turn'].includes(facts.against)
    return show(c, facts, gone ? 410 : 200, { fresh: c.req.query('signed') !== undefined })
  })

  /** Answers with the signed file, or pictures of its pages, for as long as this link may read it. */
  const ofFile = (answer: (c: Ctx, file: FileRow) => Promise<Response>) => through(async (c, door, token) => {
    const { database } = c.get('deps')
    const file = await database.read(doorScope(door, c.get('visit').lang, c.get('visit')), async (tx) => {
      const standing = await standingOf(tx, door)
      const version = await repo.findVersion(tx, door.client_id, standing.document.id, standing.request.version)
      return version && mayRead(standing.against, standing, tx.now) ? (await filesByIds(tx, door.client_id, [version.file_id]))[0] : undefined
    })
    return file ? answer(c, file) : show(c, await load(c, door, token), 410)
  })
  const paper = ofFile((c, file) => fileResponse(c.get('deps').database.deps.store, file, c.req.raw))
  const picture = ofFile(pageResponse)

  /** Takes an answer; a double click waits for the first press and is told the same. */
  const answer = (kind: Answered['kind']) => through(async (c, door, token) => {
    const { database } = c.get('deps')
    const given = answered(kind, await c.req.formData().catch(() => new FormData()))
    const scope = doorScope(door, given.lang ?? c.get('visit').lang, c.get('visit'))
    const shown = { partyId: door.party_id, sha256: given.sha256, lang: scope.lang, consentVersion: given.consentVersion }
    const stay = async (wrong: NonNullable<PageOptions['written']>['wrong']): Promise<Response> =>
      show(c, await load(c, door, token, scope.lang), 422, { written: { ...given.written, ...(wrong ? { wrong } : {}) } })
    if (!formHolds(database.deps.root, given.form, shown, database.clock.now())) return stay('form')
    if (given.missing) return stay(given.missing)
    const work = () => once(database, scope, `p:${door.party_id}:${given.key}`, askedFor(`portal.${kind}`, { ...given.written, ...shown }), async (tx) => {
      const ref = { client: door.client_id, partyId: door.party_id, sha256: given.sha256, name: given.written.name ?? '', answer: given.answer }
      if (kind === 'sign') await sign(tx, { ...ref, consentVersion: given.consentVersion, method: 'link', provedAt: null, mark: given.written.mark ?? '' })
      else await decline(tx, { ...ref, reason: given.reason })
      return null
    })
    try {
      await patiently(work)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // What happened instead stands on the page itself, read afresh.
      if (error.code === 'signoff.mark') return stay('mark')
      if (error.code === 'signoff.another_name') return stay('another')
      if (error.code === 'stale') return stay('form')
      return show(c, await load(c, door, token, scope.lang), error.status >= 500 ? error.status : 409)
    }
    return c.redirect(`/p/${token}?lang=${scope.lang}${kind === 'sign' ? '&signed' : ''}`, 303)
  })

  const opened = through(async (c, door) => {
    const { database } = c.get('deps')
    const given = await c.req.formData().catch(() => new FormData())
    const lang = asLang(given.get('lang')) ?? c.get('visit').lang
    await database.write(doorScope(door, lang, c.get('visit')), async (tx) => {
      const { party, request, against } = await standingOf(tx, door)
      const shown = { partyId: party.id, sha256: request.sha256, lang, consentVersion: consentVersionOf(request.consent) }
      if (against === null && formHolds(database.deps.root, String(given.get('form') ?? ''), shown, tx.now)) await repo.noteOpened(tx, door.client_id, party.id)
    })
    return c.body(null, 204)
  })

  return (app: Hono<Env>): void => {
    app.get('/p/-/:name', (c) => assetResponse(c.req.param('name')) ?? page(404, unknownPage(c.get('visit').lang)))
    app.on(['GET', 'HEAD'], '/p/:token', read)
    app.on(['GET', 'HEAD'], '/p/:token/paper', paper)
    app.get('/p/:token/page/:n', picture)
    app.post('/p/:token/sign', answer('sign'))
    app.post('/p/:token/decline', answer('decline'))
    app.post('/p/:token/opened', opened)
    // After an answer that was not taken the address is that of the answer: loaded again, it leads to the page.
    for (const answered of ['sign', 'decline']) app.on(['GET', 'HEAD'], `/p/:token/${answered}`, (c) => c.redirect(`/p/${c.req.param('token')}`, 303))
    app.all('/p/*', (c) => page(404, unknownPage(asLang(c.req.query('lang')) ?? c.get('visit').lang)))
  }
}

/** While the same press is under way in another request, its answer is waited for. */
const patiently = async (work: () => Promise<null>): Promise<void> => {
  for (let left = 20; ; left--) {
    try {
      await work()
      return
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'in_flight' || left === 0) throw error
      await wait(150)
    }
  }
}
