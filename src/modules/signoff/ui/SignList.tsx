import { type ReactNode, useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t, tAny } from '#kernel/ui/i18n.ts'
import { Ledger } from '#kernel/ui/Ledger.tsx'
import { useMe } from '#kernel/ui/me.tsx'
import { PageTitle } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { people } from '#modules/people/ui/people.ts'
import { SignDialog } from './SignDialog.tsx'
import { type Owed, signoff } from './signoff.ts'

/** What awaits my signature, over all my clients, the longest waiting first. `job` says the job that a paper belongs to: jobs stand above this module. */
export const SignList = ({ job }: { job: (of: Owed) => ReactNode }) => {
  const me = useMe()
  const owed = useRead(signoff.mine, {})
  const directory = useRead(people.directory, undefined)
  const [open, setOpen] = useState<Owed | null>(null)
  const name = (id: string | null): string => directory.data?.find(p => p.id === id)?.name ?? ''
  const client = (id: string): string => me.clients.find(c => c.id === id)?.name ?? ''
  return (
    <>
      <PageTitle>{owed.data ? t('signoff.mine_title', { n: owed.data.length }) : t('signoff.title')}</PageTitle>
      <Loaded of={owed} empty={<Empty>{t('signoff.mine_empty')}</Empty>}>
        {rows => (
          <Ledger
            label={t('signoff.title')} rows={rows} rowKey={r => r.party} onOpen={setOpen}
            columns={[
              { key: 'paper', head: t('signoff.column.paper'), cell: r => <>{r.title}　<span className="small faint" style={{ display: 'inline-block' }}>{job(r)}　{[tAny(`signoff.document.${r.kind}`, {}, ''), r.stage && t('signoff.stage', { stage: r.stage }), t('signoff.version', { kind: r.kind, version: r.version })].filter(Boolean).join('　')}</span></> },
              { key: 'client', names: true, head: t('signoff.column.client'), cell: r => client(r.client) },
              { key: 'asked', named: true, head: t('signoff.column.asked'), cell: r => <span className="small">{name(r.askedBy)} <Instant of={r.askedAt} /></span> },
              { key: 'act', head: '', cell: r => <Button kind="seal" size="s" label={t('signoff.sign_title', { title: r.title })} onPress={() => setOpen(r)}>{t('signoff.sign')}</Button>, right: true },
            ]}
          />
        )}
      </Loaded>
      {open && <SignDialog of={open} about={<>{job(open)}　{client(open.client)}</>} onClose={() => setOpen(null)} />}
    </>
  )
}
