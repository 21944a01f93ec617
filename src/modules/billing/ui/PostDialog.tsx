import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { SureDialog } from '#kernel/ui/SureDialog.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { totals } from '../rules.ts'
import { billing, type RequestRow } from './billing.ts'
import { Sums } from './Sums.tsx'

/** What the invoice will say, before it is posted: that takes a number for good. */
export const PostDialog = ({ of, client, onClose }: { of: RequestRow; client: string; onClose: () => void }) => {
  const me = useMe()
  const sums = totals(of.lines, me.agency.region)
  const post = useWrite(billing.post, { say: 'inline', done: ({ number }) => {
    toast({ text: t('billing.posted', { number }) })
    onClose()
  } })
  const run = () => void post.run({ client: of.client, request: of.id, version: of.version })
  return (
    <SureDialog title={t('billing.act.post')} act={t('billing.act.post')} pending={post.pending} why={post.why} run={run} onClose={onClose}>
      <p>{t('billing.post_for', { client, number: of.number })}</p>
      <Sums net={sums.net} tax={sums.tax} rateBp={sums.rateBp} currency={of.currency} />
      <p className="small quiet">{t('billing.post_why')}</p>
    </SureDialog>
  )
}
