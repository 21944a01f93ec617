import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { billing, type RequestRow, usePaper } from './billing.ts'
import s from './billing.module.css'
import { PostDialog } from './PostDialog.tsx'

/** What can be done with a payment request: look at it, post its invoice (finance), or take it back. `main`: posting it is the one next thing of the page; `listed`: the list it stands in says once that posting is for finance. */
export const RequestActs = ({ of, main = true, listed }: { of: RequestRow; main?: boolean; listed?: boolean }) => {
  const me = useMe()
  const paper = usePaper()
  const [posting, setPosting] = useState(false)
  const { client, id, state, version } = of
  const finance = holds(me, ['finance'])
  const withdraw = useWrite(billing.withdraw)
  const done = state !== 'open' && t('refusal.billing.request_done')
  return (
    <span className={s.rowacts}>
      <Button size="s" pending={paper.pending} onPress={() => void paper.open(client, 'request', id)}>{t('billing.act.paper')}</Button>
      {!done && (
        <>
          <Button size="s" kind="word" pending={withdraw.pending} reason={!holds(me, ['ae', 'director', 'finance']) && t('billing.only.ae')} onPress={() => void withdraw.run({ client, request: id, version })}>{t('billing.act.withdraw')}</Button>
          {(finance || !listed) && <Button size="s" kind={main ? 'do' : 'plain'} reason={!finance && t('billing.only.finance')} onPress={() => setPosting(true)}>{t('billing.act.post')}</Button>}
        </>
      )}
      {posting && <PostDialog of={of} client={me.clients.find((c) => c.id === client)?.name ?? ''} onClose={() => setPosting(false)} />}
    </span>
  )
}
