import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { signoffContract } from '../contract.ts'

/** The module's procedures. */
export const signoff = api<typeof signoffContract>('signoff')
type Outputs = InferContractRouterOutputs<typeof signoffContract>
export type SignedDocument = Outputs['get']
export type SignedRequest = SignedDocument['requests'][number]
export type Party = SignedRequest['parties'][number]
export type Owed = Outputs['mine'][number]

/** What the dialog needs to let one party sign. */
export type ToSign = Pick<Owed, 'kind' | 'client' | 'party' | 'sha256' | 'consent' | 'consentVersion' | 'title' | 'fileId' | 'stage' | 'version'>

/** The first characters of a hash, as people compare them and as the consent names them. */
export const printOf = (sha256: string): string => sha256.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')

/** What I am asked to sign of this request, if anything. */
export const mineOf = (document: SignedDocument, request: SignedRequest, me: string): ToSign | null => {
  const party = request.state === 'open' ? request.parties.find(p => p.personId === me && p.state === 'asked') : undefined
  const version = document.versions.find(v => v.version === request.version)
  if (!party || !version) return null
  const { consent, consentVersion, sha256 } = request
  return { kind: document.kind, client: document.client, party: party.id, sha256, consent, consentVersion, title: version.title, fileId: version.fileId, stage: party.stage, version: version.version }
}
