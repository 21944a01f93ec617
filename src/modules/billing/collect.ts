import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { say } from '#kernel/i18n/say.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { type Day, daysBetween, localDate } from '#kernel/pure/calendar.ts'
import { formatDate } from '#kernel/pure/format.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { slow } from '#kernel/rpc/service.ts'
import { type ContactRow, contactById, contactsOf, mayApprove } from '#modules/clients/index.ts'
import { type AgencyRow, agencyOf } from '#modules/people/index.ts'
import { frozenFile, type Ready, ready } from './papers.ts'
import * as repo from './repo.ts'
import { checkPromise, checkRemind, nextReminder, openOf, type PromiseState, promiseState, type Stage, stageBefore } from './rules.ts'
import { owed } from './shape.ts'

type Standing = repo.PromiseRow & { state: PromiseState }
/** How the collection of an invoice stands: what was sent, what was promised (the last one counts) and what comes next. */
export interface Collection {
  reminders: repo.ReminderRow[]
  promises: Standing[]
  next: { stage: Stage; from: Day } | null
}
type Due = Pick<repo.InvoiceRow, 'id' | 'due_on' | 'kind' | 'currency' | 'total_minor' | 'settled_minor'>

const standingOf = async (tx: WalledTx, of: repo.Collected, invoices: readonly Due[], { zone }: AgencyRow): Promise<Map<string, Collection>> => {
  const today = localDate(tx.now, zone)
  const [reminders, promises, settled] = await Promise.all([repo.remindersOf(tx, of), repo.promisesOf(tx, of), repo.settledSincePromised(tx, of)])
  const [sent, said, paid] = [Map.groupBy(reminders, (r) => r.invoice_id), Map.groupBy(promises, (p) => p.invoice_id), Map.groupBy(settled, (s) => s.invoice_id)]
  return new Map(invoices.map((i) => {
    const came = (paid.get(i.id) ?? []).map((s) => ({ on: s.received_on ?? localDate(s.at, zone), at: s.at, amountMinor: s.amount_minor }))
    const all = (said.get(i.id) ?? []).map((p) => ({ ...p, state: promiseState({ promisedOn: p.promised_on, amountMinor: p.amount_minor, notedAt: p.noted_at }, came, today) }))
    const last = all.at(-1)
    const openMinor = i.kind === 'invoice' ? openOf(owed(i)) : 0n
    const done = sent.get(i.id) ?? []
    return [i.id, { reminders: done, promises: all, next: nextReminder({ dueOn: i.due_on, openMinor }, done.map((r) => ({ stage: r.stage, on: r.sent_on })), last?.state === 'open' ? last.promised_on : null, today) }]
  }))
}
/** How the collection of every open invoice of my clients stands, by its id. */
export const collectionOfOpen = async (tx: WalledTx, open: readonly Omit<Due, 'kind'>[]): Promise<Map<string, Collection>> =>
  standingOf(tx, 'open', open.map((i) => ({ ...i, kind: 'invoice' })), await agencyOf(tx))

/** A reminder as it is mailed, in the contact's language. */
const letterTo = (tx: WalledTx, agency: AgencyRow, i: repo.InvoiceRow, contact: ContactRow, stage: Stage) => {
  const lang = contact.locale
  const values = {
    name: contact.name, number: i.number, open: formatMoney(openOf(owed(i)), i.currency), due: formatDate(i.due_on, lang), days: Math.max(daysBetween(i.due_on, localDate(tx.now, agency.zone)), 0),
    bank: agency.bank ? `\n\n${say(lang, 'billing.paper.bank')}\n${agency.bank}` : '', sender: tx.person.name, agency: agency.name,
  }
  return { subject: say(lang, `billing.remind.${stage}.subject`, values), body: say(lang, `billing.remind.${stage}.body`, values) }
}
/** Whom a reminder goes to: first who had the last one, then who may approve for the client, then everybody else with an address. */
const receiversOf = (contacts: readonly ContactRow[], last: string | undefined, today: Day): ContactRow[] => {
  const rank = (c: ContactRow): number => (c.id === last ? 0 : mayApprove(c, today) ? 1 : 2)
  return contacts.filter((c) => c.active && c.mail !== '').toSorted((a, b) => rank(a) - rank(b))
}
interface Ref {
  client: string
  invoice: string
}
const found = async (row: Promise<repo.InvoiceRow | undefined>): Promise<repo.InvoiceRow> => (await row) ?? Promise.reject(notFound())

/** `billing.collection`: the invoice's reminders and promises, and the letter that is proposed now, to each who could get it. */
export const readCollection = async (tx: WalledTx, { client, invoice }: Ref) => {
  const [row, agency, contacts] = await Promise.all([found(repo.findInvoice(tx, client, invoice)), agencyOf(tx), contactsOf(tx, client)])
  const today = localDate(tx.now, agency.zone)
  const { reminders, promises, next } = (await standingOf(tx, { client, invoice }, [row], agency)).get(invoice)!
  return {
    reminders: reminders.map((r) => ({ stage: r.stage, contact: r.contact_id, sentBy: r.sent_by, sentAt: r.sent_at })),
    promises: promises.map((p) => ({ id: p.id, promisedOn: p.promised_on, amountMinor: p.amount_minor, contact: p.contact_id, note: p.note, notedBy: p.noted_by, notedAt: p.noted_at, state: p.state })),
    next: next && {
      ...next, due: next.from <= today,
      letters: receiversOf(contacts, reminders.at(-1)?.contact_id, today).map((c) => ({ contact: c.id, name: c.name, mail: c.mail, lang: c.locale, ...letterTo(tx, agency, row, c, next.stage) })),
    },
  }
}

/**
 * `billing.remind`: a person sends the reminder that is proposed, once a stage (G9). Docket itself never writes to a client
 * for money. The invoice's paper goes with it.
 */
export const sendReminder = slow({
  prepare: (ask, { client, invoice }: Ref & { stage: Stage; contact: string }) => ready(ask, { client, kind: 'invoice', id: invoice }),
  run: async (tx, { client, invoice, stage, contact }: Ref & { stage: Stage; contact: string }, made: Ready) => {
    const row = await found(repo.findInvoiceForUpdate(tx, client, invoice))
    const [agency, to] = [await agencyOf(tx), await contactById(tx, client, contact)]
    const today = localDate(tx.now, agency.zone)
    const { next } = (await standingOf(tx, { client, invoice }, [row], agency)).get(invoice)!
    checkRemind(next, stage, today)
    if (!to.active) throw refuse('billing.contact_left')
    if (to.mail === '') throw refuse('billing.no_mail')
    const file = await frozenFile(tx, { client, kind: 'invoice', id: invoice }, made)
    const mail = await queueMail(tx, { client, to: { name: to.name, mail: to.mail }, ...letterTo(tx, agency, row, to, stage), files: [file], about: { kind: 'invoice', id: invoice } })
    const kept = await repo.insertReminder(tx, {
      agency_id: tx.agencyId, client_id: client, id: newId(tx.now), invoice_id: invoice, stage, after_stage: stageBefore(stage), contact_id: contact, mail_id: mail, sent_on: today, sent_by: tx.person.id, sent_at: tx.now,
    })
    if (!kept) throw stale()
    await record(tx, { client, what: 'billing.reminded', subject: { kind: 'invoice', id: invoice }, job: row.job_id, data: { number: row.number, stage, to: to.name } })
    return { stage }
  },
})

interface Promised extends Ref {
  promisedOn: Day
  amountMinor: bigint
  contact: string
  note: string
}
/** `billing.promise`: notes what a contact of the client promised to pay, and by when. */
export const notePromise = async (tx: WalledTx, { client, invoice, promisedOn, amountMinor, contact, note }: Promised) => {
  const row = await found(repo.findInvoiceForUpdate(tx, client, invoice))
  const [agency, by] = [await agencyOf(tx), await contactById(tx, client, contact)]
  const today = localDate(tx.now, agency.zone)
  checkPromise(owed(row), { promisedOn, amountMinor }, today)
  if (!by.active) throw refuse('billing.contact_left')
  const id = newId(tx.now)
  await repo.insertPromise(tx, {
    agency_id: tx.agencyId, client_id: client, id, invoice_id: invoice, promised_on: promisedOn, amount_minor: amountMinor, currency: row.currency, contact_id: contact, note, noted_on: today, noted_by: tx.person.id, noted_at: tx.now,
  })
  await record(tx, { client, what: 'billing.promised', subject: { kind: 'invoice', id: invoice }, job: row.job_id, data: { number: row.number, by: by.name, day: promisedOn, amount: amountMinor.toString(), currency: row.currency } })
  return { id }
}
