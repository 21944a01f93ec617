import { z } from 'zod'
import { langs } from '#kernel/i18n/messages.ts'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zCurrency } from '#kernel/pure/money.ts'
import { regions } from '#kernel/pure/region.ts'
import { zName, zNote } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'

export const seniorities = ['board', 'head', 'manager', 'staff'] as const

export const zClient = z.object({
  id: zId, name: z.string(), legalName: z.string(), trade: z.string(), taxNumber: z.string(), address: z.string(), locale: z.enum(langs),
  zone: z.string(), region: z.enum(regions), currency: zCurrency, termsDays: z.int(), active: z.boolean(), version: zRowVersion,
})
export const zClientForm = z.object({
  name: zName, legalName: zNote(300).default(''), trade: zNote(100).default(''), taxNumber: zNote(30).default(''),
  address: zNote(500).default(''), locale: z.enum(langs), region: z.enum(regions), termsDays: z.int().min(0).max(365).default(45),
})
export const zContact = z.object({
  id: zId, name: z.string(), title: z.string(), seniority: z.enum(seniorities), mail: z.string(), phone: z.string(), locale: z.enum(langs),
  approverSince: z.string().nullable(), active: z.boolean(), version: zRowVersion,
})
export const zContactForm = z.object({
  name: zName, title: zNote(200).default(''), seniority: z.enum(seniorities), mail: z.union([z.literal(''), z.email().max(254).toLowerCase()]).default(''),
  phone: zNote(50).default(''), locale: z.enum(langs), approverSince: zDate.nullable().default(null), active: z.boolean().default(true),
})
export const zDay = z.object({ day: zDate, kind: z.enum(['closed', 'open']), name: zNote(100).default('') })

const tag = 'clients'
export const clientsContract = {
  mine: read({ path: '/clients', summary: 'The clients whose team I am on', tag }).output(z.array(zClient)),
  get: read({ path: '/clients/{client}', summary: 'A client with its contacts and team', tag })
    .input(z.object({ client: zId }))
    .output(zClient.extend({ contacts: z.array(zContact), team: z.array(zId), days: z.array(zDay) })),
  create: write({ path: '/clients', summary: 'Open a client; you and finance are put on its team', tag, roles: ['admin', 'director'], refusals: ['taxid.TW', 'taxid.PRC', 'taxid.HK'] })
    .input(zClientForm)
    .output(z.object({ id: zId })),
  update: write({ method: 'PUT', path: '/clients/{client}', summary: 'Change a client\'s particulars', tag, roles: ['admin', 'director', 'ae'], refusals: ['taxid.TW', 'taxid.PRC', 'taxid.HK'] })
    .input(zClientForm.extend({ client: zId, version: zRowVersion }))
    .output(z.object({ version: zRowVersion })),
  addContact: write({ path: '/clients/{client}/contacts', summary: 'Add a contact', tag, roles: ['admin', 'director', 'ae'], refusals: ['clients.approver_needs_mail'] })
    .input(zContactForm.extend({ client: zId }))
    .output(z.object({ id: zId })),
  updateContact: write({ method: 'PUT', path: '/clients/{client}/contacts/{contact}', summary: 'Change a contact', tag, roles: ['admin', 'director', 'ae'], refusals: ['clients.approver_needs_mail'] })
    .input(zContactForm.extend({ client: zId, contact: zId, version: zRowVersion }))
    .output(z.object({ version: zRowVersion })),
  join: write({ path: '/clients/{client}/team/{person}', summary: 'Put a person on the team: from now on the client exists for them', tag, roles: ['admin', 'director'], refusals: ['clients.on_team_already', 'clients.inactive_person'] })
    .input(z.object({ client: zId, person: zId }))
    .output(z.object({ client: zId })),
  leave: write({ method: 'DELETE', path: '/clients/{client}/team/{person}', summary: 'Take a person off the team', tag, roles: ['admin', 'director'], refusals: ['clients.last_keeper', 'clients.hand_over'] })
    .input(z.object({ client: zId, person: zId }))
    .output(z.object({ client: zId })),
  days: read({ path: '/clients/{client}/days', summary: 'Days on which the client (or, for the house, the agency) is closed or open against its region\'s calendar', tag })
    .input(z.object({ client: zId }))
    .output(z.object({ version: zRowVersion, days: z.array(zDay) })),
  setDays: write({ method: 'PUT', path: '/clients/{client}/days', summary: 'Set the days of a client, or of the house; `version` is the client\'s', tag, roles: ['admin', 'director', 'ae'] })
    .input(z.object({ client: zId, version: zRowVersion, days: z.array(zDay).max(400).refine((days) => new Set(days.map((d) => d.day)).size === days.length, 'refusal.clients.day_twice') }))
    .output(z.object({ version: zRowVersion })),
}
