import { z } from 'zod'
import { langs } from '#kernel/i18n/messages.ts'
import { zId } from '#kernel/pure/id.ts'
import { zNote, zText, zWord } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { markLimit } from './mark.ts'

const zHash = z.string().regex(/^[0-9a-f]{64}$/)
export const requestStates = ['open', 'complete', 'declined', 'withdrawn', 'void'] as const
export const partyStates = ['waiting', 'asked', 'signed', 'declined'] as const
/** What a document's own module asked besides yes and no: objections by item. */
export const zAnswer = z.object({ items: z.record(z.string().max(100), z.string().max(5000)) })
export type Answer = z.infer<typeof zAnswer>

export const zSignature = z.object({
  name: z.string(), sha256: z.string(), at: z.date(), method: z.string(), provedAt: z.date().nullable(), address: z.string(), agent: z.string(),
  consentText: z.string(), consentLang: z.enum(langs), consentVersion: zRowVersion, mark: z.string(),
})
export const zParty = z.object({
  id: zId, turn: z.int(), side: z.enum(['agency', 'client']), personId: zId.nullable(), contactId: zId.nullable(), name: z.string(), role: z.string(),
  stage: z.string(), state: z.enum(partyStates), reason: z.string(), answer: zAnswer.nullable(), askedAt: z.date().nullable(), openedAt: z.date().nullable(),
  opened: z.int(), remindedAt: z.date().nullable(), reminders: z.int(), expiresAt: z.date().nullable(), endedAt: z.date().nullable(),
  signature: zSignature.nullable(),
})
export const zRequest = z.object({
  id: zId, version: zRowVersion, sha256: z.string(), purpose: z.enum(['sign', 'confirm']), consent: z.string(), consentVersion: zRowVersion,
  state: z.enum(requestStates), turn: z.int(), createdAt: z.date(), createdBy: zId.nullable(), endedAt: z.date().nullable(),
  certificateFileId: zId.nullable(), parties: z.array(zParty),
})
export const zVersion = z.object({
  version: zRowVersion, title: z.string(), lang: z.enum(langs), sha256: z.string(), dataSha256: z.string(), template: z.string(), templateSha256: z.string(),
  fileId: zId, frozenAt: z.date(), frozenBy: zId.nullable(),
})
export const zDocument = z.object({
  id: zId, client: zId, kind: z.string(), subjectId: zId, jobId: zId.nullable(), number: z.string(), versions: z.array(zVersion), requests: z.array(zRequest),
})
export const zOwed = z.object({
  client: zId, document: zId, kind: z.string(), subjectId: zId, jobId: zId.nullable(), number: z.string(), title: z.string(), version: zRowVersion,
  sha256: z.string(), fileId: zId, request: zId, party: zId, role: z.string(), stage: z.string(), purpose: z.enum(['sign', 'confirm']),
  consent: z.string(), consentVersion: zRowVersion, askedAt: z.date(), askedBy: zId.nullable(),
})

const tag = 'signoff'
/** Why a signature can come too late or from the wrong hand. */
const late = ['signoff.replaced', 'signoff.withdrawn', 'signoff.declined_by_other', 'signoff.already_declined', 'signoff.not_your_turn', 'signoff.expired']
const zPartyRef = z.object({ client: zId, party: zId })

export const signoffContract = {
  get: read({ path: '/clients/{client}/documents/{document}', summary: 'A document with its versions, requests, parties, signatures and certificates', tag })
    .input(z.object({ client: zId, document: zId }))
    .output(zDocument),
  of: read({ path: '/clients/{client}/signed/{kind}/{subject}', summary: 'The document of a thing of another module, or null while it was never frozen', tag })
    .input(z.object({ client: zId, kind: zWord(40), subject: zId }))
    .output(zDocument.nullable()),
  papers: read({ path: '/clients/{client}/jobs/{job}/papers', summary: 'The frozen papers of a job and who signed them', tag })
    .input(z.object({ client: zId, job: zId }))
    .output(z.array(zDocument)),
  mine: read({ path: '/signatures/mine', summary: 'What I am asked to sign now, across my clients', tag })
    .input(z.object({ client: zId.optional() }))
    .output(z.array(zOwed)),
  sign: write({ path: '/clients/{client}/signatures/{party}/sign', summary: 'Sign the version that I was shown', tag, refusals: [...late, 'signoff.prove_again', 'signoff.not_by_key', 'signoff.mark'] })
    .input(zPartyRef.extend({ sha256: zHash, consentVersion: zRowVersion, mark: zWord(markLimit).default(''), lang: z.enum(langs).optional() }))
    .output(z.object({ at: z.date(), already: z.boolean(), complete: z.boolean() })),
  decline: write({ path: '/clients/{client}/signatures/{party}/decline', summary: 'Decline with a reason: ends the request', tag, refusals: [...late, 'signoff.already_signed', 'signoff.prove_again', 'signoff.not_by_key'] })
    .input(zPartyRef.extend({ sha256: zHash, reason: zText(5000) }))
    .output(z.object({ at: z.date(), already: z.boolean() })),
  withdraw: write({ path: '/clients/{client}/requests/{request}/withdraw', summary: 'Take a request back: its links die', tag, roles: ['ae', 'director'], refusals: ['signoff.ended'] })
    .input(z.object({ client: zId, request: zId, reason: zNote(1000).default('') }))
    .output(z.object({ at: z.date() })),
  remind: write({ path: '/clients/{client}/signatures/{party}/remind', summary: 'Write once more to a contact who has not answered, or to a colleague who has not signed', tag, roles: ['ae', 'director'], refusals: ['signoff.not_asked', 'signoff.reminded_lately', 'signoff.link_expired', 'signoff.contact_without_mail'] })
    .input(zPartyRef)
    .output(z.object({ at: z.date() })),
  resend: write({ path: '/clients/{client}/signatures/{party}/resend', summary: 'Send a new link; the old one opens nothing any more', tag, roles: ['ae', 'director'], refusals: ['signoff.not_asked', 'signoff.contact_without_mail'] })
    .input(zPartyRef)
    .output(z.object({ expiresAt: z.date() })),
  verify: write({ path: '/clients/{client}/documents/{document}/versions/{version}/verify', summary: 'Read the file again and compare it, and its data, with what was frozen', tag })
    .input(z.object({ client: zId, document: zId, version: z.coerce.number().pipe(zRowVersion) }))
    .output(z.object({ file: z.enum(['whole', 'missing', 'changed']), data: z.enum(['whole', 'changed']), sha256: z.string() })),
}
