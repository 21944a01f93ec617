import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useNarrow } from '#kernel/ui/narrow.ts'
import { Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { Deeds } from './Deeds.tsx'
import { desk } from './desk.ts'

const all = 200

/** A job's record, the newest deeds first; the rest on asking. */
export const RecordPanel = ({ client, job }: { client: string; job: string }) => {
  const narrow = useNarrow()
  const [whole, setWhole] = useState(false)
  const most = whole ? all : narrow ? 6 : 20
  return (
  <Section title={t('desk.record')} id="record">
    <Loaded of={useRead(desk.thread, { client, job, most })}>
      {({ rows, next }) => <><Deeds client={client} rows={rows} />{next !== null && !whole && <Button onPress={() => setWhole(true)}>{t('ui.more')}</Button>}</>}
    </Loaded>
  </Section>
  )
}
