/** Longest name in bytes of UTF-8: what every file system takes, and within the 255 characters of the column. */
const longest = 255
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
// Control, line and paragraph separators, bidirectional marks and overrides, zero-width spaces. ZWJ stays: emoji need it.
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu
// What Windows and shells give another meaning.
const special = /[<>:"|?*]/g

/** The last extension of a name, lower case, without the dot; '' when there is none. */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''

const bytes = (text: string): number => Buffer.byteLength(text)

/** Cuts between characters as people see them, never inside one. */
const cut = (text: string, most: number): string => {
  let kept = ''
  let size = 0
  for (const { segment } of graphemes.segment(text)) {
    size += bytes(segment)
    if (size > most) break
    kept += segment
  }
  return kept
}

/** The name of a printed paper from what heads it: `M-2026-0001 週會.pdf`, short enough to be read in a list. */
export const paperName = (...parts: (string | null | undefined)[]): string =>
  `${[...parts.filter(Boolean).join(' ').replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()].slice(0, 120).join('')}.pdf`

/**
 * A name that is safe to store, show and save: NFC, no folder, nothing unseen or turned around, at most 255 bytes with
 * its extension kept. `addExtension` (without dot) is appended, never put in another's place.
 */
export const safeName = (name: string, addExtension = ''): string => {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(unseen, '').replace(special, '_').replace(/\s+/gu, ' ').replace(/^[. ]+|[. ]+$/g, '') || 'file'
  const own = extensionOf(clean)
  const stem = own === '' ? clean : clean.slice(0, -own.length - 1)
  const tail = (own === '' ? '' : clean.slice(-own.length - 1)) + (addExtension === '' ? '' : `.${addExtension}`)
  return (cut(stem, longest - bytes(tail)).replace(/[. ]+$/, '') || 'file') + tail
}
