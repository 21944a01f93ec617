import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { t } from '#kernel/ui/i18n.ts'
import { PageTitle } from '#kernel/ui/page.tsx'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { jobPath, jobs } from './jobs.ts'

/** Where the QR code on the paper leads: from the number to the job. */
const NumberPage = ({ params }: PageProps) => {
  const number = decodeURIComponent(params.number!)
  const [, go] = useLocation()
  const found = useRead(jobs.byNumber, { number })
  const there = found.data && jobPath(found.data.client, found.data.job)
  useEffect(() => {
    if (there) go(there, { replace: true })
  }, [there, go])
  return <><PageTitle>{t('jobs.looking', { number })}</PageTitle><Loaded of={found}>{() => null}</Loaded></>
}
export default NumberPage
