import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import type { Lang } from '#kernel/i18n/messages.ts'
import { Press } from './press.ts'

export interface PaperOrder {
  /** Path from `src/`, e.g. `modules/jobs/paper/order.typ`. */
  template: string
  lang: Lang
  /** What the template prints; every label and figure in it is already in words. Its shape stands in the sample beside the template. */
  data: unknown
  /** Pictures (PNG, JPEG, WebP, SVG) that the data names, e.g. `{ 'work.webp': bytes }` for `picture.name`; the logo is among them. */
  files?: Record<string, Uint8Array>
}
export interface Paper {
  pdf: Uint8Array
  /** Of the template, the stationery and the Typst version: the same input under the same value gives the same bytes. */
  templateSha256: string
  pages: number
}

const source = resolve(import.meta.dirname, '../..')
const templates = /^modules\/[a-z]+\/paper\/[a-z-]+\.typ$/
const names = /^[\w-]+\.(png|jpe?g|webp|svg)$/
const typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler/package.json') as { version: string }
const press = new Press<PaperOrder, Omit<Paper, 'templateSha256'>>(new URL('./compile-worker.ts', import.meta.url), { patience: 20_000, rest: 600_000, heap: 96 })

/**
 * Prints a paper as tagged PDF/A-2a with its fonts embedded. Data is never markup. Throws for a template outside the
 * modules, for a broken picture, and after 20 s.
 */
export const renderPaper = async (order: PaperOrder): Promise<Paper> => {
  if (!templates.test(order.template)) throw new Error(`not a template: ${order.template}`)
  for (const name of Object.keys(order.files ?? {})) if (!names.test(name)) throw new Error(`not a picture's name: ${name}`)
  const [templateSha256, { pdf, pages }] = await Promise.all([templateHash(order.template), press.print(order)])
  return { pdf, templateSha256, pages }
}

/** Starts the press and reads the fonts ahead of the first paper, in the languages given; about 150 ms each, in its process. */
export const warmPaper = async (...langs: Lang[]): Promise<void> => {
  for (const lang of langs.length > 0 ? langs : (['zh-Hant'] as const)) await press.print({ template: 'kernel/paper/warm.typ', lang, data: null })
}

const templateHash = async (template: string): Promise<string> => {
  const hash = createHash('sha256').update(`typst-ts-node-compiler ${typst.version}\n`)
  const folder = dirname(template)
  // A template may import what lies beside it, so all of its folder counts.
  const beside = (await readdir(resolve(source, folder))).filter((name) => name.endsWith('.typ')).sort()
  for (const file of ['kernel/paper/stationery.typ', ...beside.map((name) => `${folder}/${name}`)]) hash.update(await readFile(resolve(source, file)))
  hash.update(template)
  return hash.digest('hex')
}
