import type { Person } from '#kernel/db/actor.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { forbidden, notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import type { peopleContract } from './contract.ts'
import { burnIn } from './doors.ts'
import { checkRegistration, registerOptions, signInOptions } from './passkeys.ts'
import * as repo from './repo.ts'
import { checkProof, madeAt, revealLasts, setupLasts, within } from './rules.ts'
import { recoveryCodes, recoveryHash, sealTotp, setupSecret, totpStep, totpUri } from './secrets.ts'

/** The person in a browser; a key may not touch how somebody signs in. */
export const browser = (tx: WalledTx): Person & { sessionId: string } => {
  const { person } = tx
  if (!person.sessionId) throw forbidden('people.needs_session')
  return { ...person, sessionId: person.sessionId }
}
/** The same, having proved who they are within 15 minutes. */
export const proved = (tx: WalledTx): Person & { sessionId: string } => {
  const person = browser(tx)
  checkProof(person.provedAt, tx.now)
  return person
}
const load = async (tx: WalledTx): Promise<repo.PersonRow> => {
  const row = await repo.findPerson(tx, tx.person.id)
  if (!row) throw notFound()
  return row
}
const deed = (tx: WalledTx, what: string, data: Record<string, unknown> = {}) =>
  record(tx, { client: tx.agencyId, what, subject: { kind: 'person', id: tx.person.id }, data: { name: tx.person.name, ...data } })

const newCodes = async (tx: WalledTx, person: string): Promise<string> => {
  const batch = newId(tx.now)
  await repo.replaceCodes(tx, person, batch, recoveryCodes(tx.deps.root, person, batch).map(recoveryHash))
  return batch
}

/** My own account: particulars, second factor, passkeys, sessions. */
export const accountService: ServiceOf<(typeof peopleContract)['account']> = {
  update: async (tx, { version, title, locale }) => {
    const { id } = browser(tx)
    if (!(await repo.savePersonIf(tx, id, version, { title, locale }))) throw stale()
    await deed(tx, 'people.changed')
    return { version: version + 1 }
  },

  setLanguage: async (tx, { locale }) => {
    await repo.setSecrets(tx, browser(tx).id, { locale })
    await deed(tx, 'people.changed')
    return { ok: true }
  },

  totpSetup: async (tx) => {
    const { id } = browser(tx)
    const { mail } = await load(tx)
    const setup = newId(tx.now)
    const secret = setupSecret(tx.deps.root, id, setup)
    return { setup, secret: secret.base32, uri: totpUri(secret, mail) }
  },

  confirmTotp: async (tx, { setup, code }) => {
    const { id } = proved(tx)
    if (!within(madeAt(setup), setupLasts, tx.now)) throw refuse('people.challenge_old')
    const secret = setupSecret(tx.deps.root, id, setup)
    const step = totpStep(secret, code, tx.now)
    if (step === null) throw refuse('people.wrong_code')
    await repo.setSecrets(tx, id, { totp_secret: sealTotp(tx.deps.root, secret), totp_step: step })
    const batch = await newCodes(tx, id)
    await deed(tx, 'people.totp_on')
    return { batch }
  },

  removeTotp: async (tx) => {
    const { id } = proved(tx)
    await repo.setSecrets(tx, id, { totp_secret: null })
    await repo.replaceCodes(tx, id, id, [])
    await deed(tx, 'people.totp_off')
    return { ok: true }
  },

  makeCodes: async (tx) => {
    const { id } = proved(tx)
    if (!(await load(tx)).totp_secret) throw refuse('people.totp_off')
    const batch = await newCodes(tx, id)
    await deed(tx, 'people.codes_made')
    return { batch }
  },

  codes: async (tx, { batch }) => {
    const { id } = browser(tx)
    const unused = await repo.unusedCodes(tx, id)
    if (!within(madeAt(batch), revealLasts, tx.now) || unused.every((c) => c.batch_id !== batch)) throw notFound()
    return recoveryCodes(tx.deps.root, id, batch)
  },

  passkeys: async (tx) =>
    (await repo.listPasskeys(tx, tx.person.id)).map((k) => ({ id: k.id, name: k.name, createdAt: k.created_at, usedAt: k.used_at })),

  passkeyOptions: async (tx, { to }) => {
    const { id, sessionId } = browser(tx)
    const has = (await repo.listPasskeys(tx, id)).map((k) => k.credential_id)
    if (to === 'prove') return signInOptions(tx.deps, `prove:${sessionId}`, tx.now, has)
    const { mail, name } = await load(tx)
    return registerOptions(tx.deps, `register:${sessionId}`, { mail, name, has }, tx.now)
  },

  addPasskey: async (tx, { name, passkey }) => {
    const { id, sessionId } = proved(tx)
    const { burn, credential } = await checkRegistration(tx.deps, `register:${sessionId}`, passkey, tx.now)
    if (!(await burnIn(tx, burn.key, burn.ends))) throw refuse('people.challenge_old')
    const added = newId(tx.now)
    await repo.insertPasskey(tx, { agency_id: tx.agencyId, id: added, person_id: id, ...credential, name, created_at: tx.now })
    await deed(tx, 'people.passkey_added', { passkey: name })
    return { id: added }
  },

  removePasskey: async (tx, { id: passkey }) => {
    const { id } = proved(tx)
    const { password_hash } = await load(tx)
    const keys = await repo.listPasskeys(tx, id)
    if (!password_hash && keys.every((k) => k.id === passkey)) throw refuse('people.last_way_in')
    if (!(await repo.deletePasskey(tx, id, passkey))) throw notFound()
    await deed(tx, 'people.passkey_removed', { passkey: keys.find((k) => k.id === passkey)?.name ?? '' })
    return { ok: true }
  },

  sessions: async (tx) => {
    const { id, sessionId } = tx.person
    return (await repo.livingSessions(tx, id)).map((s) => ({
      id: s.id, mine: s.id === sessionId, method: s.method, address: s.address, agent: s.agent, createdAt: s.created_at, seenAt: s.seen_at,
    }))
  },

  endSession: async (tx, { id: session }) => {
    if ((await repo.endSessions(tx, browser(tx).id, { only: session })) === 0) throw notFound()
    await deed(tx, 'people.sessions_ended', { count: 1 })
    return { ok: true }
  },

  endOthers: async (tx) => {
    const { id, sessionId } = browser(tx)
    const ended = await repo.endSessions(tx, id, { but: sessionId })
    await deed(tx, 'people.sessions_ended', { count: ended })
    return { ended }
  },
}
