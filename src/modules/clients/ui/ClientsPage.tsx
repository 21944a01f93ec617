import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { ClientForm } from './ClientForm.tsx'
import { type ClientRow, clients } from './clients.ts'

/** The clients whose team I am on; of others nobody here learns. */
export default function ClientsPage() {
  const me = useMe()
  const [, go] = useLocation()
  const [opening, setOpening] = useState(false)
  const list = useRead(clients.mine, undefined)
  const columns: Column<ClientRow>[] = [
    { key: 'name', names: true, head: t('clients.name'), cell: (c) => c.name, sort: (c) => c.name },
    { key: 'legal', names: true, head: t('clients.legal_name'), cell: (c) => <span className="quiet">{c.legalName}</span> },
    { key: 'trade', head: t('clients.trade'), cell: (c) => c.trade, sort: (c) => c.trade },
    { key: 'region', head: t('clients.region'), cell: (c) => t(`people.region.${c.region}`), sort: (c) => c.region },
    { key: 'terms', phone: 'ear', head: t('clients.terms'), right: true, cell: (c) => c.termsDays },
  ]
  const why = holds(me, ['admin', 'director']) ? null : t('clients.only_keepers')
  const open = <Button kind="do" reason={why} onPress={() => setOpening(true)}>{t('clients.open')}</Button>
  return (
    <div className="stack">
      <PageTitle acts={open}>{!list.data ? t('clients.title') : list.data.length === 0 ? t('clients.none') : t('clients.count', { n: list.data.length })}</PageTitle>
      <Loaded of={list} isEmpty={(all) => all.length === 0} empty={<Empty>{t(why ? 'clients.empty' : 'clients.empty_keeper')}</Empty>}>
        {(all) => <Ledger label={t('clients.title')} columns={columns} rows={all.toSorted(byName((c) => c.name))} rowKey={(c) => c.id} href={(c) => `/clients/${c.id}`} />}
      </Loaded>
      {opening && <ClientForm region={me.agency.region} onClose={() => setOpening(false)} onMade={(id) => go(`/clients/${id}`)} />}
    </div>
  )
}
