import type { Scope } from '#kernel/db/actor.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { newId } from '#kernel/ids.ts'
import { currencyOf } from '#kernel/pure/money.ts'
import { type Region, zoneOf } from '#kernel/pure/region.ts'
import type { Role } from '#kernel/pure/roles.ts'
import { signingKey } from '#kernel/record/checkpoint.ts'
import { record } from '#kernel/record/record.ts'
import * as repo from './repo.ts'

export interface Founding {
  name: string
  region: Region
  locale: Lang
  sample?: boolean
}
export interface NewPerson {
  mail: string
  name: string
  title?: string
  locale: Lang
  roles: readonly Role[]
  /** Argon2id, encoded; null until the invitation is taken up, or with passkeys only. */
  passwordHash?: string | null
  /** Whether they may be signed in already (founders, the sample's staff). */
  joined?: boolean
}

/** The scope in which an agency is founded: nobody is known yet, and the house only is seen. */
export const foundingScope = (agencyId: string, lang: Lang): Scope => ({ agencyId, actor: { kind: 'system', id: null, name: 'Docket' }, lang })

/** Makes the agency, its house account and the key that will sign its checkpoints; currency and zone follow the region (T2). The scope is `foundingScope` of a fresh id. */
export const foundAgency = async (tx: WalledTx, form: Founding): Promise<void> => {
  await repo.insertAgency(tx, {
    agency_id: tx.agencyId, name: form.name, region: form.region, locale: form.locale, zone: zoneOf[form.region], currency: currencyOf[form.region],
    sample: form.sample ?? false, created_at: tx.now,
  })
  await signingKey(tx)
  await record(tx, { client: tx.agencyId, what: 'people.founded', subject: { kind: 'agency', id: tx.agencyId }, data: { name: form.name } })
}

/** Puts somebody on the staff, without a letter. Answers the id. */
export const addPerson = async (tx: WalledTx, form: NewPerson): Promise<string> => {
  const id = newId(tx.now)
  await repo.insertPerson(tx, {
    agency_id: tx.agencyId, id, mail: form.mail.toLowerCase(), name: form.name, title: form.title ?? '', locale: form.locale,
    password_hash: form.passwordHash ?? null, joined_at: form.joined ? tx.now : null, created_at: tx.now,
  }, form.roles)
  await record(tx, { client: tx.agencyId, what: form.joined ? 'people.added' : 'people.invited', subject: { kind: 'person', id }, data: { name: form.name, roles: form.roles } })
  return id
}
