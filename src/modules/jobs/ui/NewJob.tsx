import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { jobPath, jobs } from './jobs.ts'

/** Opens a blank order: for whom and what it is called, then its form. */
export const NewJob = ({ client, onClose }: { client: string | null; onClose: () => void }) => {
  const me = useMe()
  const [, go] = useLocation()
  const [of, setOf] = useState(client ?? (me.clients.length === 1 ? me.clients[0]!.id : null))
  const [title, setTitle] = useState('')
  const open = useWrite(jobs.open, { say: 'inline', done: ({ id }) => {
    onClose()
    go(`${jobPath(of!, id)}/order`)
  } })
  const why = of ? (title.trim() ? null : t('jobs.needs_title')) : t('jobs.choose_client')
  return (
    <Dialog title={t('jobs.act.open')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="new-job" pending={open.pending} reason={why}>{t('jobs.act.open')}</Button></>}>
      <form id="new-job" className="stack" onSubmit={(event) => { event.preventDefault(); if (of && !why) void open.run({ client: of, title: title.trim() }) }}>
        <ComboBox label={t('jobs.client')} value={of} onChange={setOf} options={me.clients.toSorted(byName((c) => c.name)).map((c) => ({ value: c.id, text: c.name }))} autoFocus={!of} />
        <TextField label={t('jobs.name')} value={title} onChange={setTitle} maxLength={300} autoFocus={Boolean(of)} error={open.why} hint={t('jobs.new.why')} />
      </form>
    </Dialog>
  )
}
