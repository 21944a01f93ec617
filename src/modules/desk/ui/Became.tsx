import { Link } from 'wouter'
import { t, tAny } from '#kernel/ui/i18n.ts'
import { Section, Tag } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { desk } from './desk.ts'
import s from './desk.module.css'

/** From the client's words forward: the orders that came of minutes, and their invoices. */
export const Became = ({ client, meeting }: { client: string; meeting: string }) => (
  <Loaded of={useRead(desk.became, { client, meeting })}>
    {(rows) => rows.length > 0 && (
      <Section title={t('desk.became')} id="became">
        <ul className={s.way}>
          {rows.map((r) => (
            <li key={r.job}>
              <Link href={`/clients/${client}/jobs/${r.job}`}>{[r.number, r.title].filter(Boolean).join(' ')}</Link> <Tag>{tAny(`jobs.stage.${r.stage}`)}</Tag>{' '}
              {r.invoices.map((i) => <Link key={i.id} href={`/clients/${client}/invoices/${i.id}`} className="num">{i.number} </Link>)}
            </li>
          ))}
        </ul>
      </Section>
    )}
  </Loaded>
)
