import type { z } from 'zod'
import type { WalledTx } from '#kernel/db/walled.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { checkTaxNumber } from '#kernel/pure/taxids.ts'
import { record } from '#kernel/record/record.ts'
import { type ServiceOf, slow } from '#kernel/rpc/service.ts'
import { proved } from './account.ts'
import type { peopleContract, zAgencyForm } from './contract.ts'
import type { PeopleEvent } from './events.ts'
import { addPerson } from './founding.ts'
import { logoOnPaper } from './letterhead.ts'
import { sendTicket, tellOfNewMail, voidTickets } from './letters.ts'
import * as repo from './repo.ts'
import { checkAdminStays, checkNewMail, checkSeries } from './rules.ts'

const load = async (tx: WalledTx, id: string): Promise<repo.PersonRow> => {
  const row = await repo.findPerson(tx, id)
  if (!row) throw notFound()
  return row
}
const deed = (tx: WalledTx, what: string, id: string, data: Record<string, unknown>) => record(tx, { client: tx.agencyId, what, subject: { kind: 'person', id }, data })
const tell = (tx: WalledTx, type: PeopleEvent['type'], personId: string) => tx.announce({ type, clientId: tx.agencyId, personId } as PeopleEvent)
const shown = (p: repo.PersonRow) => ({
  id: p.id, name: p.name, mail: p.mail, title: p.title, roles: p.roles, locale: p.locale, seal: p.seal, active: p.active, joinedAt: p.joined_at, version: p.version,
})
const rateShown = (r: repo.RateRow) => ({ from: r.from_on, costMinor: r.cost_minor, chargeMinor: r.charge_minor, setBy: r.set_by, setAt: r.set_at, version: r.version })

/** Who works here, what they may do, and what an hour of them costs. */
export const staffService: ServiceOf<(typeof peopleContract)['staff']> = {
  list: async (tx) => {
    tx.needs('admin')
    return (await repo.listPersons(tx)).map(shown)
  },

  invite: async (tx, form) => {
    tx.needs('admin')
    await repo.lockAgency(tx)
    if (await repo.findByMail(tx, form.mail)) throw refuse('people.mail_taken')
    const id = await addPerson(tx, form)
    await sendTicket(tx, { id, name: form.name, mail: form.mail, locale: form.locale }, 'invitation')
    return { id }
  },

  resend: async (tx, { id }) => {
    tx.needs('admin')
    const who = await load(tx, id)
    if (who.joined_at) throw refuse('people.joined_already')
    if (!who.active) throw refuse('people.not_active')
    await voidTickets(tx, id)
    await sendTicket(tx, who, 'invitation')
    await deed(tx, 'people.invited_again', id, { name: who.name })
    return { ok: true }
  },

  update: async (tx, { id, version, roles, ...form }) => {
    tx.needs('admin')
    await repo.lockAgency(tx)
    const who = await load(tx, id)
    if (!roles.includes('admin')) checkAdminStays(await repo.personsWith(tx, 'admin'), id)
    if (!(await repo.savePersonIf(tx, id, version, form))) throw stale()
    const same = roles.length === who.roles.length && roles.every((r) => who.roles.includes(r))
    if (!same) {
      await repo.replaceRoles(tx, id, roles)
      await tell(tx, 'people.roles_changed', id)
    }
    // Papers signed before bear the name of then: the record says who that was.
    if (form.name !== who.name) await deed(tx, 'people.renamed', id, { was: who.name, name: form.name })
    if (!same) await deed(tx, 'people.roles_set', id, { name: form.name, roles })
    if (same && form.name === who.name) await deed(tx, 'people.changed', id, { name: form.name })
    return { version: version + 1 }
  },

  changeMail: async (tx, { id, version, mail }) => {
    tx.needs('admin')
    const me = proved(tx)
    await repo.lockAgency(tx)
    const who = await load(tx, id)
    checkNewMail(who, mail, await repo.findByMail(tx, mail))
    if (!(await repo.savePersonIf(tx, id, version, { mail }))) throw stale()
    // Whoever reads the old letters must not come in by one of them, nor stay in.
    await voidTickets(tx, id)
    await repo.endSessions(tx, id, { but: id === me.id ? me.sessionId : null })
    if (who.joined_at) await tellOfNewMail(tx, who, mail)
    else if (who.active) await sendTicket(tx, { ...who, mail }, 'invitation')
    await deed(tx, 'people.mail_changed', id, { name: who.name, from: who.mail, to: mail })
    return { version: version + 1 }
  },

  deactivate: async (tx, { id, version }) => {
    tx.needs('admin')
    await repo.lockAgency(tx)
    const who = await load(tx, id)
    checkAdminStays(await repo.personsWith(tx, 'admin'), id)
    await tell(tx, 'people.leaving', id)
    if (!(await repo.savePersonIf(tx, id, version, { active: false }))) throw stale()
    await tell(tx, 'people.roles_changed', id)
    await repo.endSessions(tx, id, {})
    await repo.endKeys(tx, id)
    await voidTickets(tx, id)
    await deed(tx, 'people.deactivated', id, { name: who.name })
    return { version: version + 1 }
  },

  reactivate: async (tx, { id, version }) => {
    tx.needs('admin')
    const who = await load(tx, id)
    if (!(await repo.savePersonIf(tx, id, version, { active: true }))) throw stale()
    await deed(tx, 'people.reactivated', id, { name: who.name })
    return { version: version + 1 }
  },

  endKeys: async (tx, { id }) => {
    tx.needs('admin')
    const who = await load(tx, id)
    const ended = await repo.endKeys(tx, id)
    if (ended > 0) await deed(tx, 'people.keys_ended', id, { name: who.name, count: ended })
    return { ended }
  },

  rates: async (tx, { id }) => {
    tx.needs('admin', 'finance')
    await load(tx, id)
    return (await repo.listRates(tx, id)).map(rateShown)
  },

  currentRates: async (tx) => {
    tx.needs('admin', 'finance')
    return (await repo.ratesOn(tx, localDate(tx.now, (await repo.agency(tx)).zone))).map((r) => ({ id: r.person_id, from: r.from_on, costMinor: r.cost_minor, chargeMinor: r.charge_minor }))
  },

  setRate: async (tx, { id, from, version, costMinor, chargeMinor }) => {
    const me = tx.needs('admin', 'finance')
    const who = await load(tx, id)
    const set = await repo.putRateIf(tx, version, { agency_id: tx.agencyId, person_id: id, from_on: from, currency: (await repo.agency(tx)).currency, cost_minor: costMinor, charge_minor: chargeMinor, set_by: me.id, set_at: tx.now })
    if (!set) throw stale()
    // The record of the house is read by all staff: that a rate was set, never what it is.
    await deed(tx, 'people.rate_set', id, { name: who.name, from })
    return { ok: true }
  },
}

type AgencyForm = z.output<typeof zAgencyForm>

/** The agency's own particulars, as papers show them. */
export const agencyService: ServiceOf<(typeof peopleContract)['agency']> = {
  get: async (tx) => {
    const a = await repo.agency(tx)
    return {
      id: a.agency_id, name: a.name, legalName: a.legal_name, region: a.region, locale: a.locale, zone: a.zone, currency: a.currency, taxNumber: a.tax_number,
      address: a.address, phone: a.phone, bank: a.bank, logoFileId: a.logo_file_id, invoiceSeries: a.invoice_series, termsDays: a.terms_days, sample: a.sample, version: a.version,
    }
  },

  update: slow({
    prepare: (ask, { logoFileId }: AgencyForm) => logoOnPaper(ask, logoFileId),
    run: async (tx, { version, ...form }: AgencyForm, logo) => {
      tx.needs('admin')
      const { region, name } = await repo.agency(tx)
      const saved = await repo.saveAgencyIf(tx, version, {
        name: form.name, legal_name: form.legalName, locale: form.locale, tax_number: form.taxNumber ? checkTaxNumber(region, form.taxNumber) : '', address: form.address,
        phone: form.phone, bank: form.bank, logo_file_id: form.logoFileId, logo, invoice_series: checkSeries(form.invoiceSeries), terms_days: form.termsDays,
      })
      if (!saved) throw stale()
      if (form.name !== name) await repo.renameHouse(tx, form.name)
      await record(tx, { client: tx.agencyId, what: 'people.agency_changed', subject: { kind: 'agency', id: tx.agencyId }, data: { name: form.name } })
      return { version: version + 1 }
    },
  }),
}
