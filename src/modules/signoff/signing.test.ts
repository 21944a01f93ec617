import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { tokenHash } from '#kernel/keys.ts'
import { openStudio, type Studio } from './fixtures.ts'
import { freeze, prepareFile } from './freeze.ts'
import { withdrawOpen } from './end.ts'
import { notRemindable, reminderHours } from './rules.ts'

let s: Studio
before(async () => {
  s = await openStudio()
})
after(() => s.close())

const code = (e: unknown): string | undefined => (e as { code?: string }).code
const is = (wanted: string) => (e: unknown): boolean => {
  assert.equal(code(e), wanted)
  return true
}
const agencyParty = (scope: { actor: { id: string | null } }, turn = 1) => ({ turn, side: 'agency' as const, personId: scope.actor.id! })
const sign = (who: Studio['ae'], party: string, sha256: string, extra: object = {}) => s.as(who, 'signoff', 'sign', { client: s.pine, party, sha256, consentVersion: 1, mark: '', ...extra })

test('both sides in turns: the second is asked when the first has signed; the end is announced once', async () => {
  const subject = randomUUID()
  const frozen = await s.put(subject)
  const { requestId } = await s.askFor(frozen, [agencyParty(s.ae), { turn: 2, side: 'client', contactId: s.lin }])
  const [mine, lin] = [await s.partyOf(requestId, s.ae.actor.id), await s.partyOf(requestId, s.lin)]
  assert.equal(lin.state, 'waiting')
  assert.equal(lin.token, '')
  const owed = (await s.as(s.ae, 'signoff', 'mine', {})) as { party: string }[]
  assert.ok(owed.some((o) => o.party === mine.id))
  s.events.length = 0
  const answer = await sign(s.ae, mine.id, frozen.sha256, { mark: 'M1 1L20 20' })
  assert.deepEqual(answer, { at: s.clock.now(), already: false, complete: false })
  assert.equal((await s.partyOf(requestId, s.lin)).state, 'asked')
  assert.deepEqual(s.events.map((e) => e.type), ['signoff.signed'])
  const [kept] = await s.rows<{ sha256: string; consent_text: string; method: string; proved_at: Date }>('select * from docket.signature where party_id = $1', mine.id)
  assert.equal(kept!.sha256, frozen.sha256)
  assert.match(kept!.consent_text, /海棠廣告/)
  assert.equal(kept!.method, 'password')
  assert.deepEqual(kept!.proved_at, s.clock.now())
  const [mail] = await s.rows<{ body: string; link_kind: string; file_ids: string[]; to_name: string }>("select * from docket.mail where about_id = $1 and link_kind = 'party'", subject)
  assert.equal(mail!.to_name, '林若蘭')
  assert.match(mail!.body, /\{\{link\}\}/)
  assert.deepEqual(mail!.file_ids, [frozen.fileId])
})

test('the token is nowhere: only its hash is kept', async () => {
  const { requestId } = await s.askFor(await s.put(randomUUID()), [{ turn: 1, side: 'client', contactId: s.lin }])
  const { token, id } = await s.partyOf(requestId, s.lin)
  assert.equal(Buffer.from(token, 'base64url').length, 32)
  const [row] = await s.rows<{ token_hash: Buffer }>('select token_hash from docket.signature_party where id = $1', id)
  assert.deepEqual(row!.token_hash, tokenHash(token))
  for (const table of ['signature_party', 'signature_request', 'mail', 'record', 'idempotency']) {
    const [found] = await s.rows<{ n: bigint }>(`select count(*) as n from docket.${table} t where t::text like '%' || $1 || '%'`, token)
    assert.equal(Number(found!.n), 0, table)
  }
})

test('a double click and two tabs leave one signature, and both are told so', async () => {
  const frozen = await s.put(randomUUID())
  const { requestId } = await s.askFor(frozen, [agencyParty(s.ae), agencyParty(s.lead)])
  const { id } = await s.partyOf(requestId, s.ae.actor.id)
  const answers = await Promise.all(Array.from({ length: 6 }, () => sign(s.ae, id, frozen.sha256) as Promise<{ already: boolean }>))
  assert.equal(answers.filter((a) => !a.already).length, 1)
  const found = await s.rows('select 1 from docket.signature where party_id = $1', id)
  assert.equal(found.length, 1)
})

test('the last two sign at the same moment: complete once, one certificate to make', async () => {
  for (let round = 0; round < 5; round++) {
    const frozen = await s.put(randomUUID())
    const { requestId } = await s.askFor(frozen, [agencyParty(s.ae), agencyParty(s.lead)])
    const [a, b] = [await s.partyOf(requestId, s.ae.actor.id), await s.partyOf(requestId, s.lead.actor.id)]
    s.events.length = 0
    const answers = (await Promise.all([sign(s.ae, a.id, frozen.sha256), sign(s.lead, b.id, frozen.sha256)])) as { complete: boolean }[]
    assert.equal(answers.filter((x) => x.complete).length, 1)
    const [r] = await s.rows<{ state: string }>('select state from docket.signature_request where id = $1', requestId)
    assert.equal(r!.state, 'complete')
    const jobs = await s.rows("select 1 from pgboss.job where name = 'certificate' and data->>'requestId' = $1", requestId)
    assert.equal(jobs.length, 1)
  }
})

test('a version replaced a second ago is not signed, and neither is a hash that was not shown', async () => {
  const subject = randomUUID()
  const first = await s.put(subject)
  const { requestId } = await s.askFor(first, [agencyParty(s.ae), { turn: 1, side: 'client', contactId: s.lin }])
  const { id } = await s.partyOf(requestId, s.ae.actor.id)
  await assert.rejects(sign(s.ae, id, 'f'.repeat(64)), is('signoff.replaced'))
  const second = await s.put(subject)
  assert.equal(second.version, 2)
  await assert.rejects(sign(s.ae, id, first.sha256), is('signoff.replaced'))
  assert.equal((await s.rows('select 1 from docket.signature where party_id = $1', id)).length, 0)
  const letters = await s.rows<{ state: string }>('select state from docket.mail where about_id = $1', subject)
  assert.deepEqual(letters.map((l) => l.state), ['withdrawn'])
  await assert.rejects(s.askFor(first, [agencyParty(s.ae)]), is('stale'))
})

test('declining ends it for all, with a reason; a signature that stands stays, and cannot be taken back by declining', async () => {
  const frozen = await s.put(randomUUID())
  const { requestId } = await s.askFor(frozen, [agencyParty(s.ae), agencyParty(s.lead)])
  const [a, b] = [await s.partyOf(requestId, s.ae.actor.id), await s.partyOf(requestId, s.lead.actor.id)]
  await sign(s.ae, a.id, frozen.sha256)
  await assert.rejects(s.as(s.ae, 'signoff', 'decline', { client: s.pine, party: a.id, sha256: frozen.sha256, reason: '改變主意' }), is('signoff.already_signed'))
  await assert.rejects(s.as(s.lead, 'signoff', 'decline', { client: s.pine, party: b.id, sha256: frozen.sha256, reason: '   ' }))
  await s.as(s.lead, 'signoff', 'decline', { client: s.pine, party: b.id, sha256: frozen.sha256, reason: '標題錯字' })
  await assert.rejects(sign(s.lead, b.id, frozen.sha256), is('signoff.already_declined'))
  assert.equal((await s.rows('select 1 from docket.signature where party_id = $1', a.id)).length, 1)
  assert.equal(s.events.at(-1)!.type, 'signoff.declined')
})

test('nobody signs for another, a stranger finds nothing, a key does not sign, old proof does not', async () => {
  const frozen = await s.put(randomUUID())
  const { requestId } = await s.askFor(frozen, [agencyParty(s.ae)])
  const { id } = await s.partyOf(requestId, s.ae.actor.id)
  await assert.rejects(sign(s.lead, id, frozen.sha256), is('not_found'))
  await assert.rejects(sign(s.rival, id, frozen.sha256), is('not_found'))
  await assert.rejects(s.as(s.rival, 'signoff', 'get', { client: s.pine, document: frozen.documentId }), is('not_found'))
  const withActor = (over: object) => ({ ...s.ae, actor: { ...s.ae.actor, ...over } }) as never
  await assert.rejects(sign(withActor({ method: 'key' }), id, frozen.sha256), is('signoff.not_by_key'))
  const no = { client: s.pine, party: id, sha256: frozen.sha256, reason: '不對' }
  await assert.rejects(s.as(withActor({ method: 'key' }), 'signoff', 'decline', no), is('signoff.not_by_key'))
  await assert.rejects(s.as(withActor({ provedAt: new Date(s.clock.now().getTime() - 16 * 60_000) }), 'signoff', 'decline', no), is('signoff.prove_again'))
  await assert.rejects(sign(withActor({ method: 'switch' }), id, frozen.sha256), is('signoff.prove_again'))
  await assert.rejects(sign(withActor({ provedAt: new Date(s.clock.now().getTime() - 16 * 60_000) }), id, frozen.sha256), is('signoff.prove_again'))
  await assert.rejects(sign(s.ae, id, frozen.sha256, { mark: '<svg onload=alert(1)>' }), is('signoff.mark'))
  await assert.rejects(sign(s.ae, id, frozen.sha256, { consentVersion: 2 }), is('stale'))
})

test('withdrawn: links die, letters wait no longer, a module may take back its own', async () => {
  const subject = randomUUID()
  const frozen = await s.put(subject)
  const { requestId } = await s.askFor(frozen, [agencyParty(s.ae), { turn: 1, side: 'client', contactId: s.lin }])
  await assert.rejects(s.askFor(frozen, [agencyParty(s.lead)]), is('signoff.already_asked'))
  await s.as(s.ae, 'signoff', 'withdraw', { client: s.pine, request: requestId })
  await assert.rejects(s.as(s.ae, 'signoff', 'withdraw', { client: s.pine, request: requestId }), is('signoff.ended'))
  const { id } = await s.partyOf(requestId, s.ae.actor.id)
  await assert.rejects(sign(s.ae, id, frozen.sha256), is('signoff.withdrawn'))
  await s.askFor(frozen, [agencyParty(s.lead)])
  assert.equal(await s.database.write(s.ae, (tx) => withdrawOpen(tx, { client: s.pine, kind: 'note', subjectId: subject })), true)
  assert.equal(await s.database.write(s.ae, (tx) => withdrawOpen(tx, { client: s.pine, kind: 'note', subjectId: subject })), false)
})

test('a reminder a day, in the contact\'s language; a new link kills the old one', async () => {
  const subject = randomUUID()
  const { requestId } = await s.askFor(await s.put(subject), [{ turn: 1, side: 'client', contactId: s.zhang }])
  const first = await s.partyOf(requestId, s.zhang)
  const ref = { client: s.pine, party: first.id }
  await assert.rejects(s.as(s.ae, 'signoff', 'remind', ref), is('signoff.reminded_lately'))
  s.clock.advance(24 * 60)
  await s.as(s.ae, 'signoff', 'remind', ref)
  await s.as(s.ae, 'signoff', 'resend', ref)
  const second = await s.partyOf(requestId, s.zhang)
  assert.notEqual(second.token, first.token)
  const letters = await s.rows<{ subject: string; state: string }>('select subject, state from docket.mail where about_id = $1 order by created_at, id', subject)
  assert.deepEqual(letters.map((l) => l.state), ['withdrawn', 'withdrawn', 'waiting'])
  assert.match(letters[1]!.subject, /^提醒：请签/)
  const fresh = { ...s.ae, actor: { ...s.ae.actor, provedAt: s.clock.now() } } as never
  await assert.rejects(s.as(fresh, 'signoff', 'sign', { ...ref, sha256: 'a'.repeat(64), consentVersion: 1 }), is('not_found'))
})

test('a colleague who has not signed is reminded in their language, once a day, by who may; nobody is who is not waited for', async () => {
  const subject = randomUUID()
  const { requestId } = await s.askFor(await s.put(subject), [{ ...agencyParty(s.lead), stage: 'lead' }, { ...agencyParty(s.ae), turn: 2, stage: 'ae' }])
  const [lead, later] = [await s.partyOf(requestId, s.lead.actor.id), await s.partyOf(requestId, s.ae.actor.id)]
  const remind = (party: string, who = s.ae) => s.as(who, 'signoff', 'remind', { client: s.pine, party })
  await assert.rejects(remind(lead.id), is('signoff.reminded_lately'))
  s.clock.advance(24 * 60)
  await assert.rejects(remind(later.id), is('signoff.not_asked'))
  await assert.rejects(remind(lead.id, s.lead), is('role'))
  await remind(lead.id)
  await assert.rejects(remind(lead.id), is('signoff.reminded_lately'))
  await assert.rejects(s.as(s.ae, 'signoff', 'resend', { client: s.pine, party: lead.id }), is('signoff.not_asked'))
  s.clock.advance(24 * 60)
  await remind(lead.id)
  const letters = await s.rows<{ to_name: string; body: string; link_kind: string | null }>('select to_name, body, link_kind from docket.mail where about_id = $1', subject)
  assert.equal(letters.length, 2)
  for (const one of letters) {
    assert.deepEqual([one.to_name, one.link_kind], [s.lead.actor.name, null])
    assert.match(one.body, /「主創」這一關[\s\S]*http:\/\/localhost:4173\/sign/)
  }
})

test('two who remind at once write one letter, to a colleague as to a contact', async () => {
  for (const party of [agencyParty(s.lead), { turn: 1, side: 'client' as const, contactId: s.lin }]) {
    const subject = randomUUID()
    const { requestId } = await s.askFor(await s.put(subject), [party])
    const { id } = await s.partyOf(requestId, 'personId' in party ? party.personId : s.lin)
    s.clock.advance(24 * 60)
    const letters = () => s.rows<{ id: string }>('select id from docket.mail where about_id = $1', subject)
    const before = (await letters()).length
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => s.as(s.ae, 'signoff', 'remind', { client: s.pine, party: id })))
    assert.deepEqual(answers.map((a) => (a.status === 'fulfilled' ? 'sent' : code(a.reason))).sort(), ['sent', ...Array.from({ length: 3 }, () => 'signoff.reminded_lately')].sort())
    assert.equal((await letters()).length, before + 1)
  }
})

test('who is waited for is reminded a day after they were asked or reminded, and not by a link that has ended', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 10, 24) + hours * 3_600_000)
  fc.assert(fc.property(fc.integer({ min: -100, max: 100 }), fc.option(fc.integer({ min: -100, max: 100 }), { nil: null }), fc.option(fc.integer({ min: -100, max: 100 }), { nil: null }), (asked, reminded, expires) => {
    const code = notRemindable({ askedAt: at(asked), remindedAt: reminded === null ? null : at(reminded), expiresAt: expires === null ? null : at(expires) }, at(0))
    assert.equal(code, expires !== null && expires <= 0 ? 'signoff.link_expired' : 0 - (reminded ?? asked) < reminderHours ? 'signoff.reminded_lately' : null)
  }))
})

test('freezing refuses data that is not what was prepared; verify finds a changed file', async () => {
  const frozen = await s.put(randomUUID())
  const prepared = await s.database.read(s.ae, async (tx) => ({ tx })).then(() =>
    prepareFile({ read: (w) => s.database.read(s.ae, w), deps: { store: s.store } as never, scope: s.ae }, { client: s.pine, fileId: frozen.fileId, data: { a: 1n } }))
  await assert.rejects(s.database.write(s.ae, (tx) => freeze(tx, { client: s.pine, kind: 'note', subjectId: randomUUID(), title: 'x', lang: 'en', data: { a: 2n }, prepared })), is('stale'))
  const verify = () => s.as(s.ae, 'signoff', 'verify', { client: s.pine, document: frozen.documentId, version: 1 })
  assert.deepEqual(await verify(), { file: 'whole', data: 'whole', sha256: frozen.sha256 })
  await s.rows(`update docket.document_version set data = '{"text":"other"}' where document_id = $1`, frozen.documentId)
  assert.equal(((await verify()) as { data: string }).data, 'changed')
})

test('the database itself keeps signatures and ended parties as they are', async () => {
  const frozen = await s.put(randomUUID())
  const { requestId } = await s.askFor(frozen, [agencyParty(s.ae)])
  const { id } = await s.partyOf(requestId, s.ae.actor.id)
  const fresh = { ...s.ae, actor: { ...s.ae.actor, provedAt: s.clock.now() } } as never
  await sign(fresh, id, frozen.sha256)
  await assert.rejects(s.database.write(s.ae, (tx) => tx.db<{ signature: { name: string } }>().updateTable('signature').set({ name: 'x' }).execute()), /permission denied/)
  const moved = await s.database.write(s.ae, (tx) => tx.db<{ signature_party: { id: string; reason: string } }>().updateTable('signature_party').set({ reason: 'x' }).where('id', '=', id).executeTakeFirst())
  assert.equal(moved.numUpdatedRows, 0n)
})

/** What SQL in the server's own role says, past every rule of ours: the policy that refuses it, or how many rows it changed. */
const past = async (change: ReturnType<typeof sql>, who = s.ae): Promise<string | number> => {
  try {
    return Number((await s.database.write(who, (tx) => change.execute(tx.db()))).numAffectedRows)
  } catch (error) {
    return /policy "(\w+)"/.exec((error as Error).message)?.[1] ?? String(error)
  }
}

test('the database itself completes a request by signatures alone, and takes one only of a party that is asked, on the hash that was frozen (F6)', async () => {
  const [frozen, other] = [await s.put(randomUUID()), await s.put(randomUUID())]
  const { requestId } = await s.askFor(frozen, [agencyParty(s.ae), agencyParty(s.lead)])
  const elsewhere = await s.askFor(other, [agencyParty(s.lead)])
  const [mine, lead] = [await s.partyOf(requestId, s.ae.actor.id), await s.partyOf(requestId, s.lead.actor.id)]
  const complete = sql`update docket.signature_request set state = 'complete', ended_at = now() where id = ${requestId}`
  const add = (party: string, request: string, sha256: string) => sql`insert into docket.signature (agency_id, client_id, party_id, request_id, sha256, name, consent_text, consent_lang, consent_version, method, at)
    values (${s.agency.agencyId}, ${s.pine}, ${party}, ${request}, ${sha256}, '某人', '同意', 'zh-Hant', 1, 'link', now())`
  assert.equal(await past(complete), 'by_signatures')
  const fresh = { ...s.ae, actor: { ...s.ae.actor, provedAt: s.clock.now() } } as never
  await sign(fresh, mine.id, frozen.sha256)
  assert.equal(await past(complete), 'by_signatures')
  assert.equal(await past(add(lead.id, requestId, other.sha256)), 'as_asked')
  assert.equal(await past(add(lead.id, elsewhere.requestId, other.sha256)), 'as_asked')
  assert.equal(await past(sql`update docket.signature_request set state = 'withdrawn', ended_at = now() where id = ${elsewhere.requestId}`), 1)
  assert.equal(await past(add((await s.partyOf(elsewhere.requestId, s.lead.actor.id)).id, elsewhere.requestId, other.sha256)), 'as_asked')
  assert.equal(await past(sql`insert into docket.signature_request (agency_id, client_id, id, document_id, version, sha256, purpose, consent, consent_version, state, created_at)
    values (${s.agency.agencyId}, ${s.pine}, ${randomUUID()}, ${other.documentId}, 1, ${other.sha256}, 'sign', 'sign', 1, 'complete', now())`), 'begins_open')
  // What is asked about is what was frozen, and what has ended stays as it ended, with the parties it had.
  assert.equal(await past(sql`insert into docket.signature_request (agency_id, client_id, id, document_id, version, sha256, purpose, consent, consent_version, created_at)
    values (${s.agency.agencyId}, ${s.pine}, ${randomUUID()}, ${other.documentId}, 1, ${frozen.sha256}, 'sign', 'sign', 1, now())`), 'begins_open')
  await sign({ ...s.lead, actor: { ...s.lead.actor, provedAt: s.clock.now() } } as never, lead.id, frozen.sha256)
  for (const state of ['open', 'withdrawn', 'declined']) assert.equal(await past(sql`update docket.signature_request set state = ${state} where id = ${requestId}`), 'by_signatures')
  assert.equal(await past(sql`insert into docket.signature_party (agency_id, client_id, request_id, id, turn, side, contact_id, name) values (${s.agency.agencyId}, ${s.pine}, ${requestId}, ${randomUUID()}, 1, 'client', ${s.lin}, '林若蘭')`), 'while_open')
})

test('the database itself takes a contact\'s signature under the name of their link alone (F6)', async () => {
  const frozen = await s.put(randomUUID())
  const { requestId } = await s.askFor(frozen, [{ turn: 1, side: 'client', contactId: s.lin }])
  const { id } = await s.partyOf(requestId, s.lin)
  const add = (name: string) => sql`insert into docket.signature (agency_id, client_id, party_id, request_id, sha256, name, consent_text, consent_lang, consent_version, method, at)
    values (${s.agency.agencyId}, ${s.pine}, ${id}, ${requestId}, ${frozen.sha256}, ${name}, '同意', 'zh-Hant', 1, 'link', now())`
  assert.equal(await past(add('王大明')), 'as_named')
  assert.equal(await past(add('林若蘭')), 1)
})

test('the database itself takes a reminder a day', async () => {
  const { requestId } = await s.askFor(await s.put(randomUUID()), [agencyParty(s.lead)])
  const { id } = await s.partyOf(requestId, s.lead.actor.id)
  const remind = (hours: number) => past(sql`update docket.signature_party set reminded_at = ${new Date(s.clock.now().getTime() + hours * 3_600_000)} where id = ${id}`)
  assert.equal(await remind(reminderHours - 1), 'reminded_once_a_day')
  assert.equal(await remind(reminderHours), 1)
  assert.equal(await remind(reminderHours + 1), 'reminded_once_a_day')
  assert.equal(await past(sql`update docket.signature_party set opened = 1 where id = ${id}`), 1)
  assert.equal(await remind(2 * reminderHours), 1)
  assert.equal(await past(sql`update docket.signature_party set reminded_at = null where id = ${id}`), 'reminded_once_a_day')
  assert.equal(await past(sql`update docket.signature_party set asked_at = asked_at - interval '1 day' where id = ${id}`), 'reminded_once_a_day')
})
