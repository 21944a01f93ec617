import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { spoken } from '#kernel/i18n/spoken.ts'
import type { Answer } from '#kernel/rpc/errors.ts'

/** The sentence for a refusal, for those who read the answer of the API itself; the code where nobody wrote one. */
export const refusalWords = (lang: Lang, { code, params }: Pick<Answer, 'code' | 'params'>): string => {
  try {
    return say(lang, `refusal.${code}` as MessageKey, spoken(params, (key) => say(lang, key as MessageKey), lang))
  } catch {
    return code
  }
}
