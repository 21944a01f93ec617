import type { WalledTx } from '#kernel/db/walled.ts'
import { type Day, localDate } from '#kernel/pure/calendar.ts'
import { holidayName } from '#kernel/pure/holidays.ts'
import { calendarFor, clientById, contactById, contactsOf } from '#modules/clients/index.ts'
import { jobById } from '#modules/jobs/index.ts'
import { agencyOf, type Letterhead, letterhead, namesOf, personById } from '#modules/people/index.ts'
import { type Exception, exceptionsOf } from './exceptions.ts'
import { compare, deliveryOf, type Move } from './compare.ts'
import type { Span } from './plan.ts'
import * as repo from './repo.ts'
import { drawnScale, shadesOf } from './scale.ts'
import { inForceOf, stepShown } from './shape.ts'
import { shiftOf } from './words.ts'

export interface FrozenStep {
  stepId: string
  name: string
  detail: string
  /** Names; '' where nobody of that side answers for it. */
  ours: string
  theirs: string
  startsOn: Day
  endsOn: Day
  days: number
  /** The step it follows, by its number. */
  after: number | null
}
/** What a revision holds when it is frozen, names as they stood then. The contact's page reads it in their own language. */
export interface FrozenSchedule {
  scheduleId: string
  revision: number
  number: string
  job: string
  reason: string
  /** The day of sending, in the agency's zone. */
  sentOn: Day
  deliveryOn: Day
  /** Working days from the delivery in force to this one; null for a first schedule. */
  shift: number | null
  /** What it would replace. */
  before: { revision: number; signedOn: Day } | null
  agency: Letterhead
  client: { name: string; legalName: string }
  signers: { ours: { name: string; title: string }; theirs: { name: string; title: string } }
  steps: FrozenStep[]
  moves: Move[]
  /** What nobody works of the days that are drawn. */
  off: Span[]
  /** What of it is no weekend, by the names of both sides' regions in the paper's language. */
  exceptions: Exception[]
}

/** Gathers a revision for freezing: read only, so that it can run before the transaction that sends it. */
export const freezeSchedule = async (tx: WalledTx, row: repo.ScheduleRow, signers: { personId: string; contactId: string }): Promise<FrozenSchedule> => {
  const { client_id: client, job_id } = row
  const [agency, owner, job] = [await agencyOf(tx), await clientById(tx, client), await jobById(tx, client, job_id)]
  const steps = (await repo.stepsOf(tx, client, [row.id])).map(stepShown)
  const base = inForceOf(await repo.listSchedules(tx, client, job_id))
  const was = base ? (await repo.stepsOf(tx, client, [base.id])).map(stepShown) : []
  const cal = await calendarFor(tx, client)
  const [ours, contacts] = [await namesOf(tx, steps.map((s) => s.ourOwnerId)), new Map((await contactsOf(tx, client)).map((c) => [c.id, c.name]))]
  const [person, contact] = [await personById(tx, signers.personId), await contactById(tx, client, signers.contactId)]
  const deliveryOn = deliveryOf(steps)!
  const moves = base ? compare(was, steps, cal) : []
  const scale = drawnScale(steps, moves)
  return {
    scheduleId: row.id, revision: row.revision, number: `${job.finance_number}-T${row.revision}`, job: job.title, reason: row.reason,
    sentOn: localDate(tx.now, agency.zone), deliveryOn, shift: shiftOf(deliveryOf(was), deliveryOn, cal),
    before: base ? { revision: base.revision, signedOn: localDate(base.signed_at!, agency.zone) } : null,
    agency: await letterhead(tx, owner.locale),
    client: { name: owner.name, legalName: owner.legal_name },
    signers: { ours: { name: person.name, title: person.title }, theirs: { name: contact.name, title: contact.title } },
    steps: steps.map((s) => ({
      stepId: s.stepId, name: s.name, detail: s.detail, ours: ours.get(s.ourOwnerId ?? '') ?? '', theirs: contacts.get(s.theirOwnerId ?? '') ?? '',
      startsOn: s.startsOn, endsOn: s.endsOn, days: s.days, after: steps.find((one) => one.stepId === s.predecessorId)?.no ?? null,
    })),
    moves, off: shadesOf(scale, cal), exceptions: exceptionsOf(scale, cal, (day) => holidayName(agency.region, day, owner.locale) ?? holidayName(owner.region, day, owner.locale)),
  }
}
