import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { type Region, zoneOf } from '#kernel/pure/region.ts'
import { checkTaxNumber } from '#kernel/pure/taxids.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { agencyDay, agencyOf, lockAgency, peopleWith, personById } from '#modules/people/index.ts'
import type { clientsContract } from './contract.ts'
import type { ContactChanged } from './events.ts'
import { holdsAt } from './hear.ts'
import { clientById } from './index.ts'
import * as repo from './repo.ts'
import { checkContact, checkHands, checkLeave, mayApprove } from './rules.ts'

const shown = (c: repo.ClientRow) => ({
  id: c.client_id, name: c.name, legalName: c.legal_name, trade: c.trade, taxNumber: c.tax_number, address: c.address, locale: c.locale, zone: c.zone,
  region: c.region, currency: c.currency, termsDays: c.terms_days, active: c.active, version: c.version,
})
const contactShown = (c: repo.ContactRow) => ({
  id: c.id, name: c.name, title: c.title, seniority: c.seniority, mail: c.mail, phone: c.phone, locale: c.locale, approverSince: c.approver_since,
  active: c.active, version: c.version,
})
/** A client or the house: both have days of their own. */
const withDays = async (tx: WalledTx, client: string): Promise<repo.ClientRow> => {
  const row = await repo.findClient(tx, client)
  if (!row) throw notFound()
  return row
}
const daysShown = async (tx: WalledTx, client: string) => (await repo.listDays(tx, [client])).map(({ day, kind, name }) => ({ day, kind, name }))
/** The tax number as it is kept, half-width and without spaces; '' where none was given. */
const taxNumberOf = (form: { region: Region; taxNumber: string }): string => (form.taxNumber ? checkTaxNumber(form.region, form.taxNumber) : '')
const clientDeed = (client: string, what: string, data: Record<string, unknown>) => ({ client, what, subject: { kind: 'client', id: client }, data })

export const clientsService: ServiceOf<typeof clientsContract> = {
  mine: async (tx) => (await repo.listClients(tx)).map(shown),

  get: async (tx, { client }) => {
    const row = await clientById(tx, client)
    const [contacts, team, days] = [await repo.listContacts(tx, client), await repo.teamOf(tx, client), await daysShown(tx, client)]
    return { ...shown(row), contacts: contacts.map(contactShown), team, days }
  },

  create: async (tx, form) => {
    const me = tx.person
    const id = newId(tx.now)
    await repo.insertClient(tx, {
      agency_id: tx.agencyId, client_id: id, name: form.name, legal_name: form.legalName, trade: form.trade, tax_number: taxNumberOf(form),
      address: form.address, locale: form.locale, zone: zoneOf[form.region], region: form.region,
      // An agency works and bills in its own currency, wherever the client sits.
      currency: (await agencyOf(tx)).currency,
      terms_days: form.termsDays, house: false, active: true, version: 1, created_at: tx.now,
    })
    // One statement: the policy lets a first team in only while there is none.
    const finance = await peopleWith(tx, 'finance')
    await repo.addToTeam(tx, id, [...new Set([me.id, ...finance])])
    await record(tx, clientDeed(id, 'clients.created', { name: form.name }))
    return { id }
  },

  update: async (tx, { client, version, ...form }) => {
    await clientById(tx, client)
    const saved = await repo.saveClientIf(tx, client, version, {
      name: form.name, legal_name: form.legalName, trade: form.trade, tax_number: taxNumberOf(form), address: form.address, locale: form.locale,
      region: form.region, zone: zoneOf[form.region], terms_days: form.termsDays,
    })
    if (!saved) throw stale()
    await record(tx, clientDeed(client, 'clients.changed', { name: form.name }))
    return { version: version + 1 }
  },

  addContact: async (tx, { client, ...form }) => {
    await clientById(tx, client)
    checkContact(form)
    const id = newId(tx.now)
    await repo.insertContact(tx, {
      agency_id: tx.agencyId, client_id: client, id, name: form.name, title: form.title, seniority: form.seniority, mail: form.mail,
      phone: form.phone, locale: form.locale, approver_since: form.approverSince, active: form.active, version: 1, created_at: tx.now,
    })
    await record(tx, { client, what: 'clients.contact_added', subject: { kind: 'contact', id }, data: { name: form.name } })
    return { id }
  },

  updateContact: async (tx, { client, contact, version, ...form }) => {
    if (!(await repo.findContact(tx, client, contact))) throw notFound()
    checkContact(form)
    const saved = await repo.saveContactIf(tx, client, contact, version, {
      name: form.name, title: form.title, seniority: form.seniority, mail: form.mail, phone: form.phone, locale: form.locale,
      approver_since: form.approverSince, active: form.active,
    })
    if (!saved) throw stale()
    const approver = mayApprove({ active: form.active, approver_since: form.approverSince }, await agencyDay(tx))
    await tx.announce({ type: 'clients.contact_changed', clientId: client, contactId: contact, name: form.name, active: form.active, approver } as ContactChanged)
    await record(tx, { client, what: 'clients.contact_changed', subject: { kind: 'contact', id: contact }, data: { name: form.name } })
    return { version: version + 1 }
  },

  join: async (tx, { client, person }) => {
    await clientById(tx, client)
    const who = await personById(tx, person)
    if (!who.active) throw refuse('clients.inactive_person')
    if ((await repo.addToTeam(tx, client, [person])) === 0) throw refuse('clients.on_team_already')
    await record(tx, { client, what: 'clients.joined', subject: { kind: 'team', id: person }, data: { name: who.name } })
    return { client }
  },

  leave: async (tx, { client, person }) => {
    await clientById(tx, client)
    // With the changes of roles in one line: the last two keepers do not go side by side.
    await lockAgency(tx)
    const who = await personById(tx, person)
    const team = await repo.teamOf(tx, client)
    if (!team.includes(person)) throw notFound()
    const keepers = new Set([...(await peopleWith(tx, 'admin')), ...(await peopleWith(tx, 'director'))])
    checkLeave(team.filter((id) => id !== person && keepers.has(id)).length)
    checkHands(await holdsAt(tx, client, person))
    // Recorded first: whoever leaves may be the one who writes, and sees the client no longer afterwards.
    await record(tx, { client, what: 'clients.left', subject: { kind: 'team', id: person }, data: { name: who.name } })
    await repo.removeFromTeam(tx, client, person)
    return { client }
  },

  days: async (tx, { client }) => ({ version: (await withDays(tx, client)).version, days: await daysShown(tx, client) }),

  setDays: async (tx, { client, version, days }) => {
    const row = await withDays(tx, client)
    if (row.house) tx.needs('admin')
    // The days are guarded by their client's version: the second of two editors saw other days than stand there now.
    if (!(await repo.saveClientIf(tx, client, version, {}))) throw stale()
    await repo.replaceDays(tx, client, days)
    await record(tx, clientDeed(client, 'clients.days_set', { count: days.length }))
    return { version: version + 1 }
  },
}
