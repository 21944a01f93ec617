import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Lang, langs } from '#kernel/i18n/messages.ts'
import { deriveKey } from '#kernel/keys.ts'

/** What the page showed when it was made: an answer counts for this and nothing else. */
export interface ShownPage {
  partyId: string
  sha256: string
  lang: Lang
  consentVersion: number
}
/** A page may be read for a day before it must be looked at again. */
const formHours = 24

const macOf = (root: Buffer, s: ShownPage, at: number): Buffer =>
  createHmac('sha256', deriveKey(root, 'portal form')).update(`${s.partyId} ${s.sha256} ${s.lang} ${s.consentVersion} ${at}`).digest()

/** Goes with the page's forms: proof that a person's page, not a scanner's guess, is what is being answered. */
export const formToken = (root: Buffer, s: ShownPage, now: Date): string => `${now.getTime()}.${macOf(root, s, now.getTime()).toString('base64url')}`

/** Whether the token was made by us for exactly this page, within the last day. */
export const formHolds = (root: Buffer, token: string, s: ShownPage, now: Date): boolean => {
  const [at, mac] = token.split('.')
  const made = Number(at)
  const age = now.getTime() - made
  if (!mac || !Number.isSafeInteger(made) || age < 0 || age > formHours * 3_600_000) return false
  const [given, wanted] = [Buffer.from(mac, 'base64url'), macOf(root, s, made)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export const asLang = (text: unknown): Lang | undefined => langs.find((l) => l === text)
