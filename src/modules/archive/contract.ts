import { z } from 'zod'
import { zId } from '#kernel/pure/id.ts'
import { zNote, zText } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { contents, paperKinds } from './rules.ts'

const tag = 'archive'
const keepers = ['ae', 'director', 'finance', 'traffic'] as const
const job = z.object({ client: zId, job: zId })
export const zPlace = z.object({ room: z.string(), shelf: z.string(), box: z.string(), placedBy: zId, placedAt: z.date() })

export const archiveContract = {
  file: read({ path: '/clients/{client}/jobs/{job}/file', summary: 'What a job\'s file must hold, what is missing, and where the paper stands', tag })
    .input(job)
    .output(z.object({
      entries: z.array(z.object({ content: z.enum(contents), state: z.enum(['there', 'missing', 'not_needed']) })),
      /** The job's papers that other modules hold, printed or not: minutes, the order, vendors' papers, what was billed and paid. `fileId` where it is a file that somebody put in. */
      papers: z.array(z.object({ kind: z.enum(paperKinds), id: zId, number: z.string(), title: z.string(), fileId: zId.nullable() })),
      place: zPlace.nullable(), moves: z.array(zPlace),
      /** How often the paper has been placed: what `place` is told back. */
      version: zRowVersion, filedAt: z.date().nullable(),
      /** Until when the paper is kept, once it is filed. */
      keepUntil: z.string().nullable(),
    })),
  place: write({ path: '/clients/{client}/jobs/{job}/file/place', summary: 'Say where the paper stands now', tag, roles: keepers })
    .input(job.extend({ version: zRowVersion, room: zText(100), shelf: zNote(100).default(''), box: zNote(100).default('') })).output(z.object({ room: z.string() })),
  label: write({ path: '/clients/{client}/jobs/{job}/file/label', summary: 'Print the label of the box or folder: what stands in it, where, until when, with a code that opens the job', tag, refusals: ['archive.no_place'] })
    .input(job).output(z.object({ fileId: zId })),
  put: write({ path: '/clients/{client}/jobs/{job}/file/put', summary: 'File a complete job', tag, roles: keepers, refusals: ['archive.incomplete', 'archive.filed_already'] })
    .input(job).output(z.object({ filed: z.boolean() })),
}
