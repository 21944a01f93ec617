import { formatDate, formatMinutes } from '../pure/format.ts'
import type { Lang } from './messages.ts'
import type { Values } from './say.ts'

/**
 * The values of a refusal or of a recorded deed as its sentence takes them, in the reader's language: lists joined, roles by
 * their names, a `day` (YYYY-MM-DD) as a date, `…minutes` as hours; `reasoned` says whether there is a `reason`. Anything else
 * stands as it is: what a person wrote is never read as a date. `word` says a message in that language.
 */
export const spoken = (values: object, word: (key: string) => string, lang: Lang): Values =>
  Object.fromEntries(
    Object.entries('reason' in values ? { ...values, reasoned: String(values.reason !== '') } : values).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((one) => (key === 'roles' ? word(`ui.role.${one}`) : one)).join(word('ui.list_comma'))
      : key === 'day' && typeof value === 'string' ? formatDate(value, lang)
      : /minutes$/i.test(key) && typeof value === 'number' ? formatMinutes(value, lang)
      : value,
    ]),
  )
