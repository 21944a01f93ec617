import { useState } from 'react'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { SealOf } from '#kernel/ui/Seal.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { LinkActs } from '#modules/signoff/ui/LinkActs.tsx'
import { WithdrawDialog } from '#modules/signoff/ui/WithdrawDialog.tsx'
import type { Meeting } from './meetings.ts'

type Request = Meeting['revisions'][number]['requests'][number]
type Party = Request['parties'][number]
const latest = (m: Meeting): Request | undefined => m.revisions[0]?.requests.at(-1)

/** Whom the newest revision went to: a seal where somebody confirmed, a dashed square where one is awaited. */
export const Answers = ({ meeting, why }: { meeting: Meeting; why: string | null }) => {
  const request = latest(meeting)
  if (!request) return null
  return (
    <Section title={t(`meetings.request.${request.state}`)} small>
      <div className="stack">
        {request.parties.map(p => <Answer key={p.id} party={p} client={meeting.client} open={request.state === 'open'} why={why} />)}
        {request.certificateFileId && <div><ButtonLink size="s" away href={fileAddress({ client: meeting.client, id: request.certificateFileId })}>{t('meetings.certificate')}</ButtonLink></div>}
      </div>
    </Section>
  )
}

const Answer = ({ party, client, open, why }: { party: Party; client: string; open: boolean; why: string | null }) => {
  const asked = open && party.state === 'asked'
  return (
    <div className="stack">
      {party.state === 'signed'
        ? <SealOf name={party.name} mark={party.mark} note={party.endedAt && <Instant of={party.endedAt} />} />
        : asked ? <SealOf name={party.name} state="awaited" note={party.openedAt ? <>{t('meetings.answer.opened')} <Instant of={party.openedAt} /></> : t('meetings.answer.unopened')} />
          : <p>{t(`meetings.answer.${party.state}`, { name: party.name })}{party.endedAt && <> <Instant of={party.endedAt} /></>}</p>}
      {party.reason && <blockquote className="small">{party.reason}</blockquote>}
      {asked && <LinkActs client={client} party={party} why={why} />}
    </div>
  )
}

/** Takes the open request back, with a reason; the links die and the minutes are a draft again. */
export const TakeBack = ({ meeting, why }: { meeting: Meeting; why: string | null }) => {
  const [asking, setAsking] = useState(false)
  const request = latest(meeting)
  if (request?.state !== 'open') return null
  return (
    <>
      <Button reason={why} onPress={() => setAsking(true)}>{t('meetings.take_back')}</Button>
      {asking && <WithdrawDialog client={meeting.client} request={request.id} title={meeting.title} onClose={() => setAsking(false)} />}
    </>
  )
}
