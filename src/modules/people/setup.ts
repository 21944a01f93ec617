import type { Database } from '#kernel/db/database.ts'
import { netOf } from '#kernel/http/address.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { newId } from '#kernel/ids.ts'
import { forbidden, refuse } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { Door, ServiceOf } from '#kernel/rpc/service.ts'
import type { peopleContract } from './contract.ts'
import { deviceName } from './device.ts'
import * as doors from './doors.ts'
import { addPerson, foundAgency, foundingScope } from './founding.ts'
import { checkRegistration, passkeyHost } from './passkeys.ts'
import * as repo from './repo.ts'
import { checkPassword, founderRoles, isLocal, limits, signedOut } from './rules.ts'
import { openSample, type BuildSample, sampleProgress } from './sampling.ts'
import { hashPassword, same, setupCode, throttleKey } from './secrets.ts'
import { callerOf, fromOf, scopeOf, startSession } from './sessions.ts'
import { guarded } from './tries.ts'

type Part = Pick<ServiceOf<typeof peopleContract>, 'state' | 'createAgency' | 'openSample' | 'sampleState' | 'switchTo'>

/** The code to print where others can reach the server and no agency of its own stands; else null. */
export const neededSetupCode = async (database: Database): Promise<string | null> => {
  const { config, root } = database.deps
  return isLocal(config) || (await doors.doorState(database)).own ? null : setupCode(root)
}

/** Only this machine reaches the server, and this machine asks: no proxy of ours stands between, whatever BASE_URL says. */
const here = (door: Door): boolean => door.local && isLocal(door.database.deps.config)
let told = false
/** At the start nobody was expected from elsewhere, and no code was printed; a proxy that nobody told us of stands before us. */
const tellCode = ({ deps: { config, root } }: Database): void => {
  if (isLocal(config) && !told) console.error(`set-up code: ${setupCode(root)}`)
  told = true
}

/**
 * Signs a person of the sample in without a secret: only there, only on this machine, and recorded as such. Whoever looks
 * around in the sample is one reader behind many accounts, so the language they read goes with them.
 */
const switchIn = async (door: Door, agencyId: string, choose: (persons: repo.PersonRow[]) => repo.PersonRow | undefined, reads?: Lang): Promise<void> => {
  if (!here(door)) throw forbidden('people.local_only')
  const persons = await door.database.read(foundingScope(agencyId, reads ?? 'zh-Hant'), async (tx) => ((await repo.agency(tx)).sample ? repo.listPersons(tx) : []))
  const person = choose(persons.filter((p) => p.active))
  if (!person) throw forbidden('people.local_only')
  const locale = reads ?? person.locale
  const who = { agency_id: agencyId, person_id: person.id, name: person.name, locale }
  const token = await door.database.write(scopeOf(who, 'switch', fromOf(door)), async (tx) => {
    if (locale !== person.locale) await repo.setSecrets(tx, person.id, { locale })
    const secret = await startSession(tx, person.id, 'switch', fromOf(door))
    await record(tx, { client: tx.agencyId, what: 'people.signed_in', subject: { kind: 'person', id: person.id }, data: { name: person.name, method: 'switch' } })
    return secret
  })
  door.setSession(token)
}

/** Before there is anybody: set-up, and the sample with its switch. `build` fills the sample agency through the services. */
export const setupService = (build: BuildSample): Part => ({
  state: {
    door: async (door) => {
      const { database } = door
      const { own, sample_id } = await doors.doorState(database)
      const local = here(door)
      if (!own && !local) tellCode(database)
      const building = sampleProgress().state === 'building'
      return { own, sample: !local ? 'unavailable' : sample_id ? 'ready' : building ? 'building' : 'none', codeNeeded: !local, passkeyHost: passkeyHost(database.deps) }
    },
  },

  createAgency: {
    door: async (door, form) => {
      const { database } = door
      const { root } = database.deps
      const now = database.clock.now()
      if ((await doors.doorState(database)).own) throw refuse('people.set_up_already')
      await guarded(database, [[throttleKey(root, 'set-up', netOf(door.address)), limits.pair]], async () => {
        if (!here(door) && !same((form.setupCode ?? '').toLowerCase().replaceAll(' ', ''), setupCode(root))) throw refuse('people.setup_code')
      })
      if (!form.password && !form.passkey) throw refuse('people.secret_needed')
      const passwordHash = form.password ? await hashPassword(checkPassword(form.password, { mail: form.mail, name: form.person })) : null
      const passkey = form.passkey ? await checkRegistration(database.deps, 'register', form.passkey, now) : null
      const token = await database.write({ ...foundingScope(newId(now), form.locale), ...fromOf(door) }, async (tx) => {
        if (await doors.ownAgencyStands(tx)) throw refuse('people.set_up_already')
        if (passkey && !(await doors.burnIn(tx, passkey.burn.key, passkey.burn.ends))) throw refuse('people.challenge_old')
        await foundAgency(tx, form)
        const id = await addPerson(tx, { mail: form.mail, name: form.person, locale: form.locale, roles: founderRoles, passwordHash, joined: true })
        if (passkey) await repo.insertPasskey(tx, { agency_id: tx.agencyId, id: newId(tx.now), person_id: id, ...passkey.credential, name: deviceName(door.agent, form.person), created_at: tx.now })
        return startSession(tx, id, passkey ? 'passkey' : 'password', fromOf(door))
      })
      door.setSession(token)
      return { state: 'in' }
    },
  },

  openSample: {
    door: async (door, { locale }) => {
      const { database } = door
      if (!here(door)) throw forbidden('people.local_only')
      const { sample_id } = await doors.doorState(database)
      if (!sample_id) {
        openSample(database, build)
        return { state: 'building' }
      }
      // The account executive's desk is what the product is about.
      await switchIn(door, sample_id, (all) => all.find((p) => p.roles.includes('ae')) ?? all[0], locale)
      return { state: 'in' }
    },
  },

  sampleState: {
    door: async ({ database }) => {
      const { state, done, of, step } = sampleProgress()
      if (state === 'building' || state === 'failed') return { state, done, of, step }
      const { sample_id } = await doors.doorState(database)
      return { state: sample_id ? 'ready' : 'none', done, of, step }
    },
  },

  switchTo: {
    door: async (door, { person }) => {
      const { scope, sample } = await callerOf(door)
      if (!sample) throw forbidden('people.local_only')
      const { id, sessionId } = scope.actor
      await switchIn(door, scope.agencyId, (all) => all.find((p) => p.id === person), scope.lang)
      if (!sessionId) throw signedOut()
      await door.database.write(scope, (tx) => repo.endSessions(tx, id, { only: sessionId }))
      return { state: 'in' }
    },
  },
})
