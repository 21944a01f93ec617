import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { clients } from './clients.ts'
import { DaysOff } from './DaysOff.tsx'

/** The agency's own days off, which every client's calendar counts with (B4). */
export default function HouseDaysPage() {
  const me = useMe()
  const why = holds(me, ['admin']) ? null : t('people.agency_role')
  return (
    <>
      <PageTitle below={t('clients.house_days_why')}>{t('clients.house_days')}</PageTitle>
      <Loaded of={useRead(clients.days, { client: me.agency.id })}>{(own) => <DaysOff of={{ id: me.agency.id, ...own }} why={why} alone />}</Loaded>
    </>
  )
}
