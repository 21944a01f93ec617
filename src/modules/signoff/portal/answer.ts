import type { Lang } from '#kernel/i18n/messages.ts'
import { cleanName, cleanText } from '#kernel/pure/text.ts'
import type { Answer } from '../contract.ts'
import { asLang } from './form.ts'
import type { Written } from './page.ts'

/** What a contact sent, cleaned; `missing` names the field that has to be written still. */
export interface Answered {
  kind: 'sign' | 'decline'
  form: string
  key: string
  lang: Lang | undefined
  sha256: string
  consentVersion: number
  written: Written
  reason: string
  answer: Answer | null
  missing: 'name' | 'reason' | null
}

const text = (data: FormData, name: string, most: number): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value.slice(0, most) : ''
}
const clean = (written: string, how: (text: string) => string): string => {
  try {
    return how(written)
  } catch {
    return ''
  }
}
const keyForm = /^[\w-]{8,64}$/
const itemForm = /^item\.[\w-]{1,100}$/

export const answered = (kind: Answered['kind'], data: FormData): Answered => {
  const items: Record<string, string> = {}
  for (const name of data.keys()) {
    if (!itemForm.test(name)) continue
    const said = clean(text(data, name, 4000), (t) => cleanText(t, 4000))
    if (said !== '') items[name.slice(5)] = said
  }
  const name = clean(text(data, 'name', 1000), (t) => cleanName(t, 120))
  const own = clean(text(data, 'reason', 6000), (t) => cleanText(t, 5000))
  // An objection to items alone is a reason too.
  const reason = own || Object.values(items).join('\n').slice(0, 5000).toWellFormed()
  const key = text(data, 'key', 100)
  return {
    kind, form: text(data, 'form', 200), key: keyForm.test(key) ? key : 'no-key-sent', lang: asLang(data.get('lang')), sha256: text(data, 'sha256', 64),
    consentVersion: Number(text(data, 'consent', 6)) || 0,
    written: kind === 'sign' ? { name, mark: text(data, 'mark', 30_000) } : { name, reason: own, items },
    reason, answer: Object.keys(items).length > 0 ? { items } : null,
    missing: kind === 'decline' && reason === '' ? 'reason' : name === '' ? 'name' : null,
  }
}
