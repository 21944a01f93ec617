import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { sayRefusal } from '#kernel/ui/rpc.ts'
import { Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Form } from './form.tsx'
import { askPasskey } from './passkey.ts'
import { people } from './people.ts'

/** Asks again who one is, by whatever the person has: password, passkey, or in the sample a nod. */
export const Prove = ({ onProved, onClose }: { onProved: () => void; onClose: () => void }) => {
  const me = useRead(people.me, undefined)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const prove = useWrite(people.prove, { say: 'inline' })
  const done = async (input: Parameters<typeof prove.run>[0]) => {
    if (await prove.run(input)) onProved()
  }
  const withPasskey = async () => {
    const passkey = await askPasskey(await people.account.passkeyOptions.call({ to: 'prove' }))
    if (passkey) await done({ passkey })
  }
  return (
    <Dialog title={t('people.prove')} open onClose={onClose}>
      <p className="quiet">{t('people.prove_why')}</p>
      <Form onSubmit={() => void done({ ...(password ? { password } : {}), ...(code ? { code } : {}) })} label={t('people.prove')}>
        {me.data?.password && <TextField label={t('people.password')} type="password" value={password} onChange={setPassword} autoComplete="current-password" autoFocus />}
        {me.data?.password && me.data.totp && <TextField label={t('people.code')} value={code} onChange={setCode} hint={t('people.code_why')} autoComplete="one-time-code" />}
        <Why>{prove.refusal?.code === 'people.wrong' ? t('people.password_wrong') : prove.why}</Why>
        <div className="row">
          {(me.data?.password || me.data?.method === 'switch') && <Button kind="do" type="submit" pending={prove.pending}>{t('people.prove_do')}</Button>}
          {Boolean(me.data?.passkeys) && <Button onPress={() => void withPasskey()}>{t('people.prove_passkey')}</Button>}
        </div>
      </Form>
    </Dialog>
  )
}

/**
 * A command that the server wants a fresh proof for: asks for it when refused with `people.proof_old`, then does it
 * again. The page renders `dialog`.
 */
export const useProvedWrite = <I, O>(procedure: Parameters<typeof useWrite<I, O>>[0], options: { done?: (answer: O) => void } = {}) => {
  const write = useWrite<I, O>(procedure, { ...options, say: 'inline' })
  const [asking, setAsking] = useState(false)
  const last = useRef<I>(undefined)
  const { refusal, clear } = write
  useEffect(() => {
    if (!refusal) return
    if (refusal.code === 'people.proof_old') setAsking(true)
    else toast({ text: sayRefusal(refusal), tone: 'refused' })
    clear()
  }, [refusal, clear])
  const run = (input: I) => {
    last.current = input
    return write.run(input)
  }
  const proved = () => {
    setAsking(false)
    void write.run(last.current as I)
  }
  const dialog: ReactNode = asking && <Prove onProved={proved} onClose={() => setAsking(false)} />
  return { run, pending: write.pending, dialog }
}
