import { useState } from 'react'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle } from '#kernel/ui/page.tsx'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Loaded, NotMyPage } from '#kernel/ui/states.tsx'
import { Day, Money } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { people } from './people.ts'
import { Rates } from './StaffRates.tsx'

interface Row {
  id: string
  name: string
  title: string
  rate: { from: string; costMinor: bigint; chargeMinor: bigint } | null
}

/** What an hour of each costs and is charged at today (D2); who has no rate stands first. */
export default function RatesPage(_: PageProps) {
  const me = useMe()
  const may = holds(me, ['admin', 'finance'])
  const directory = useRead(people.directory, undefined)
  const rates = useRead(people.staff.currentRates, may ? undefined : null)
  const [open, setOpen] = useState<Row | null>(null)
  const { currency } = me.agency
  const columns: Column<Row>[] = [
    { key: 'name', head: t('people.name'), cell: row => <>{row.name} <span className="small quiet">{row.title}</span></> },
    { key: 'cost', named: true, head: t('people.rate_cost'), right: true, cell: row => (row.rate ? <Money minor={row.rate.costMinor} currency={currency} bare /> : <span className="faint">{t('people.rate_missing')}</span>) },
    { key: 'charge', named: true, head: t('people.rate_charge'), right: true, cell: row => row.rate && <Money minor={row.rate.chargeMinor} currency={currency} bare /> },
    { key: 'from', phone: 'ear', head: t('people.rate_from'), right: true, cell: row => row.rate && <Day of={row.rate.from} full /> },
  ]
  if (!may) return <NotMyPage name={t('people.rates')} roles={[t('ui.role.finance'), t('ui.role.admin')].join(t('ui.list_comma'))} />
  return (
    <>
      <PageTitle below={t('people.rates_why')}>{t('people.rates_title')}</PageTitle>
      <Loaded of={rates}>
        {now => (
          <Loaded of={directory}>
            {all => {
              const rows = all.filter(one => one.active).sort(byName(one => one.name)).map(({ id, name, title }): Row => ({ id, name, title, rate: now.find(one => one.id === id) ?? null }))
              return <Ledger label={t('people.rates')} columns={columns} rows={rows.sort((a, b) => Number(Boolean(a.rate)) - Number(Boolean(b.rate)))} rowKey={row => row.id} onOpen={setOpen} />
            }}
          </Loaded>
        )}
      </Loaded>
      {open && <Dialog title={open.name} open onClose={() => setOpen(null)} size="side"><Rates id={open.id} /></Dialog>}
    </>
  )
}
