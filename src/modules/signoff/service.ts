import type { WalledTx } from '#kernel/db/walled.ts'
import { notFound, refuse } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { type ServiceOf, slow } from '#kernel/rpc/service.ts'
import { agencyOf } from '#modules/people/index.ts'
import { decline, type Part, partOf, sign } from './act.ts'
import type { signoffContract } from './contract.ts'
import { withdrawRequest } from './end.ts'
import { dataSha256 } from './freeze.ts'
import { remindColleague, writeTo } from './letter.ts'
import * as repo from './repo.ts'
import { checkRemind, consentVersion, methodOf } from './rules.ts'
import { shown } from './shape.ts'

/** Whoever is being waited for, their request held for this transaction. */
const asked = async (tx: WalledTx, client: string, partyId: string): Promise<Part> => {
  const part = await partOf(tx, client, partyId)
  const { request, party } = part
  if (!(await repo.claim(tx, client, request.id, request.sha256, party.turn))) throw refuse('signoff.not_asked')
  // Read again: somebody else may have reminded them, or they answered, while we waited for the request.
  const now = (await repo.findParty(tx, client, partyId))!
  if (now.state !== 'asked') throw refuse('signoff.not_asked')
  return { ...part, party: now }
}
const wrote = async (tx: WalledTx, { request, party, document }: Part, what: 'reminded' | 'resent'): Promise<void> => {
  const version = await repo.findVersion(tx, request.client_id, document.id, request.version)
  await record(tx, {
    client: request.client_id, what: `signoff.${what}`, subject: { kind: document.kind, id: document.subject_id }, job: document.job_id,
    data: { title: version?.title ?? '', name: party.name },
  })
}

export const signoffService: ServiceOf<typeof signoffContract> = {
  get: async (tx, { client, document }) => {
    const row = await repo.findDocument(tx, client, document)
    const [found] = row ? await shown(tx, client, [row]) : []
    if (!found) throw notFound()
    return found
  },

  of: async (tx, { client, kind, subject }) => {
    const row = await repo.findDocumentOf(tx, client, kind, subject)
    return row ? ((await shown(tx, client, [row]))[0] ?? null) : null
  },

  papers: async (tx, { client, job }) => shown(tx, client, await repo.documentsOfJob(tx, client, job)),

  mine: async (tx, { client }) =>
    (await repo.owedBy(tx, tx.person.id, client)).map((r) => ({
      client: r.client_id, document: r.document_id, kind: r.kind, subjectId: r.subject_id, jobId: r.job_id, number: r.number, title: r.title, version: r.version,
      sha256: r.sha256, fileId: r.file_id, request: r.request_id, party: r.party_id, role: r.role, stage: r.stage, purpose: r.purpose, consent: r.consent,
      consentVersion: consentVersion(r.consent), askedAt: r.asked_at ?? r.created_at, askedBy: r.created_by,
    })),

  sign: async (tx, { client, party, sha256, consentVersion: shownVersion, mark, lang }) => {
    const me = tx.person
    const { sample } = await agencyOf(tx)
    return sign(tx, {
      client, partyId: party, sha256, consentVersion: shownVersion, mark, name: me.name, ...(lang ? { lang } : {}), method: methodOf(me, tx.now, sample), provedAt: me.provedAt,
    })
  },

  decline: async (tx, { client, party, sha256, reason }) => {
    const me = tx.person
    methodOf(me, tx.now, (await agencyOf(tx)).sample)
    return decline(tx, { client, partyId: party, sha256, reason, name: me.name })
  },

  withdraw: async (tx, { client, request, reason }) => {
    await withdrawRequest(tx, { client, requestId: request, reason })
    return { at: tx.now }
  },

  remind: async (tx, { client, party }) => {
    const part = await asked(tx, client, party)
    const { asked_at: askedAt, reminded_at: remindedAt, expires_at: expiresAt } = part.party
    checkRemind({ askedAt, remindedAt, expiresAt }, tx.now)
    await (part.party.contact_id === null ? remindColleague(tx, part) : writeTo(tx, part.request, part.party, 'remind'))
    await repo.movePartyIf(tx, client, party, 'asked', { reminded_at: tx.now, reminders: part.party.reminders + 1 })
    await wrote(tx, part, 'reminded')
    return { at: tx.now }
  },

  resend: async (tx, { client, party }) => {
    const part = await asked(tx, client, party)
    if (part.party.contact_id === null) throw refuse('signoff.not_asked')
    const expiresAt = await writeTo(tx, part.request, part.party, 'anew')
    await wrote(tx, part, 'resent')
    return { expiresAt }
  },

  // T9: what was frozen is compared with what lies in the store now; hashing a large file is slow, so it stands outside the transaction.
  verify: slow({
    prepare: async (ask, { client, document, version }) => {
      const row = await ask.read((tx) => repo.findVersion(tx, client, document, version))
      if (!row) throw notFound()
      const file = await ask.deps.store.check(ask.scope.agencyId, row.sha256)
      return { file, data: dataSha256(row.data) === row.data_sha256 ? ('whole' as const) : ('changed' as const), sha256: row.sha256 }
    },
    run: async (_tx, _input, found) => found,
  }),
}
