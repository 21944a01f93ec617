import { Fragment, useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { PageTitle, Tag } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { Kept } from '#kernel/ui/Kept.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { desk, type MailRow } from './desk.ts'
import s from './desk.module.css'

/** Letters that wait or could not be delivered. Without SMTP they are opened here, on record, and sent by hand. */
export default function OutboxPage() {
  const box = useRead(desk.outbox, undefined)
  const [open, setOpen] = useState<MailRow | null>(null)
  const retry = useWrite(desk.retry)
  const opening = useWrite(desk.openLetter)
  const columns: Column<MailRow>[] = [
    { key: 'subject', head: t('desk.mail.subject'), cell: (m) => <Kept>{m.subject}</Kept> },
    { key: 'to', head: t('desk.mail.to'), cell: (m) => `${m.toName} <${m.toMail}>` },
    { key: 'state', head: t('desk.mail.state'), cell: (m) => <><Tag tone={m.state === 'dead' ? 'late' : undefined}>{t(m.state === 'dead' ? 'desk.mail.dead' : 'desk.mail.waiting')}</Tag>{m.error && <><br /><small className="faint">{m.state === 'dead' ? m.error : t('desk.mail.tried', { n: m.attempts, error: m.error })}</small></>}</> },
    { key: 'at', phone: 'lead', head: t('desk.mail.written'), right: true, cell: (m) => <Instant of={m.createdAt} /> },
    { key: 'act', head: '', right: true, cell: (m) => m.state === 'dead' ? <Button size="s" onPress={() => void retry.run({ client: m.client, mail: m.id })}>{t('desk.outbox.retry')}</Button> : null },
  ]
  const read = async (mail: MailRow) => {
    if (await opening.run({ client: mail.client, mail: mail.id })) setOpen(mail)
  }
  return (
    <div className="stack">
      <PageTitle>{t('desk.outbox')}</PageTitle>
      <Loaded of={box} isEmpty={(b) => b.mails.length === 0} empty={<Empty>{t('desk.outbox.empty')}</Empty>}>
        {(b) => (
          <>
            {!b.sends && <p className="quiet">{t('desk.outbox.held')}</p>}
            {b.all > b.mails.length && <p className="quiet">{t('desk.outbox.more', { shown: b.mails.length, n: b.all - b.mails.length })}</p>}
            <Ledger label={t('desk.outbox')} columns={columns} rows={b.mails} rowKey={(m) => m.id} {...(b.sends ? {} : { onOpen: (m: MailRow) => void read(m) })} />
          </>
        )}
      </Loaded>
      {open && <Letter mail={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

/** The words of a letter; its links can be followed, as in a mail program. */
const Linked = ({ text }: { text: string }) => text.split(/(https?:\/\/\S+)/).map((part, at) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a letter does not change, and the same link may stand in it twice
  <Fragment key={at}>{at % 2 ? <a href={part} target="_blank" rel="noreferrer">{part}</a> : part}</Fragment>)

const Letter = ({ mail, onClose }: { mail: MailRow; onClose: () => void }) => {
  const letter = useRead(desk.letter, { client: mail.client, mail: mail.id })
  const save = (eml: string): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([Uint8Array.from(atob(eml), (c) => c.charCodeAt(0))], { type: 'message/rfc822' }))
    link.download = 'letter.eml'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Dialog title={mail.subject} open onClose={onClose} size="wide" foot={<Button reason={letter.data ? null : t('ui.loading')} onPress={() => letter.data && save(letter.data.eml)}>{t('desk.outbox.eml')}</Button>}>
      <Loaded of={letter}>{(l) => <><p className="small quiet">{l.to}</p><pre className={`sheet ${s.letter}`}><Linked text={l.body} /></pre></>}</Loaded>
    </Dialog>
  )
}
