import { setTimeout as wait } from 'node:timers/promises'
import type { AuthMethod } from '#kernel/db/actor.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { netOf } from '#kernel/http/address.ts'
import { tokenHash } from '#kernel/keys.ts'
import { notFound, refuse } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { Door, ServiceOf } from '#kernel/rpc/service.ts'
import type { peopleContract } from './contract.ts'
import { deviceName } from './device.ts'
import * as doors from './doors.ts'
import { foundingScope } from './founding.ts'
import { sendTicket, voidTickets } from './letters.ts'
import { checkAssertion, checkRegistration, registerOptions, signInOptions } from './passkeys.ts'
import * as repo from './repo.ts'
import { checkPassword, checkProof, langOf, limits, proofMethod, tooMany } from './rules.ts'
import { hashPassword, isOutdated, isPassword, recoveryHash, throttleKey, totpStep, unsealTotp } from './secrets.ts'
import { callerOf, fromOf, resolveSession, scopeOf, startSession } from './sessions.ts'
import { guarded } from './tries.ts'

type Part = Pick<
  ServiceOf<typeof peopleContract>,
  'signIn' | 'passkeyOptions' | 'signInWithPasskey' | 'signOut' | 'forgot' | 'ticket' | 'takeTicket' | 'prove' | 'setPassword'
>

/** Asking for a link answers after this long, so that writing a letter or not does not show. */
const forgotTakes = 400

const person = (id: string, name: string, what: string, data: Record<string, unknown> = {}) => ({ what, subject: { kind: 'person', id }, data: { name, ...data } })

/** Whether the second factor is right, taking it: a TOTP step or a recovery code counts once, whoever comes second. */
const takeSecond = async (tx: WalledTx, id: string, sealed: string, code: string): Promise<'totp' | 'recovery' | null> => {
  const secret = unsealTotp(tx.deps.root, sealed)
  const step = secret && totpStep(secret, code, tx.now)
  if (step) return (await repo.takeStep(tx, id, step)) ? 'totp' : null
  return (await repo.takeCode(tx, id, recoveryHash(code))) ? 'recovery' : null
}
const keysFor = (door: Door, mail: string) =>
  [
    [throttleKey(door.database.deps.root, 'pair', mail, netOf(door.address)), limits.pair],
    [throttleKey(door.database.deps.root, 'address', netOf(door.address)), limits.address],
  ] as const

/** Sign-in and out. Passwords come in by doors only, so that no digest of one is ever kept with an idempotency key. */
export const signinService: Part = {
  signIn: {
    door: (door, { mail, password, code, agency }) =>
      guarded(
        door.database,
        keysFor(door, mail),
        async () => {
          const { database } = door
          const known = await doors.findPersons(database, mail)
          const right: doors.PersonFound[] = []
          for (const one of known) if (await isPassword(one.password_hash, password)) right.push(one)
          if (known.length === 0) await isPassword(null, password)
          const chosen = agency ? right.filter((p) => p.agency_id === agency) : right
          if (chosen.length > 1) return { state: 'choose' as const, agencies: chosen.map((p) => ({ id: p.agency_id, name: p.agency_name })) }
          const who = chosen[0]
          if (!who) throw refuse('people.wrong')
          if (who.totp_secret && !code) return { state: 'code' as const }
          const method: AuthMethod = who.totp_secret ? 'password+totp' : 'password'
          const fresh = who.password_hash && isOutdated(who.password_hash) ? await hashPassword(password) : null
          const token = await database.write(scopeOf(who, method, fromOf(door)), async (tx) => {
            const second = who.totp_secret ? await takeSecond(tx, who.person_id, who.totp_secret, code ?? '') : null
            if (who.totp_secret && !second) throw refuse('people.wrong_code')
            if (fresh) await repo.setSecrets(tx, who.person_id, { password_hash: fresh })
            const secret = await startSession(tx, who.person_id, method, fromOf(door))
            await record(tx, { client: tx.agencyId, ...person(who.person_id, who.name, second === 'recovery' ? 'people.recovery_used' : 'people.signed_in', { method }) })
            return secret
          })
          door.setSession(token)
          return { state: 'in' as const }
        },
        (answer) => answer.state === 'in',
      ),
  },

  passkeyOptions: {
    door: async ({ database }, { to, mail }) =>
      to === 'sign-in'
        ? signInOptions(database.deps, 'sign-in', database.clock.now())
        : registerOptions(database.deps, 'register', { mail: mail || 'docket', name: mail || 'docket', has: [] }, database.clock.now()),
  },

  signInWithPasskey: {
    door: (door, { passkey }) =>
      guarded(door.database, [keysFor(door, '')[1]], async () => {
        const { database } = door
        const [who] = await doors.findPasskeys(database, passkey.id)
        if (!who) throw refuse('people.passkey_wrong')
        const { burn, counter } = await checkAssertion(database.deps, 'sign-in', passkey, { ...who, credential_id: passkey.id }, database.clock.now())
        const token = await database.write(scopeOf(who, 'passkey', fromOf(door)), async (tx) => {
          if (!(await doors.burnIn(tx, burn.key, burn.ends))) throw refuse('people.challenge_old')
          await repo.notePasskey(tx, who.id, counter)
          const secret = await startSession(tx, who.person_id, 'passkey', fromOf(door))
          await record(tx, { client: tx.agencyId, ...person(who.person_id, who.name, 'people.signed_in', { method: 'passkey' }) })
          return secret
        })
        door.setSession(token)
        return { state: 'in' as const }
      }, () => false),
  },

  signOut: {
    door: async (door) => {
      const found = await resolveSession(door.database, door.token, fromOf(door), door.local)
      if (found) {
        const { id, name, sessionId } = found.scope.actor
        await door.database.write(found.scope, async (tx) => {
          await repo.endSessions(tx, id, { only: sessionId ?? '' })
          await record(tx, { client: tx.agencyId, ...person(id, name, 'people.signed_out') })
        })
      }
      door.setSession(null)
      return { ok: true }
    },
  },

  forgot: {
    door: async (door, { mail }) => {
      const { database } = door
      const { root } = database.deps
      for (const key of [throttleKey(root, 'letter', mail), throttleKey(root, 'letters', netOf(door.address))]) {
        const seconds = await doors.countTry(database, key, limits.letters)
        if (seconds > 0) throw tooMany(seconds)
      }
      const write = async (): Promise<void> => {
        for (const p of await doors.findPersons(database, mail))
          await database.write({ ...foundingScope(p.agency_id, langOf(p.locale)), ...fromOf(door) }, async (tx) => {
            const kind = p.joined ? 'reset' : 'invitation'
            await sendTicket(tx, { id: p.person_id, name: p.name, mail, locale: langOf(p.locale) }, kind)
            await record(tx, { client: tx.agencyId, ...person(p.person_id, p.name, 'people.link_asked') })
          })
      }
      await Promise.all([write(), wait(forgotTakes)])
      return { ok: true }
    },
  },

  ticket: {
    door: async ({ database }, { token }) => {
      const t = await doors.findTicket(database, tokenHash(token))
      if (!t) throw notFound()
      return { kind: t.kind, agency: t.agency_name, name: t.name, mail: t.mail, locale: langOf(t.locale) }
    },
  },

  takeTicket: {
    door: async (door, form) => {
      const { database } = door
      const t = await doors.findTicket(database, tokenHash(form.token))
      if (!t) throw notFound()
      // A link from the mailbox is one factor: it may set a password, but not a passkey, which would pass by the second one.
      const passkey = t.kind === 'invitation' && form.passkey ? await checkRegistration(database.deps, 'register', form.passkey, database.clock.now()) : null
      if (!form.password && !passkey) throw refuse('people.secret_needed')
      const passwordHash = form.password ? await hashPassword(checkPassword(form.password, t)) : null
      const method = passkey ? 'passkey' : 'password'
      const scope = scopeOf({ agency_id: t.agency_id, person_id: t.person_id, name: t.name, locale: form.locale ?? t.locale }, method, fromOf(door))
      const token = await database.write(scope, async (tx) => {
        if (!(await repo.takeTicket(tx, t.id))) throw notFound()
        if (passkey && !(await doors.burnIn(tx, passkey.burn.key, passkey.burn.ends))) throw refuse('people.challenge_old')
        const who = await repo.findPerson(tx, t.person_id)
        if (!who) throw notFound()
        if (t.kind === 'invitation') {
          const set = { locale: form.locale ?? who.locale, joined_at: tx.now }
          await repo.savePersonIf(tx, who.id, who.version, { ...set, ...(passwordHash ? { password_hash: passwordHash } : {}) })
        } else await repo.setSecrets(tx, who.id, { password_hash: passwordHash })
        if (passkey) await repo.insertPasskey(tx, { agency_id: tx.agencyId, id: newId(tx.now), person_id: who.id, ...passkey.credential, name: deviceName(door.agent, who.name), created_at: tx.now })
        await repo.endSessions(tx, who.id, {})
        await voidTickets(tx, who.id, t.id)
        await record(tx, { client: tx.agencyId, ...person(who.id, who.name, t.kind === 'invitation' ? 'people.joined' : 'people.password_set') })
        return who.totp_secret ? null : startSession(tx, who.id, method, fromOf(door))
      })
      if (token) door.setSession(token)
      return { state: token ? 'in' : 'sign-in' }
    },
  },

  prove: {
    door: async (door, { password, code, passkey }) => {
      const { scope, sample } = await callerOf(door)
      const { database } = door
      const { id, sessionId, method: was } = scope.actor
      const seen = await database.read(scope, async (tx) => ({ who: await repo.findPerson(tx, id), passkeys: passkey ? await repo.listPasskeys(tx, id) : [], now: tx.now }))
      const { who, now } = seen
      if (!who || !sessionId) throw notFound()
      return guarded(database, keysFor(door, who.mail), async () => {
        // In the sample nobody has a secret: the switch is the proof, and is recorded as such.
        const given = { passkey: passkey !== undefined, password: password !== undefined, code: code !== undefined }
        const method = proofMethod(given, who.totp_secret !== null, sample && was === 'switch')
        const known = passkey && seen.passkeys.find((k) => k.credential_id === passkey.id)
        if (passkey && !known) throw refuse('people.passkey_wrong')
        const proof = passkey && known ? await checkAssertion(database.deps, `prove:${sessionId}`, passkey, known, now) : null
        if (password !== undefined && !(await isPassword(who.password_hash, password))) throw refuse('people.wrong')
        await database.write(scope, async (tx) => {
          if (proof && known) {
            if (!(await doors.burnIn(tx, proof.burn.key, proof.burn.ends))) throw refuse('people.challenge_old')
            await repo.notePasskey(tx, known.id, proof.counter)
          }
          if (code !== undefined && !(who.totp_secret && (await takeSecond(tx, id, who.totp_secret, code)))) throw refuse('people.wrong_code')
          await repo.changeSession(tx, sessionId, { proved_at: tx.now, seen_at: tx.now, method })
        })
        return { provedAt: now }
      })
    },
  },

  setPassword: {
    door: async (door, { current, password }) => {
      const { scope } = await callerOf(door)
      const { database } = door
      const { id, sessionId, provedAt } = scope.actor
      const who = await database.read(scope, (tx) => repo.findPerson(tx, id))
      if (!who) throw notFound()
      await guarded(database, keysFor(door, who.mail), async () => {
        if (!who.password_hash) checkProof(provedAt, database.clock.now())
        else if (!(await isPassword(who.password_hash, current ?? ''))) throw refuse('people.wrong')
      })
      const passwordHash = await hashPassword(checkPassword(password, who))
      await database.write(scope, async (tx) => {
        await repo.setSecrets(tx, id, { password_hash: passwordHash })
        await repo.endSessions(tx, id, { but: sessionId })
        await voidTickets(tx, id)
        await record(tx, { client: tx.agencyId, ...person(id, who.name, 'people.password_set') })
      })
      return { ok: true }
    },
  },
}
