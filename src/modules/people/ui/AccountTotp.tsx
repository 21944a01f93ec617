import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { renderSVG } from 'uqr'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Loaded } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { Form } from './form.tsx'
import { people } from './people.ts'
import s from './people.module.css'
import { useProvedWrite } from './proof.tsx'

/** The second factor: on or off, its set-up by QR code, and the recovery codes. */
export const SecondFactor = ({ on, left }: { on: boolean; left: number }) => {
  const [setting, setSetting] = useState(false)
  const [batch, setBatch] = useState<string | null>(null)
  const shown = { done: (made: { batch: string }) => setBatch(made.batch) }
  const codes = useProvedWrite(people.account.makeCodes, shown)
  const off = useProvedWrite(people.account.removeTotp)
  return (
    <div className="stack">
      <p className="quiet">{on ? t('people.totp_on', { left }) : t('people.totp_off')}</p>
      {setting && !on ? (
        <SetUp onMade={made => { setSetting(false); setBatch(made) }} onClose={() => setSetting(false)} />
      ) : (
        <div className="row">
          {!on && <Button onPress={() => setSetting(true)}>{t('people.totp_begin')}</Button>}
          {on && <Button onPress={() => void codes.run(undefined)} pending={codes.pending}>{t('people.codes_new')}</Button>}
          {on && <Button kind="word" onPress={() => void off.run(undefined)} pending={off.pending}>{t('people.totp_end')}</Button>}
        </div>
      )}
      {batch && <Codes batch={batch} onClose={() => setBatch(null)} />}
      {codes.dialog}{off.dialog}
    </div>
  )
}

const SetUp = ({ onMade, onClose }: { onMade: (batch: string) => void; onClose: () => void }) => {
  // One secret for one attempt: looking away and back must not change what was scanned.
  const setup = useQuery({ ...people.account.totpSetup.queryOptions(), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 })
  const [code, setCode] = useState('')
  const confirm = useProvedWrite(people.account.confirmTotp, { done: made => onMade(made.batch) })
  return (
    <Loaded of={setup}>
      {({ setup: id, secret, uri }) => (
        <Form onSubmit={() => void confirm.run({ setup: id, code })} label={t('people.totp_begin')}>
          <p>{t('people.totp_scan')}</p>
          {/* The picture is made here from the server's own address of the secret. */}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: an SVG of squares made by uqr */}
          <div className={s.qr} role="img" aria-label={t('people.totp_scan')} dangerouslySetInnerHTML={{ __html: renderSVG(uri, { border: 0 }) }} />
          <p className="small quiet">{t('people.totp_secret')} <span className={s.secret}>{secret.replace(/(.{4})/g, '$1 ')}</span></p>
          <TextField label={t('people.code')} value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" autoFocus />
          <div className="row"><Button kind="do" type="submit" pending={confirm.pending}>{t('people.totp_confirm')}</Button><Button kind="word" onPress={onClose}>{t('ui.cancel')}</Button></div>
          {confirm.dialog}
        </Form>
      )}
    </Loaded>
  )
}

const Codes = ({ batch, onClose }: { batch: string; onClose: () => void }) => {
  const codes = useRead(people.account.codes, { batch })
  const copy = async (all: readonly string[]) => {
    await navigator.clipboard.writeText(all.join('\n'))
    toast({ text: t('people.copied') })
  }
  return (
    <Dialog title={t('people.codes')} open firm onClose={onClose} foot={<><Button onPress={() => codes.data && void copy(codes.data)}>{t('people.copy')}</Button><Button kind="do" onPress={onClose}>{t('ui.close')}</Button></>}>
      <p className="quiet">{t('people.codes_why')}</p>
      <Loaded of={codes}>{all => <ul className={s.codes}>{all.map(one => <li key={one}>{one}</li>)}</ul>}</Loaded>
    </Dialog>
  )
}
