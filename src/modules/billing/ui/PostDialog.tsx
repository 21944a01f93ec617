import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { totals } from '../rules.ts'
import { billing, type RequestRow } from './billing.ts'
import { Sums } from './Sums.tsx'

/** What the invoice will say, before it is posted: that takes a number for good, so it is the one thing here that is asked twice. */
export const PostDialog = ({ of, client, onClose }: { of: RequestRow; client: string; onClose: () => void }) => {
  const me = useMe()
  const sums = totals(of.lines, me.agency.region)
  const post = useWrite(billing.post, { say: 'inline', done: ({ number }) => {
    toast({ text: t('billing.posted', { number }) })
    onClose()
    // The row is gone, and with it the button that the dialog would give the keyboard back to.
    requestAnimationFrame(() => document.getElementById('main')?.focus())
  } })
  const run = () => void post.run({ client: of.client, request: of.id, version: of.version })
  return (
    <Dialog title={t('billing.act.post')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={post.pending} onPress={run}>{t('billing.act.post')}</Button></>}>
      <p>{t('billing.post_for', { client, number: of.number })}</p>
      <Sums net={sums.net} tax={sums.tax} rateBp={sums.rateBp} currency={of.currency} />
      <p className="small quiet">{t('billing.post_why')}</p>
      <Why>{post.why}</Why>
    </Dialog>
  )
}
