import { Link } from 'wouter'
import type { Role } from '#kernel/pure/roles.ts'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section } from '#kernel/ui/page.tsx'
import s from './desk.module.css'

const steps: readonly { key: 'client' | 'staff' | 'rates' | 'agency'; path: string; roles: readonly Role[] }[] = [
  { key: 'client', path: '/clients', roles: ['admin', 'director'] },
  { key: 'staff', path: '/settings/staff', roles: ['admin'] },
  { key: 'rates', path: '/settings/rates', roles: ['admin', 'finance'] },
  { key: 'agency', path: '/settings/agency', roles: ['admin'] },
]

/** Where somebody begins who is on no client's team yet: what they may do about it. */
export const FirstSteps = () => {
  const me = useMe()
  const mine = steps.filter((one) => holds(me, one.roles))
  return (
    <Section title={t('desk.first')} ruled>
      {mine.length === 0 ? <p className="quiet">{t('desk.first_wait')}</p> : (
        <ol className={s.way}>{mine.map((one) => <li key={one.key}><Link href={one.path}>{t(`desk.first_${one.key}`)}</Link> <span className="small quiet">{t(`desk.first_${one.key}_why`)}</span></li>)}</ol>
      )}
    </Section>
  )
}
