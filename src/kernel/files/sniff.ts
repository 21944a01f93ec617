import { fileTypeFromBuffer } from 'file-type'
import { extensionOf, safeName } from './name.ts'
import { textKind } from './text.ts'

export interface Sniffed {
  /** Media type found in the content. */
  type: string
  /** The name under which it is kept: safe, with the right extension added where it was missing. */
  name: string
  /** The name claimed another type than the content shows; tell the person. */
  misnamed: boolean
  /** Could do harm when opened: a program, a script, a page. Kept, and only ever handed out as an attachment. */
  risky: boolean
}

/** Other extensions that are right for what the content shows: containers look alike from the inside. */
const alsoNamed: Record<string, readonly string[]> = {
  jpg: ['jpeg', 'jpe', 'jfif'], tif: ['tiff'], htm: ['html'], html: ['htm', 'xhtml'], pdf: ['ai'], ps: ['ai', 'eps'], eps: ['ai', 'ps'],
  cfb: ['doc', 'xls', 'ppt', 'msg', 'vsd', 'mpp', 'pub'], zip: ['key', 'pages', 'numbers', 'sketch', 'idml', 'xd', 'fig', 'kmz'],
  mov: ['qt'], mp4: ['m4v'], m4a: ['mp4'], mpg: ['mpeg'], aif: ['aiff'], ogg: ['oga', 'ogv'], xml: ['xmp', 'fcpxml', 'xsd', 'xsl', 'plist'],
  heic: ['heif'], mid: ['midi'], gz: ['tgz'], exe: ['dll', 'scr', 'com'],
}
/** Office files of before 2007 share one container; their name tells which, and nothing is shown by it. */
const oldOffice: Record<string, string> = {
  doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint', msg: 'application/vnd.ms-outlook',
}
const programs = new Set(['exe', 'elf', 'macho', 'msi', 'jar', 'apk', 'deb', 'rpm', 'dmg', 'crx', 'xpi', 'swf', 'wasm', 'class', 'lnk', 'cab', 'nes', 'sh', 'html', 'svg', 'xml'])
/** What a system would run by its name alone, whatever is inside. */
const runs = new Set(['exe', 'com', 'scr', 'bat', 'cmd', 'ps1', 'vbs', 'vbe', 'js', 'mjs', 'jse', 'wsf', 'hta', 'msi', 'jar', 'lnk', 'sh', 'app', 'command', 'reg', 'pif', 'cpl'])

/**
 * Finds the type in the first bytes of a file (at least 4 KiB of them, or all), whatever the sender and the name claim.
 */
export const sniff = async (head: Uint8Array, claimed: string): Promise<Sniffed> => {
  const plain = safeName(claimed)
  const has = extensionOf(plain)
  const found = (await fileTypeFromBuffer(head).catch(() => undefined)) ?? null
  // file-type calls every SVG and page "xml"; the text is looked at more closely.
  const kind = found && found.ext !== 'xml' ? { ext: found.ext, type: found.mime, names: [] } : textKind(head, has)
  if (!kind) return { type: 'application/octet-stream', name: plain, misnamed: false, risky: runs.has(has) }
  const fits = has === kind.ext || kind.names.includes(has) || (alsoNamed[kind.ext]?.includes(has) ?? false)
  const type = kind.ext === 'cfb' ? (oldOffice[has] ?? kind.type) : kind.type
  const name = fits || kind.ext === 'cfb' ? plain : safeName(claimed, kind.ext)
  return { type, name, misnamed: !fits && has !== '', risky: programs.has(kind.ext) || runs.has(has) }
}
