import type { Lang } from '#kernel/i18n/messages.ts'
import { people } from './people.ts'

const key = () => ({ context: { key: crypto.randomUUID() } })
/** What the account menu of the shell does. */
export const signOut = (): Promise<unknown> => people.signOut.call(undefined, key())
export const signInAs = (person: string): Promise<unknown> => people.switchTo.call({ person }, key())
export const saveLang = (locale: Lang): Promise<unknown> => people.account.setLanguage.call({ locale }, key())
