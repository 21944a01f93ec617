import { resolve } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { fontPaths } from './fonts.ts'
import type { Paper, PaperOrder } from './render.ts'

/** Typst reads nothing outside this folder; what it draws comes from the data alone. */
const root = resolve(import.meta.dirname, '../..')
const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontPaths: fontPaths() }] })

/** Characters that no font of ours has, learnt from the compiler as they come. */
const unknown = new Set<string>()
/** Japanese and Chinese printers' mark for a sort that is not in the case: seen at once, never taken for another name. */
const missing = '〓'
const attempts = 8

/**
 * Compiles a paper to PDF/A-2a. PDF/A allows no missing glyph, so a character without one is set as 〓.
 * Throws with Typst's own words when the template or a picture is broken.
 */
export const compilePaper = ({ template, lang, data, files }: PaperOrder): Omit<Paper, 'templateSha256'> => {
  for (const [name, bytes] of Object.entries(files ?? {})) compiler.mapShadow(resolve(root, 'files', name), Buffer.from(bytes))
  try {
    for (let attempt = 1; ; attempt++) {
      const inputs = { lang, data: JSON.stringify(data, (_, value) => (typeof value === 'string' ? printable(value) : value)) }
      try {
        const document = layOut(template, inputs)
        const pdf = compiler.pdf(document, { pdfStandard: 'a-2a' })
        return { pdf: new Uint8Array(pdf), pages: document.numOfPages }
      } catch (error) {
        if (attempt === attempts || !learn(error)) throw error
      }
    }
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

const layOut = (template: string, inputs: Record<string, string>): NodeTypstDocument => {
  const compiled = compiler.compile({ mainFilePath: resolve(root, template), inputs })
  const error = compiled.takeError()
  if (error) throw new Error(`${template}: ${JSON.stringify(compiler.fetchDiagnostics(error))}`)
  return compiled.result!
}

// What draws nothing: controls, marks and overrides of direction, joiners, variation selectors.
const hidden = /\p{Cc}|\p{Cs}|\p{Cf}|\p{Variation_Selector}/gu

/** Without controls and direction overrides (they could turn a number or a name round), and with 〓 where there is no glyph. */
const printable = (text: string): string => {
  const plain = text.replace(/\r\n?/g, '\n').replace(hidden, (c) => (c === '\n' ? c : c === '\t' ? ' ' : ''))
  return unknown.size === 0 ? plain : Array.from(plain, (c) => (unknown.has(c) ? missing : c)).join('')
}

/** Takes the characters out of the compiler's complaint; false when it complained of something else. */
const learn = (error: unknown): boolean => {
  const before = unknown.size
  const said = error instanceof Error ? error.message : ''
  for (const [, text] of said.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)) {
    for (const c of plainly(text!)) if (c > '\u007f' && c !== missing) unknown.add(c)
  }
  return unknown.size > before
}

/** Rust writes some characters as `\u{301}`. */
const plainly = (text: string): string => text.replace(/\\u\{([0-9a-f]+)\}/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
