import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import { tokenHash } from '#kernel/keys.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { withdrawMail } from '#kernel/mail/repo.ts'
import * as repo from './repo.ts'
import { ticketLasts } from './rules.ts'
import { ticketToken } from './secrets.ts'

/** Ends what links a person still has, and the letters that carry them and have not gone out; with them that of the link just `used`. */
export const voidTickets = async (tx: WalledTx, person: string, used?: string): Promise<void> => {
  await withdrawMail(tx, tx.agencyId, [...(await repo.voidTickets(tx, person)), ...(used ? [used] : [])])
}

/** Sends a link to take up an invitation or set a new password, in the person's language. Earlier ones stay good until one is used: whoever asks for a link in another's name ends nothing. */
export const sendTicket = async (tx: WalledTx, to: { id: string; name: string; mail: string; locale: Lang }, kind: 'invitation' | 'reset'): Promise<void> => {
  const id = newId(tx.now)
  await repo.insertTicket(tx, {
    agency_id: tx.agencyId, id, person_id: to.id, kind, token_hash: tokenHash(ticketToken(tx.deps.root, id)), created_at: tx.now, expires_at: new Date(tx.now.getTime() + ticketLasts[kind]),
  })
  const { name: agency } = await repo.agency(tx)
  // The letter's own mark for the secret is put in as a value: its braces would be read as a placeholder.
  const values = { name: to.name, agency, by: tx.actor.name, link: '{{link}}' }
  await queueMail(tx, {
    client: tx.agencyId, to: { name: to.name, mail: to.mail }, subject: say(to.locale, `people.letter.${kind}.subject`, values),
    body: say(to.locale, `people.letter.${kind}.body`, values), link: { kind: 'ticket', id }, about: { kind: 'person', id: to.id },
  })
}

/** Tells the old address and the new one that somebody signs in with the new one from now on. */
export const tellOfNewMail = async (tx: WalledTx, who: { id: string; name: string; mail: string; locale: Lang }, mail: string): Promise<void> => {
  const { name: agency } = await repo.agency(tx)
  const values = { name: who.name, agency, by: tx.actor.name, mail }
  for (const to of [who.mail, mail]) {
    await queueMail(tx, {
      client: tx.agencyId, to: { name: who.name, mail: to }, subject: say(who.locale, 'people.letter.mail.subject', values), body: say(who.locale, 'people.letter.mail.body', values),
      about: { kind: 'person', id: who.id },
    })
  }
}
