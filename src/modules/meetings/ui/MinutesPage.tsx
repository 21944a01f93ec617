import type { PageProps } from '#kernel/ui/pages.ts'
import { api } from '#kernel/ui/rpc.ts'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import type { meetingsContract } from '../contract.ts'
import { Editor } from './Editor.tsx'
import { useNames } from './names.ts'
import { ReadView } from './ReadView.tsx'

const meetings = api<typeof meetingsContract>('meetings')

/** One meeting's minutes: a page to write on while it is a draft, the sealed text with its answers afterwards. */
const MinutesPage = ({ params }: PageProps) => {
  const { client, meeting } = params as { client: string; meeting: string }
  const me = useMe()
  const read = useRead(meetings.get, { client, meeting })
  const names = useNames(client)
  return (
    <Loaded page of={read}>
      {data => (data.state === 'draft' && holds(me, ['ae', 'director']) && names.ready
        ? <Editor key={`${data.id}.${data.revision}`} meeting={data} names={names} />
        : <ReadView meeting={data} names={names} />)}
    </Loaded>
  )
}
export default MinutesPage
