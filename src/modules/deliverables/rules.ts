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

/**
 * Every stage has somebody who took part; whoever made the version is not the only one to check it as lead, since nobody sees
 * their own slips. Refuses `deliverables.stage_empty`, `deliverables.maker_checks`.
 */
export const checkStages = (kind: keyof typeof stagesOf, stages: readonly StageForm[], madeBy: string): void => {
  for (const stage of stagesOf[kind]) {
    const people = [...new Set(stages.find((s) => s.stage === stage)?.people)]
    if (people.length === 0) throw refuse('deliverables.stage_empty', { stage })
    if (stage === 'lead' && people.length === 1 && people[0] === madeBy) throw refuse('deliverables.maker_checks')
  }
}

/** A version missing a signature cannot go to the client (F6). */
export const checkSend = (version: { state: VersionState }): void => {
  if (version.state === 'in_stages') throw refuse('deliverables.unsigned')
  passage.move(version.state, 'send')
}
