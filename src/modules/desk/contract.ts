import { z } from 'zod'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zCurrency, zMinor } from '#kernel/pure/money.ts'
import { zNote, zWord } from '#kernel/pure/text.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { lists, tasks } from './rules.ts'

const tag = 'desk'
export const zTask = z.object({
  task: z.enum(tasks), client: zId, subjectId: zId, job: zId.nullable(), title: z.string(), who: z.string(), dueOn: z.string().nullable(), late: z.boolean(),
  /** `ours`: somebody here moves it on; `theirs`: we wait for the client. */
  side: z.enum(['ours', 'theirs']), mine: z.boolean(),
})
export const zDeed = z.object({
  seq: zMinor, at: z.date(), actorKind: z.enum(['person', 'contact', 'system']), actorName: z.string(), what: z.string(), subjectKind: z.string(),
  subjectId: zId, job: zId.nullable(), data: z.record(z.string(), z.unknown()).nullable(),
})
const zMail = z.object({
  client: zId, id: zId, toName: z.string(), toMail: z.string(), subject: z.string(), state: z.enum(['waiting', 'sent', 'dead', 'withdrawn']), attempts: z.int(),
  error: z.string(), createdAt: z.date(),
})

export const deskContract = {
  today: read({ path: '/desk', summary: 'What I owe and am owed, by client; `more` names the lists of which not all is here', tag }).output(z.object({ rows: z.array(zTask), more: z.array(z.enum(lists)) })),
  counts: read({ path: '/desk/counts', summary: 'How many things wait for me: to sign, to accept, at finance, letters that could not be delivered', tag })
    .output(z.object({ sign: z.int(), accept: z.int(), finance: z.int(), dead: z.int() })),
  money: read({ path: '/desk/money', summary: 'How the money stands over my clients', tag })
    .output(z.object({
      currency: zCurrency, month: z.string(), unbilledMinor: zMinor, unbilledJobs: z.int(), notDueMinor: zMinor, overdueMinor: zMinor, overdueInvoices: z.int(),
      receivedMinor: zMinor, waitingRequestsMinor: zMinor,
    })),
  thread: read({ path: '/clients/{client}/thread', summary: 'Everything between us and the client, newest first', tag })
    .input(z.object({ client: zId, job: zId.optional(), modules: z.array(zWord(30)).max(20).optional(), by: z.enum(['us', 'client']).optional(), from: zDate.optional(), to: zDate.optional(), before: zMinor.optional(), most: z.int().min(1).max(200).default(50) }))
    .output(z.object({ rows: z.array(zDeed), next: zMinor.nullable() })),
  trace: read({ path: '/clients/{client}/invoices/{invoice}/trace', summary: 'From an invoice back to the client\'s words', tag })
    .input(z.object({ client: zId, invoice: zId }))
    .output(z.object({
      job: z.object({ id: zId, number: z.string().nullable(), title: z.string() }),
      item: z.object({ id: zId, no: z.int(), text: z.string(), quote: z.string(), quotedName: z.string() }).nullable(),
      meeting: z.object({ id: zId, number: z.string(), title: z.string(), heldOn: z.string() }).nullable(),
    })),
  became: read({ path: '/clients/{client}/meetings/{meeting}/became', summary: 'From the client\'s words forward: what became of each item', tag })
    .input(z.object({ client: zId, meeting: zId }))
    .output(z.array(z.object({
      itemId: zId, job: zId, title: z.string(), number: z.string().nullable(), stage: z.string(),
      invoices: z.array(z.object({ id: zId, number: z.string(), open: z.boolean() })),
    }))),
  find: read({ path: '/find', summary: 'Find clients, their contacts, jobs, deliverables, minutes, payment requests, invoices and receipts by number or name; `number` of a contact is the client and the title, `id` of a request that of its job', tag })
    .input(z.object({ text: zNote(100) }))
    .output(z.array(z.object({ kind: z.enum(['client', 'contact', 'job', 'deliverable', 'meeting', 'invoice', 'request', 'receipt']), client: zId, id: zId, title: z.string(), number: z.string() }))),
  outbox: read({ path: '/outbox', summary: 'Mail that waits or could not be delivered, the newest 500; `all` counts every letter', tag }).output(z.object({ sends: z.boolean(), mails: z.array(zMail), all: z.int() })),
  openLetter: write({ path: '/clients/{client}/outbox/{mail}/open', summary: 'Say on record that you open a waiting letter with its link; possible only without SMTP', tag, refusals: ['desk.letter_not_yours', 'desk.mail_goes_out'] })
    .input(z.object({ client: zId, mail: zId })).output(z.object({ mail: zId })),
  letter: read({ path: '/clients/{client}/outbox/{mail}', summary: 'A letter that you opened on record, as it will be sent, with its .eml in base64', tag, refusals: ['desk.letter_not_yours', 'desk.mail_goes_out'] })
    .input(z.object({ client: zId, mail: zId })).output(z.object({ subject: z.string(), to: z.string(), body: z.string(), eml: z.string() })),
  retry: write({ path: '/clients/{client}/outbox/{mail}/retry', summary: 'Try a letter that could not be delivered again', tag })
    .input(z.object({ client: zId, mail: zId })).output(z.object({ queued: z.boolean() })),
}
