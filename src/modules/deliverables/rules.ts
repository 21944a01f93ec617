import { machine } from '#kernel/pure/machine.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** The way of a version: through its stages, then to the client, who approves it or sends it back (F6). */
export const passage = machine({
  start: 'in_stages',
  actions: {
    stagesSigned: { from: ['in_stages'], to: 'ready' },
    send: { from: ['ready'], to: 'with_client' },
    takeBack: { from: ['with_client'], to: 'ready' },
    approve: { from: ['with_client'], to: 'approved' },
    sendBack: { from: ['in_stages', 'ready', 'with_client'], to: 'returned' },
    replace: { from: ['in_stages', 'ready', 'with_client', 'approved'], to: 'superseded' },
  },
})
export const versionStates = ['in_stages', 'ready', 'with_client', 'approved', 'returned', 'superseded'] as const
export type VersionState = (typeof versionStates)[number]

/** Stages by the order's kind, in the order in which they are passed. */
export const stagesOf = { creative: ['copy', 'art', 'lead', 'ae'] } as const
export type StageName = (typeof stagesOf)['creative'][number]

export interface StageForm {
  stage: StageName
  people: readonly string[]
}

/** Stages in which a version is made; in the others it is checked. */
const making: readonly StageName[] = ['copy', 'art']
/** Who may decide in the stages that belong to a profession (F2): the lead and the account executive. */
export type Deciders = Record<'lead' | 'ae', readonly string[]>
/** Whether somebody may sign a stage at all. */
export const maySign = (stage: StageName, person: string, deciders: Deciders): boolean => (stage !== 'lead' && stage !== 'ae') || deciders[stage].includes(person)

/**
 * Every stage has somebody who took part. Whoever made the version signs as its maker, and does not alone check it as lead
 * (peers: the creator of a design is not offered as its approver); lead and account executive are who they say (F2).
 * Refuses `deliverables.stage_empty`, `deliverables.maker_checks`, `deliverables.maker_unsigned`, `deliverables.stage_role`.
 */
export const checkStages = (kind: keyof typeof stagesOf, stages: readonly StageForm[], madeBy: string, deciders: Deciders): void => {
  const peopleOf = (stage: StageName): string[] => [...new Set(stages.find((s) => s.stage === stage)?.people)]
  for (const stage of stagesOf[kind]) {
    const people = peopleOf(stage)
    if (people.length === 0) throw refuse('deliverables.stage_empty', { stage })
    if (stage === 'lead' && people.length === 1 && people[0] === madeBy) throw refuse('deliverables.maker_checks')
    if (people.some((id) => !maySign(stage, id, deciders))) throw refuse('deliverables.stage_role', { stage })
  }
  if (!making.some((stage) => peopleOf(stage).includes(madeBy))) throw refuse('deliverables.maker_unsigned')
}

interface Stand {
  droppedAt: Date | null
  droppedReason: string
}
/** A deliverable that was given up takes no version any more and is sent to nobody. */
export const checkStands = (d: Stand): void => {
  if (d.droppedAt !== null) throw refuse('deliverables.dropped', { reason: d.droppedReason })
}
/** What the client approved is not given up, and nothing is once the job is delivered. `newest` is where the newest version stands. */
export const checkDrop = (d: Stand, newest: VersionState | null, deliveredAt: Date | null): void => {
  checkStands(d)
  if (deliveredAt !== null) throw refuse('jobs.delivered_already')
  if (newest === 'approved') throw refuse('deliverables.approved')
}

/** Nothing is delivered that the client has not approved (F6, G8): refuses `deliverables.none` and `deliverables.unapproved` ({ titles }). */
export const checkDelivered = (made: readonly { title: string; state: VersionState }[]): void => {
  if (made.length === 0) throw refuse('deliverables.none')
  const titles = made.filter((d) => d.state !== 'approved').map((d) => d.title)
  if (titles.length > 0) throw refuse('deliverables.unapproved', { titles })
}

/** A version missing a signature cannot go to the client (F6). */
export const checkSend = (version: { state: VersionState }): void => {
  if (version.state === 'in_stages') throw refuse('deliverables.unsigned')
  passage.move(version.state, 'send')
}
