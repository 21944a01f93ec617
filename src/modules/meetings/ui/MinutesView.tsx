import { holds, useMe } from '#kernel/ui/me.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useNames } from '#modules/clients/ui/names.ts'
import { Editor } from './Editor.tsx'
import { meetings } from './meetings.ts'
import { ReadView, type UnderRequest } from './ReadView.tsx'

/** One meeting's minutes: a page to write on while it is a draft, the sealed text with its answers afterwards. */
export const MinutesView = ({ client, meeting, underRequest }: { client: string; meeting: string; underRequest: UnderRequest }) => {
  const me = useMe()
  const read = useRead(meetings.get, { client, meeting })
  const names = useNames(client)
  return (
    <Loaded page of={read}>
      {data => (data.state === 'draft' && holds(me, ['ae', 'director']) && names.ready
        ? <Editor key={`${data.id}.${data.revision}`} meeting={data} names={names} />
        : <ReadView meeting={data} names={names} underRequest={underRequest} />)}
    </Loaded>
  )
}
