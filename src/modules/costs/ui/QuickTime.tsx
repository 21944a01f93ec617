import { lazy, Suspense, useState } from 'react'
import { useRoute } from 'wouter'
import { useCommand } from '#kernel/ui/commands.ts'
import { t } from '#kernel/ui/i18n.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'

const TimeDialog = lazy(() => import('./TimeDialog.tsx'))

/** `t` anywhere: time is logged where one stands, so that it is not left to a sheet at the week's end. On a job's page it is about that job. */
const QuickTime = () => {
  const [open, setOpen] = useState(false)
  const [here, at] = useRoute('/clients/:client/jobs/:job/*?')
  const read = useRead(jobs.get, open && here ? { client: at.client, job: at.job } : null)
  useCommand({ id: 'costs.quick', title: t('costs.log'), keys: 't', group: t('ui.everywhere'), run: () => setOpen(true) })
  if (!open || (here && read.isPending)) return null
  const job = here ? read.data : undefined
  const of = job && !job.blocked ? { client: job.client, job: job.id, title: job.title } : undefined
  return <Suspense><TimeDialog {...(of ? { of } : {})} onClose={() => setOpen(false)} /></Suspense>
}
export default QuickTime
