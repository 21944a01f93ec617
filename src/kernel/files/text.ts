export interface TextKind {
  ext: string
  type: string
  /** Further extensions that say the same. */
  names: readonly string[]
}
const kind = (ext: string, type: string, ...names: string[]): TextKind => ({ ext, type, names })

/** Text whose kind only its name tells; nothing of it is ever shown as a page. */
const byName: Record<string, TextKind> = {
  csv: kind('csv', 'text/csv'), tsv: kind('tsv', 'text/tab-separated-values'), md: kind('md', 'text/markdown'), json: kind('json', 'application/json'),
  srt: kind('srt', 'application/x-subrip'), vtt: kind('vtt', 'text/vtt'), ics: kind('ics', 'text/calendar'), vcf: kind('vcf', 'text/vcard'), eml: kind('eml', 'message/rfc822'),
}
const anyText = kind('txt', 'text/plain', 'log', 'text', 'srt', 'css', 'yml', 'yaml', 'ini')
// biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what makes text
const notText = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/

/** The head as text in the encodings that offices of Taiwan and the mainland still use, or null when it is none. */
export const asText = (head: Uint8Array): string | null => {
  const utf16 = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'big5', 'gb18030']) {
    try {
      // `stream` lets the head end inside a character.
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      return notText.test(text) ? null : text
    } catch {}
  }
  return null
}

/** Which kind of text the head is: what browsers and shells would act upon is found by its content, the rest by its name. */
export const textKind = (head: Uint8Array, extension: string): TextKind | null => {
  const text = asText(head)
  if (text === null) return null
  if (text.startsWith('#!')) return kind('sh', 'text/x-shellscript', 'bash', 'py', 'rb', 'pl', 'command')
  const start = text.replace(/^(?:\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!doctype\s+svg[^>]*(?:\[[\s\S]*?\]\s*)?>)+/i, '')
  if (/^<(?:\w+:)?svg[\s>]/i.test(start)) return kind('svg', 'image/svg+xml')
  if (/^<!doctype\s+html|^<(?:html|head|body|script|iframe|style|meta|title|table|div|p|a|img|h\d|br|font)[\s>/]/i.test(start)) return kind('html', 'text/html')
  if (/^\s*<\?xml/i.test(text)) return kind('xml', 'application/xml')
  return byName[extension] ?? anyText
}
