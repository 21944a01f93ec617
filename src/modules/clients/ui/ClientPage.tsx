import { useState } from 'react'
import { Link } from 'wouter'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Facts, PageTitle, Section, Tag } from '#kernel/ui/page.tsx'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { Day } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { ClientForm } from './ClientForm.tsx'
import { type ClientView, type ContactView, clients } from './clients.ts'
import { ContactForm } from './ContactForm.tsx'
import { DaysOff } from './DaysOff.tsx'
import s from './clients.module.css'
import { Team } from './Team.tsx'

/** A client: particulars, its people, our team, its days off, and the ways to what is between us. */
export default function ClientPage({ params }: PageProps) {
  return <Loaded page of={useRead(clients.get, { client: params.client! })}>{(client) => <One client={client} />}</Loaded>
}

const One = ({ client }: { client: ClientView }) => {
  const me = useMe()
  const [editing, setEditing] = useState(false)
  const why = holds(me, ['admin', 'director', 'ae']) ? null : t('clients.only_account')
  return (
    <>
      <PageTitle recent={{ title: client.name }} above={client.trade} below={client.legalName} acts={<><Button reason={why} onPress={() => setEditing(true)}>{t('clients.edit')}</Button>{holds(me, ['ae', 'director']) && <ButtonLink kind="do" href={`/meetings?client=${client.id}&write=1`}>{t('clients.write_minutes')}</ButtonLink>}</>}>{client.name}</PageTitle>
      <nav className={`row ${s.ways}`} aria-label={client.name}><Link href={`/clients/${client.id}/thread`}>{t('clients.to_thread')}</Link><Link href={`/jobs?client=${client.id}`}>{t('clients.to_jobs')}</Link><Link href={`/meetings?client=${client.id}`}>{t('clients.to_minutes')}</Link></nav>
      <div className="cols">
        <div>
          <Contacts client={client} why={why} />
          <Team client={client} />
        </div>
        <aside>
          <Section title={t('clients.particulars')} small>
            <Facts of={[
              [t(`people.taxid.${client.region}`), client.taxNumber], [t('clients.address'), client.address], [t('clients.region'), t(`people.region.${client.region}`)],
              [t('clients.terms'), t('clients.terms_days', { n: client.termsDays })],
            ]} />
          </Section>
          <DaysOff of={client} why={why} />
        </aside>
      </div>
      {editing && <ClientForm client={client} region={client.region} onClose={() => setEditing(false)} />}
    </>
  )
}

const Contacts = ({ client, why }: { client: ClientView; why: string | null }) => {
  const [open, setOpen] = useState<ContactView | 'new' | null>(null)
  const columns: Column<ContactView>[] = [
    { key: 'name', head: t('clients.contact_name'), cell: (c) => <>{c.name} <span className="small quiet">{c.title}</span></> },
    { key: 'seniority', head: t('clients.seniority'), cell: (c) => t(`clients.seniority.${c.seniority}`) },
    { key: 'mail', head: t('clients.mail'), cell: (c) => <span className="quiet">{[c.mail, c.phone].filter(Boolean).join('　')}</span> },
    { key: 'approver', head: t('clients.approver'), cell: (c) => c.approverSince ? <Tag tone="strong">{t('clients.since')} <Day of={c.approverSince} /></Tag> : c.active ? '' : <span className="faint">{t('clients.contact_gone')}</span> },
  ]
  const add = <Button size="s" reason={why} onPress={() => setOpen('new')}>{t('clients.contact_add')}</Button>
  return (
    <Section title={t('clients.contacts')} aside={add}>
      {client.contacts.length === 0
        ? <Empty>{t('clients.contacts_empty')}</Empty>
        : <Ledger label={t('clients.contacts')} columns={columns} rows={client.contacts} rowKey={(c) => c.id} {...(why ? {} : { onOpen: (c: ContactView) => setOpen(c) })} />}
      {open && <ContactForm client={client} {...(open === 'new' ? {} : { contact: open })} onClose={() => setOpen(null)} />}
    </Section>
  )
}
