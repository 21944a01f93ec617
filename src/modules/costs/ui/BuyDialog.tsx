import { useState } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import type { Currency } from '#kernel/pure/money.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { FileDrop } from '#kernel/ui/FileDrop.tsx'
import { jumpTo } from '#kernel/ui/jump.ts'
import { t } from '#kernel/ui/i18n.ts'
import { Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import type { Uploaded } from '#kernel/ui/upload.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { costs } from './costs.ts'

interface Form {
  vendor: string
  what: string
  paperNumber: string
  onDay: string | null
  net: bigint | null
  paper: Uploaded[]
}

/** A cost bought for the job, with the vendor's paper: without the paper it is not entered. */
export const BuyDialog = ({ client, job, currency, onClose }: { client: string; job: string; currency: Currency; onClose: () => void }) => {
  const today = localDate(new Date(), useZone())
  const draft = useDraft<Form>(`costs.buy.${job}`, { vendor: '', what: '', paperNumber: '', onDay: today, net: null, paper: [] })
  const f = draft.value
  const { put } = draft
  const buy = useWrite(costs.buy, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const [noSum, setNoSum] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const lacks = (what: string): string => t('ui.fill_first', { what })
  /** What is missing or wrong, each at its field, in the order of the form. */
  const wrong = {
    vendor: !f.vendor.trim() && lacks(t('costs.vendor')),
    what: !f.what.trim() && lacks(t('costs.what')),
    net: noSum ?? (f.net === null ? lacks(t('costs.net')) : f.net <= 0n && t('costs.net_above')),
    day: !f.onDay && lacks(t('costs.day')),
    paper: f.paper.length === 0 && t('ui.choose_first', { what: t('costs.paper') }),
  }
  const first = Object.entries(wrong).find(([, why]) => why)?.[0]
  const at = (field: keyof typeof wrong) => tried && wrong[field]
  const send = () => {
    setTried(true)
    if (first) return jumpTo(`buy-${first}`)
    void buy.run({ client, job, vendor: f.vendor, what: f.what, paperNumber: f.paperNumber, onDay: f.onDay!, netMinor: f.net!, paperFileId: f.paper[0]!.id })
  }
  return (
    <Dialog title={t('costs.buy')} open onClose={onClose} size="side" foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={buy.pending} onPress={send}>{t('costs.buy')}</Button></>}>
      <div className="stack">
        <DraftNote of={draft} />
        <div id="buy-vendor"><TextField label={t('costs.vendor')} value={f.vendor} onChange={vendor => put({ vendor })} maxLength={120} error={at('vendor')} autoFocus /></div>
        <div id="buy-what"><TextField label={t('costs.what')} value={f.what} onChange={what => put({ what })} maxLength={500} error={at('what')} /></div>
        <div className="fields">
          <div id="buy-net"><AmountField label={t('costs.net')} value={f.net} onChange={net => put({ net })} currency={currency} hint={t('costs.net_hint')} onWrong={setNoSum} error={at('net')} /></div>
          <div id="buy-day"><DateField label={t('costs.day')} value={f.onDay} onChange={onDay => put({ onDay })} max={today} error={at('day')} /></div>
          <TextField label={t('costs.paper_number')} value={f.paperNumber} onChange={paperNumber => put({ paperNumber })} maxLength={100} optional />
        </div>
        <div className="stack" style={{ gap: '4px' }} id="buy-paper">
          <p className="small quiet">{t('costs.paper')}</p>
          <FileDrop label={t('costs.paper')} client={client} files={f.paper} multiple={false} takes="paper" error={at('paper')} onChange={change => draft.set(now => ({ ...now, paper: change(now.paper) }))} />
        </div>
        <Why>{buy.why}</Why>
      </div>
    </Dialog>
  )
}
