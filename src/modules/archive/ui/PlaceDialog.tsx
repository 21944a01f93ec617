import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { TextField } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { archive, type JobFile } from './archive.ts'

/** Where the paper stands from now on; where it stood before remains on record. */
export const PlaceDialog = ({ client, job, of: { place: now, version }, onClose }: { client: string; job: string; of: JobFile; onClose: () => void }) => {
  const draft = useDraft(`archive.place.${job}.${version}`, { room: now?.room ?? '', shelf: now?.shelf ?? '', box: now?.box ?? '' })
  const { room, shelf, box } = draft.value
  const { put } = draft
  const write = useWrite(archive.place, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const why = room.trim() ? null : t('ui.fill_first', { what: t('archive.room') })
  const send = () => {
    if (!why) void write.run({ client, job, version, room: room.trim(), shelf: shelf.trim(), box: box.trim() })
  }
  return (
    <Dialog title={t('archive.place')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="place" pending={write.pending} reason={why}>{t('archive.place')}</Button></>}>
      <form id="place" className="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <DraftNote of={draft} />
        <p className="quiet">{t('archive.place_why')}</p>
        <div className="fields">
          <TextField label={t('archive.room')} value={room} onChange={(text) => put({ room: text })} maxLength={100} autoFocus error={write.why} />
          <TextField label={t('archive.shelf')} value={shelf} onChange={(text) => put({ shelf: text })} maxLength={100} optional />
          <TextField label={t('archive.box')} value={box} onChange={(text) => put({ box: text })} maxLength={100} optional />
        </div>
      </form>
    </Dialog>
  )
}
