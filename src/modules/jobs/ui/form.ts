import type { Uploaded } from '#kernel/ui/upload.ts'
import { missingIn, type Required } from '../rules.ts'
import type { Job } from './jobs.ts'

export interface Reference {
  file: Uploaded
  note: string
}
/** An order as it is written. */
export interface OrderForm {
  title: string
  brand: string
  product: string
  purpose: string
  audience: string
  message: string
  mustHaves: string
  mustNots: string
  sizes: string
  quantity: number | null
  material: string
  languages: string
  deliveryFormat: string
  dueOn: string | null
  budgetMinor: bigint | null
  noReferences: boolean
  references: Reference[]
  ownerId: string | null
  leadId: string | null
}
export type Field = keyof OrderForm
/** What one writes, with the version and text it was begun on: what others saved since is merged with it, not lost. */
export interface KeptOrder {
  version: number
  base: OrderForm
  form: OrderForm
  /** What I asked to be saved and have no answer for: the line may carry it after this page was left. */
  sent?: OrderForm
}

export const formOf = (j: Job): OrderForm => ({
  title: j.title, brand: j.brand, product: j.product, purpose: j.purpose, audience: j.audience, message: j.message, mustHaves: j.mustHaves, mustNots: j.mustNots,
  sizes: j.sizes, quantity: j.quantity, material: j.material, languages: j.languages, deliveryFormat: j.deliveryFormat, dueOn: j.dueOn, budgetMinor: j.budgetMinor,
  noReferences: j.noReferences, ownerId: j.ownerId, leadId: j.leadId,
  references: j.references.map((r) => ({ file: { id: r.fileId, client: j.client, name: r.name, type: r.type, size: r.size, pages: r.pages }, note: r.note })),
})

/** As it is sent: without the spaces at the ends, files by their ids. */
export const sentOf = (f: OrderForm) => {
  const trimmed = Object.fromEntries(Object.entries(f).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value])) as unknown as OrderForm
  return { ...trimmed, references: f.references.map((r) => ({ fileId: r.file.id, note: r.note.trim() })) }
}

const said = (value: unknown): string => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one))
const same = (a: OrderForm, b: OrderForm, field: Field): boolean => said(sentOf(a)[field]) === said(sentOf(b)[field])
const fields = (f: OrderForm): Field[] => Object.keys(f) as Field[]
export const sameForm = (a: OrderForm, b: OrderForm): boolean => fields(a).every((field) => same(a, b, field))

/** What a kept draft and the saved order both stand on: where this is what I sent myself, that; nobody else wrote then. */
export const begunOn = ({ base, sent }: KeptOrder, theirs: OrderForm): OrderForm => (sent && sameForm(sent, theirs) ? sent : base)

/** What is missing while one writes, by the same rule as the server's (C1). */
export const lacking = (f: OrderForm): Required[] => {
  const { references, ...detail } = sentOf(f)
  return missingIn({ ...detail, referenceCount: references.length })
}

/**
 * Mine and theirs, both begun on `base`: what only one side changed is taken from it; fields that both changed to different
 * things are named for a person to choose, and stand as mine until then.
 */
export const merge = (base: OrderForm, mine: OrderForm, theirs: OrderForm): { form: OrderForm; clashes: Field[] } => {
  const theirChanges = fields(theirs).filter((field) => !same(base, theirs, field))
  const clashes = theirChanges.filter((field) => !same(base, mine, field) && !same(mine, theirs, field))
  const taken = theirChanges.filter((field) => !clashes.includes(field)).map((field) => [field, theirs[field]])
  return { form: { ...mine, ...(Object.fromEntries(taken) as Partial<OrderForm>) }, clashes }
}
