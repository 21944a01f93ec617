import type { Party, SignedDocument, SignedRequest } from '#modules/signoff/ui/signoff.ts'
import type { StageName, Version } from './deliverables.ts'

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

/** The stage people of a version, to begin the next one with. */
export const peopleOf = ({ stages }: Hands): { stage: StageName; people: string[] }[] => stages.map(({ stage, parties }) => ({ stage, people: parties.flatMap(p => p.personId ?? []) }))
