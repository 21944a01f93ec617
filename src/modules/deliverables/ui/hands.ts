import type { Party, SignedDocument, SignedRequest } from '#modules/signoff/ui/signoff.ts'
import type { Work } from '#modules/jobs/ui/next.ts'
import type { Deliverable, StageName, Version } from './deliverables.ts'

/** The hands of one stage of one version. */
export interface Stage {
  stage: StageName
  parties: readonly Party[]
}
export interface Hands {
  /** The request inside, and the last one that went to the client. */
  inside: SignedRequest | null
  outside: SignedRequest | null
  stages: readonly Stage[]
  document: SignedDocument | null
}

/** Who signed, and who is still awaited, for a version: read from the papers of the job. */
export const handsOf = (version: Pick<Version, 'id'> | undefined, stages: readonly StageName[], papers: readonly SignedDocument[]): Hands => {
  const document = papers.find(d => d.kind === 'deliverable' && d.subjectId === version?.id) ?? null
  const inside = document?.requests.findLast(r => r.purpose === 'sign') ?? null
  const outside = document?.requests.findLast(r => r.purpose === 'confirm' && r.state !== 'withdrawn') ?? null
  return { document, inside, outside, stages: stages.map(stage => ({ stage, parties: inside?.parties.filter(p => p.stage === stage) ?? [] })) }
}

/** Whose signature is waited for now. */
export const awaitedIn = ({ inside, outside }: Hands): readonly Party[] => [inside, outside].flatMap(r => (r?.state === 'open' ? r.parties.filter(p => p.state === 'asked') : []))

/** At whom of the client it lies. */
export const askedOutside = ({ outside }: Hands): string[] => (outside?.state === 'open' ? outside.parties.filter(p => p.state === 'asked').map(p => p.name) : [])

/** The stage people of a version, to begin the next one with. */
export const peopleOf = ({ stages }: Hands): { stage: StageName; people: string[] }[] => stages.map(({ stage, parties }) => ({ stage, people: parties.flatMap(p => p.personId ?? []) }))

/** What the delivery of the job waits for: whatever is made and was not dropped, as the server counts it (F6). */
export const workOf = (made: readonly Deliverable[], papers: readonly SignedDocument[]): Work => {
  const standing = made.filter(one => !one.droppedAt)
  const at = (one: Deliverable) => one.versions.at(-1)?.state
  const returned = standing.filter(one => at(one) === 'returned').map(({ title, versions }) => {
    const newest = versions.at(-1)!
    const { inside, outside } = handsOf(newest, [], papers)
    const side = newest.sentAt ? 'client' : 'inside'
    return { title, side, by: (side === 'client' ? outside : inside)?.parties.find(p => p.state === 'declined')?.name ?? '' } as const
  })
  return {
    made: standing.length, unapproved: standing.filter(one => at(one) !== 'approved').map(one => one.title), returned,
    ready: standing.filter(one => at(one) === 'ready').map(one => one.title), withClient: standing.filter(one => at(one) === 'with_client').length,
  }
}
