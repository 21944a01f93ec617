import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { FileDrop } from '#kernel/ui/FileDrop.tsx'
import { jumpTo } from '#kernel/ui/jump.ts'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { TextArea, TextField } from '#kernel/ui/TextField.tsx'
import type { Uploaded } from '#kernel/ui/upload.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { useNames } from '#modules/clients/ui/names.ts'
import { type Deciders, maySign } from '../rules.ts'
import { deliverables } from './deliverables.ts'
import { type StageForm, StagePeople } from './StagePeople.tsx'

interface Props {
  client: string
  job: string
  /** The next version of this one; a first version of a new one when left out. */
  of?: { id: string; title: string; nextNo: number }
  /** At whom of the client the version before lies: their request ends with the next one. */
  withClient?: readonly string[]
  /** Who signs each stage to begin with: those of the version before, or of the order. */
  begin: StageForm[]
  deciders: Deciders
  onClose: () => void
  onDone?: (no: number) => void
}

/** Puts a version in: the file, what changed, and who signs for each stage. */
export const PutIn = ({ client, job, of, withClient = [], begin, deciders, onClose, onDone }: Props) => {
  const me = useMe()
  const names = useNames(client)
  const draft = useDraft(of ? `deliverables.next.${of.id}.${of.nextNo}` : `deliverables.add.${job}`, { title: '', note: '', file: [] as Uploaded[], stages: begin.map(one => ({ ...one, people: one.people.filter(id => maySign(one.stage, id, deciders)) })) })
  const f = draft.value
  const { put } = draft
  const [tried, setTried] = useState(false)
  const ended = (no: number) => {
    draft.saved()
    onDone?.(no)
    onClose()
  }
  const add = useWrite(deliverables.add, { say: 'inline', done: () => ended(1) })
  const next = useWrite(deliverables.addVersion, { say: 'inline', done: ({ no }) => ended(no) })
  const write = of ? next : add
  const empty = f.stages.find(one => one.people.length === 0)
  const lead = f.stages.find(one => one.stage === 'lead')?.people ?? []
  /** What is missing, each at its field, in the order of the form. */
  const noTitle = !of && !f.title.trim() && t('ui.fill_first', { what: t('deliverables.name') })
  const noFile = f.file.length === 0 && t('ui.choose_first', { what: t('deliverables.file') })
  const noHand = empty ? t('refusal.deliverables.stage_empty', { stage: t(`deliverables.stage.${empty.stage}`) }) : lead.length === 1 && lead[0] === me.id && t('refusal.deliverables.maker_checks')
  const missing = noTitle ? 'title' : noFile ? 'file' : noHand ? 'hands' : null
  const send = () => {
    setTried(true)
    if (missing) return jumpTo(`put-in-${missing}`)
    const form = { client, fileId: f.file[0]!.id, note: f.note, stages: f.stages }
    void (of ? next.run({ ...form, deliverable: of.id }) : add.run({ ...form, job, title: f.title }))
  }
  const title = of ? t('deliverables.add_version') : t('deliverables.add')
  return (
    <Dialog title={of ? `${title}　${of.title}` : title} open onClose={onClose} size="side" foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={write.pending} onPress={send}>{title}</Button></>}>
      <div className="stack">
        <DraftNote of={draft} />
        {of && withClient.length > 0 && <p role="note">{t('deliverables.ends_link', { no: of.nextNo - 1, names: withClient.join(t('ui.list_comma')) })}</p>}
        {!of && <div id="put-in-title"><TextField label={t('deliverables.name')} value={f.title} onChange={value => put({ title: value })} maxLength={120} error={tried && noTitle} autoFocus /></div>}
        <div id="put-in-file"><FileDrop label={t('deliverables.file')} client={client} files={f.file} multiple={false} error={tried && noFile} onChange={change => draft.set(now => ({ ...now, file: change(now.file) }))} /></div>
        <TextArea label={t(of ? 'deliverables.note' : 'deliverables.note_first')} value={f.note} onChange={note => put({ note })} maxLength={2000} optional />
        <div id="put-in-hands"><StagePeople value={f.stages} onChange={stages => put({ stages })} team={names.team} deciders={deciders} hint={t('refusal.deliverables.maker_unsigned')} />{tried && <Why>{noHand}</Why>}</div>
        <p className="small quiet">{t('deliverables.asks_all')}</p>
        <Why>{write.why}</Why>
      </div>
    </Dialog>
  )
}
