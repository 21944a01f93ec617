import type { RefusalParams } from '../pure/refusal.ts'
import type { Values } from './say.ts'

/** The values of a refusal as its sentence takes them: lists joined, roles by their names. `word` says a message in the reader's language. */
export const refusalValues = (params: RefusalParams, word: (key: string) => string): Values =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key, Array.isArray(value) ? value.map((one) => (key === 'roles' ? word(`ui.role.${one}`) : one)).join(word('ui.list_comma')) : value,
    ]),
  )
