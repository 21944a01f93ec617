import { type Day, nextWorkday, type WorkCalendar } from '#kernel/pure/calendar.ts'
import { Refusal, type RefusalParams } from '#kernel/pure/refusal.ts'
import { freshId } from '#kernel/ui/ids.ts'
import { deliveryOf } from '../compare.ts'
import { type Done, plan, type Span } from '../plan.ts'
import { checkRange } from '../rules.ts'
import type { Revision, Step } from './schedules.ts'

/** A step as it is typed: its name may still be empty. */
export interface StepDraft {
  stepId: string
  name: string
  detail: string
  ourOwnerId: string | null
  theirOwnerId: string | null
  days: number
  predecessorId: string | null
  pinnedOn: Day | null
}
export interface ScheduleDraft {
  direction: 'forward' | 'back'
  anchor: Day
  reason: string
  steps: StepDraft[]
}
/** What one writes, and the version and plan it was begun from. */
export interface KeptDraft {
  version: number | null
  base: ScheduleDraft
  form: ScheduleDraft
}
/** Where a revision is kept in the browser while it is written. */
export const draftKey = (job: string, revision: number): string => `schedule.${job}.${revision}`
export const same = (a: ScheduleDraft, b: ScheduleDraft): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Whether somebody has saved since. Not when what the page shows is the older one: one's own save is answered a moment before the
 * page has it, and what was written must not be laid back meanwhile, nor the keyboard lose its place (decision 015).
 */
export const isBehind = (mine: number | null, shown: number | null): boolean => (shown ?? 0) > (mine ?? 0)

const draftOf = ({ stepId, name, detail, ourOwnerId, theirOwnerId, days, predecessorId, pinnedOn }: Step): StepDraft =>
  ({ stepId, name, detail, ourOwnerId, theirOwnerId, days, predecessorId, pinnedOn })
export const formOf = (r: Revision, reason = r.reason): ScheduleDraft => ({ direction: r.direction, anchor: r.anchor, reason, steps: r.steps.map(draftOf) })

export const freshStep = (set: Partial<StepDraft> = {}): StepDraft =>
  ({ stepId: freshId(), name: '', detail: '', ourOwnerId: null, theirOwnerId: null, days: 1, predecessorId: null, pinnedOn: null, ...set })

/** Steps that each follow the one before, as a template gives them. */
export const chained = (steps: Partial<StepDraft>[]): StepDraft[] => {
  const fresh = steps.map(freshStep)
  return fresh.map((s, i) => ({ ...s, predecessorId: fresh[i - 1]?.stepId ?? null }))
}

const usual = { direction: 5, direction_ok: 2, production: 6, artwork: 4, signoff: 2, delivery: 1 } as const
type Usual = keyof typeof usual
/** Which of them the lead makes, where the order names one; the client's rounds have the client, what is left the AE. */
const leads: readonly Usual[] = ['direction', 'production', 'artwork']
const clients: readonly Usual[] = ['direction_ok', 'signoff']

/** The usual steps of a poster, each with who answers for it. */
export const usualSteps = (nameOf: (step: Usual) => string, { ae, lead, client }: { ae: string; lead: string | null; client: string | null }): StepDraft[] =>
  chained((Object.keys(usual) as Usual[]).map((key) => ({ name: nameOf(key), days: usual[key], ...(clients.includes(key) ? { theirOwnerId: client } : { ourOwnerId: leads.includes(key) ? (lead ?? ae) : ae }) })))

/** A new step after the one at `at` (-1: first): it goes into the chain between that one and what followed it next. */
export const addAfter = (steps: readonly StepDraft[], at: number, fresh: StepDraft): StepDraft[] => {
  const before = steps[at]
  const next = steps[at + 1]
  const inChain = before !== undefined && next?.predecessorId === before.stepId
  return steps.toSpliced(at + 1, 0, { ...fresh, predecessorId: before?.stepId ?? null, ourOwnerId: fresh.ourOwnerId ?? before?.ourOwnerId ?? null })
    .map((s) => (inChain && s === next ? { ...s, predecessorId: fresh.stepId } : s))
}

/** Without the step; what followed it follows what it followed. */
export const removeStep = (steps: readonly StepDraft[], stepId: string): StepDraft[] => {
  const gone = steps.find((s) => s.stepId === stepId)
  return steps.filter((s) => s.stepId !== stepId).map((s) => (s.predecessorId === stepId ? { ...s, predecessorId: gone?.predecessorId ?? null } : s))
}

/** A step one place up or down. Where the rows were a chain, each following the one above, they are a chain again in the new order. */
export const moveStep = (steps: readonly StepDraft[], at: number, by: -1 | 1): StepDraft[] => {
  const to = at + by
  const [one, other] = [steps[at], steps[to]]
  if (!one || !other) return [...steps]
  const low = Math.min(at, to)
  const above = (list: readonly StepDraft[], i: number): string | null => list[i - 1]?.stepId ?? null
  const touched = [low, low + 1, low + 2].filter((i) => i < steps.length)
  const wasChain = touched.every((i) => steps[i]!.predecessorId === above(steps, i))
  const moved = steps.with(at, other).with(to, one)
  return wasChain ? moved.map((s, i) => (touched.includes(i) ? { ...s, predecessorId: above(moved, i) } : s)) : moved
}

export type Dates = { spans: Map<string, { startsOn: Day; endsOn: Day }>; why: null } | { spans: null; why: { code: string; params: RefusalParams } }

/** The dates of what is typed, by the same rules as the server's; or why there are none. */
export const datesOf = ({ steps, direction, anchor }: ScheduleDraft, cal: WorkCalendar, done: ReadonlyMap<string, Done>): Dates => {
  try {
    const spans = plan(steps, direction, anchor, cal, done)
    checkRange(spans.values())
    return { spans, why: null }
  } catch (no) {
    if (!(no instanceof Refusal)) throw no
    return { spans: null, why: { code: no.code, params: no.params } }
  }
}

/**
 * What a change of direction plans from, so that nothing jumps: forward from the first day of the plan as it stands, or from today
 * where it has none; back from the day the order is due, or from the last day of the plan.
 */
export const anchorFor = (direction: ScheduleDraft['direction'], planned: readonly Span[], { dueOn, today, cal }: { dueOn: Day | null; today: Day; cal: WorkCalendar }): Day =>
  direction === 'forward' ? (planned.map((s) => s.startsOn).toSorted()[0] ?? nextWorkday(cal, today)) : (dueOn ?? deliveryOf(planned) ?? nextWorkday(cal, today))

/** The first step that stands against saving, since it has no name, and the first against sending, since nobody answers for it; counted from one. */
export const lackOf = (steps: readonly StepDraft[]): { name: number | null; owner: number | null } => {
  const first = (lacks: (s: StepDraft) => boolean): number | null => steps.findIndex(lacks) + 1 || null
  return { name: first((s) => s.name.trim() === ''), owner: first((s) => s.ourOwnerId === null && s.theirOwnerId === null) }
}

/** The first step that by this plan begins on a day that is gone, though it neither stood there in the plan in force nor is done. */
export const pastOf = <S extends { stepId: string; startsOn: Day }>(planned: readonly S[], inForce: readonly { stepId: string; startsOn: Day }[], done: ReadonlySet<string>, today: Day): S | null =>
  planned.filter((s) => s.startsOn < today && !done.has(s.stepId) && !inForce.some((was) => was.stepId === s.stepId && was.startsOn === s.startsOn)).toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0] ?? null
