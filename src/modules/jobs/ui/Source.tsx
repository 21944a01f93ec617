import { Link } from 'wouter'
import { formatShortDate } from '#kernel/pure/format.ts'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { Quote, Section } from '#kernel/ui/page.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { meetings } from '#modules/meetings/ui/meetings.ts'
import type { Job } from './jobs.ts'

/** The client's words that the job comes from, and the minutes in which they stand. Nothing for an order opened blank. */
export const Source = ({ job, names }: { job: Job; names: Names }) => {
  const lang = useLang()
  const minutes = useRead(meetings.get, job.meetingId ? { client: job.client, meeting: job.meetingId } : null)
  const found = minutes.data?.items.find((one) => one.id === job.itemId)
  if (!minutes.data || !found) return null
  const { title, heldOn, id } = minutes.data
  const speaker = found.quotedContactId ? names.contact(found.quotedContactId) : ''
  return (
    <Section title={t('jobs.source')} aside={<Link href={`/clients/${job.client}/meetings/${id}#item-${found.id}`}>{t('jobs.source_from', { day: formatShortDate(heldOn, lang), title, no: found.no })}</Link>}>
      <Quote by={speaker ? t('jobs.source_by', { name: speaker, client: names.client }) : names.client}>{found.quote || found.text}</Quote>
    </Section>
  )
}
