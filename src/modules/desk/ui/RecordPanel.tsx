import { t } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { Deeds } from './Deeds.tsx'
import { desk } from './desk.ts'

/** A job's record, newest first. */
export const RecordPanel = ({ client, job }: { client: string; job: string }) => (
  <Section title={t('desk.record')} id="record">
    <Loaded of={useRead(desk.thread, { client, job, most: 100 })}>{({ rows }) => <Deeds client={client} rows={rows} />}</Loaded>
  </Section>
)
