import type { FileStore } from '../files/store.ts'

/** Kinds of picture that a logo may be, and the ending that the press knows each by. */
const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/svg+xml': 'svg' }
const form = /^([0-9a-f]{64})\.[a-z]+$/

/** The name by which a paper's data holds its logo: its bytes' own. Null for what is no picture of a kind that prints. */
export const logoName = ({ type, sha256 }: { type: string; sha256: string }): string | null => (endings[type] ? `${sha256}.${endings[type]}` : null)

/** The logo that a paper's data names, from the store. The name is that of the bytes: printed again, a paper shows the one it was frozen with. */
export const logoOf = async (store: FileStore, agencyId: string, data: unknown): Promise<Record<string, Uint8Array>> => {
  const name = (data as { agency?: { logo?: string } }).agency?.logo ?? ''
  const sha256 = form.exec(name)?.[1]
  return sha256 ? { [name]: await store.bytes(agencyId, sha256) } : {}
}
