import { compareNames } from '#kernel/pure/text.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { accountService } from './account.ts'
import type { peopleContract } from './contract.ts'
import { keysService } from './keys.ts'
import * as repo from './repo.ts'
import { isLocal } from './rules.ts'
import type { BuildSample } from './sampling.ts'
import { setupService } from './setup.ts'
import { signinService } from './signin.ts'
import { agencyService, staffService } from './staff.ts'

/** The module's procedures. `build` fills the sample agency and comes from the app, which knows all modules. */
export const peopleService = (build: BuildSample): ServiceOf<typeof peopleContract> => ({
  ...setupService(build),
  ...signinService,

  me: async (tx) => {
    const { id, method, provedAt } = tx.person
    const [who, a] = [await repo.findPerson(tx, id), await repo.agency(tx)]
    if (!who) throw notFound()
    const [passkeys, codes] = [await repo.listPasskeys(tx, id), await repo.unusedCodes(tx, id)]
    const switchable = a.sample && isLocal(tx.deps.config)
    const staff = switchable ? (await repo.listPersons(tx)).filter((p) => p.active) : []
    return {
      id, name: who.name, mail: who.mail, title: who.title, roles: [...tx.person.roles], locale: who.locale, seal: who.seal, totp: who.totp_secret !== null,
      password: who.password_hash !== null, passkeys: passkeys.length, codesLeft: codes.length, method, provedAt, version: who.version,
      agency: { id: a.agency_id, name: a.name, region: a.region, currency: a.currency, zone: a.zone, sample: a.sample, termsDays: a.terms_days, locale: a.locale },
      ...(switchable ? { sampleStaff: staff.map((p) => ({ id: p.id, name: p.name, title: p.title, roles: p.roles })) } : {}),
    }
  },

  directory: async (tx) => {
    const compare = compareNames(tx.lang)
    const all = (await repo.listPersons(tx)).map((p) => ({ id: p.id, name: p.name, title: p.title, seal: p.seal, roles: p.roles, active: p.active }))
    return all.sort((a, b) => compare(a.name, b.name))
  },

  account: accountService,
  staff: staffService,
  agency: agencyService,
  keys: keysService,
})
