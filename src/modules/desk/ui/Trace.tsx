import { Link } from 'wouter'
import { t } from '#kernel/ui/i18n.ts'
import { Quote, Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Day } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { desk } from './desk.ts'
import s from './desk.module.css'

/** From an invoice back to the client's words: the job, the item, the minutes. */
export const Trace = ({ client, invoice }: { client: string; invoice: string }) => (
  <Section title={t('desk.trace')} id="trace">
    <Loaded of={useRead(desk.trace, { client, invoice })}>
      {({ job, item, meeting }) => (
        <ol className={s.way}>
          <li><Link href={`/clients/${client}/jobs/${job.id}`}>{[job.number, job.title].filter(Boolean).join(' ')}</Link></li>
          {meeting && item && (
            <li>
              <Link href={`/clients/${client}/meetings/${meeting.id}#item-${item.id}`}>{[meeting.number, meeting.title].join(' ')}</Link> <Day of={meeting.heldOn} />
              <Quote by={t('desk.trace_by', { who: item.quotedName || 'none', no: item.no, text: item.text })}>{item.quote || item.text}</Quote>
            </li>
          )}
        </ol>
      )}
    </Loaded>
  </Section>
)
