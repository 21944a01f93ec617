import type { Refused } from './rpc.ts'
import { noteAnswer } from './session.ts'

/** A file that the server has. */
export interface Uploaded {
  id: string
  /** Whose it is: part of its address. */
  client: string
  name: string
  type: string
  size: number
  /** Pages of a PDF, when known. */
  pages?: number | null
  /** Its name claimed another type than its content shows: `name` has the right ending added. */
  misnamed?: boolean
  /** Could do harm when opened: only ever handed out as a download. */
  risky?: boolean
}
export type UploadResult = { file: Uploaded } | { refused: Refused }

const answerOf = (status: number, text: string, client: string): UploadResult => {
  try {
    const body = JSON.parse(text)
    if (status >= 200 && status < 300) return { file: { ...body, client } }
    const said = body.json?.data ?? body.data ?? body
    if (typeof said.code === 'string') return { refused: { ...said, params: said.params ?? {} } }
  } catch {
    // Not ours: something between us and the server answered.
  }
  return { refused: status === 401 ? { code: 'signed_out', params: {} } : { code: 'bug', params: { id: String(status) } } }
}

/**
 * Sends one file as it is, with its name in a header: `POST /files?client=<id>`. XMLHttpRequest, because fetch does not tell
 * how far it has come. Never rejects.
 */
export const upload = (file: File, client: string, onPercent: (percent: number) => void, signal?: AbortSignal): Promise<UploadResult> =>
  new Promise(done => {
    const call = new XMLHttpRequest()
    call.open('POST', `/files?client=${encodeURIComponent(client)}`)
    call.setRequestHeader('X-Docket', '1')
    call.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    call.setRequestHeader('Idempotency-Key', crypto.randomUUID())
    call.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    call.upload.onprogress = event => event.lengthComputable && onPercent(Math.floor((event.loaded / event.total) * 100))
    const end = (result: UploadResult) => {
      noteAnswer('refused' in result ? result.refused.code : null)
      done(result)
    }
    call.onload = () => end(answerOf(call.status, call.responseText, client))
    call.onerror = () => end({ refused: { code: 'offline', params: {} } })
    call.onabort = () => done({ refused: { code: 'stopped', params: {} } })
    signal?.addEventListener('abort', () => call.abort())
    call.send(file)
  })
