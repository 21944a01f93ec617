import type { WalledTx } from '#kernel/db/walled.ts'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import { newId } from '#kernel/ids.ts'
import { linkToken, tokenHash } from '#kernel/keys.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { withdrawMail } from '#kernel/mail/repo.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatDate } from '#kernel/pure/format.ts'
import { notFound, refuse } from '#kernel/pure/refusal.ts'
import { clientById, contactById } from '#modules/clients/index.ts'
import { agencyOf, personById } from '#modules/people/index.ts'
import * as repo from './repo.ts'

const dayMs = 86_400_000
/** Larger files are read by the link only: many mail systems refuse them. */
export const attachLimit = 10_000_000n

/**
 * Writes to a contact who is asked, in their language, the frozen file attached. `ask` and `anew` make a new link (the
 * old one opens nothing), `remind` uses the one there is. Answers when the link ends. Only the token's hash is kept;
 * the mail makes the token again when it goes out. Refuses `signoff.contact_without_mail`.
 */
export const writeTo = async (tx: WalledTx, request: repo.RequestRow, party: repo.PartyRow, why: 'ask' | 'anew' | 'remind'): Promise<Date> => {
  const client = request.client_id
  const version = await repo.findVersion(tx, client, request.document_id, request.version)
  const document = await repo.findDocument(tx, client, request.document_id)
  if (!version || !document || party.contact_id === null) throw notFound()
  const contact = await contactById(tx, client, party.contact_id)
  if (!contact.active || contact.mail === '') throw refuse('signoff.contact_without_mail', { name: contact.name })
  const keep = why === 'remind' && party.link_id !== null && party.expires_at !== null
  const linkId = keep ? party.link_id! : newId(tx.now)
  const until = keep ? party.expires_at! : new Date(tx.now.getTime() + request.link_days * dayMs)
  if (!keep) {
    if (party.link_id !== null) await withdrawMail(tx, client, [party.link_id])
    await repo.movePartyIf(tx, client, party.id, 'asked', { link_id: linkId, token_hash: tokenHash(linkToken(tx.deps.root, 'party', linkId)), expires_at: until })
  }
  const [agency, owner] = [await agencyOf(tx), await clientById(tx, client)]
  const sender = request.created_by === null ? agency.name : (await personById(tx, request.created_by)).name
  const lang = contact.locale
  const letter = request.letter
  const values = {
    ...letter.values?.[lang], name: contact.name, agency: agency.name, sender, title: version.title, number: document.number,
    until: formatDate(localDate(until, owner.zone), lang),
    link: '{{link}}',
  }
  const [file] = await filesByIds(tx, client, [version.file_id])
  const subject = say(lang, (letter.subject ?? 'signoff.mail.subject') as MessageKey, values)
  const body = say(lang, (letter.body ?? `signoff.mail.${request.purpose}`) as MessageKey, values)
  await queueMail(tx, {
    client, to: { name: contact.name, mail: contact.mail }, files: file && file.size <= attachLimit ? [file.id] : [], link: { kind: 'party', id: linkId },
    subject: why === 'remind' ? say(lang, 'signoff.mail.reminder_subject', { subject }) : subject,
    body: why === 'remind' ? `${say(lang, 'signoff.mail.reminder', values)}\n\n${body}` : body,
    about: { kind: document.kind, id: document.subject_id },
  })
  return until
}

/** Writes to somebody of the agency who has not signed yet, in their language: they sign in Docket, so the letter holds no secret. */
export const remindColleague = async (tx: WalledTx, { request, party, document }: { request: repo.RequestRow; party: repo.PartyRow; document: repo.DocumentRow }): Promise<void> => {
  const client = request.client_id
  const version = await repo.findVersion(tx, client, document.id, request.version)
  if (!version || party.person_id === null) throw notFound()
  const [to, owner] = [await personById(tx, party.person_id), await clientById(tx, client)]
  const values = {
    name: to.name, sender: tx.actor.name, client: owner.name, title: version.title, number: document.number, stage: say(to.locale, 'signoff.stage', { stage: party.stage }),
    staged: String(party.stage !== ''), address: `${tx.deps.config.baseUrl}/sign`,
  }
  await queueMail(tx, {
    client, to: { name: to.name, mail: to.mail }, subject: say(to.locale, 'signoff.mail.reminder_subject', { subject: say(to.locale, 'signoff.mail.subject', values) }),
    body: say(to.locale, 'signoff.mail.colleague', values), about: { kind: document.kind, id: document.subject_id },
  })
}
