/** What a person calls a file. */
export type FileKind = 'program' | 'script' | 'page' | 'drawing' | 'picture' | 'pdf' | 'film' | 'sound' | 'text' | 'unknown' | 'other'
/** What a field takes that does not take any file: a picture, or a paper as it was printed, scanned or photographed. */
export type Takes = 'picture' | 'paper'

const said: Record<string, FileKind> = {
  'text/html': 'page', 'application/xhtml+xml': 'page', 'text/x-shellscript': 'script', 'image/svg+xml': 'drawing', 'application/pdf': 'pdf', 'application/xml': 'text',
}

/** The kind of a file by the type found in its content; `risky` is that it does harm when opened. */
export const fileKind = ({ type, risky }: { type: string; risky?: boolean }): FileKind =>
  said[type] ??
  (type.startsWith('image/') ? 'picture'
  : type.startsWith('video/') ? 'film'
  : type.startsWith('audio/') ? 'sound'
  : type.startsWith('text/') ? (risky ? 'script' : 'text')
  : risky ? 'program'
  : type === 'application/octet-stream' ? 'unknown'
  : 'other')

/** Whether a file of this type is what the field takes. A drawing prints as a logo, and may run as a page: it is no paper. */
export const takenAs = (takes: Takes, type: string): boolean => {
  const kind = fileKind({ type })
  return kind === 'picture' || kind === (takes === 'picture' ? 'drawing' : 'pdf')
}
