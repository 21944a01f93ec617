import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Door } from '#kernel/ui/Door.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Why } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { TextField } from '#kernel/ui/TextField.tsx'
import { Form } from './form.tsx'
import { askPasskey } from './passkey.ts'
import s from './people.module.css'
import { people } from './people.ts'
import { OpenSample, Welcome } from './Welcome.tsx'

interface Props {
  /** Over a page whose session has ended; alone otherwise. */
  overlay: boolean
  onDone: () => void
}
type Step = 'password' | 'code' | 'choose' | 'forgot'

/** Sign-in: alone before the first page, or over the page one was working on. Where nobody is yet, the two offers instead. */
export default function SignIn({ overlay, onDone }: Props) {
  const state = useRead(people.state, undefined)
  if (overlay) return <SignInForm onDone={onDone} host={state.data?.passkeyHost} />
  if (!state.data) return null
  if (!state.data.own) return <Welcome state={state.data} onDone={onDone} />
  return (
    <Door title={t('people.sign_in_title')}>
      <SignInForm onDone={onDone} host={state.data.passkeyHost} />
      {state.data.sample !== 'unavailable' && <OpenSample quiet state={state.data.sample} onDone={onDone} />}
    </Door>
  )
}

const SignInForm = ({ onDone, host }: { onDone: () => void; host?: string }) => {
  const [step, setStep] = useState<Step>('password')
  const [mail, setMail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [agencies, setAgencies] = useState<{ id: string; name: string }[]>([])
  const [agency, setAgency] = useState<string>()
  const signIn = useWrite(people.signIn, { say: 'inline' })
  const passkey = useWrite(people.signInWithPasskey, { say: 'inline' })

  const go = async (chosen = agency) => {
    const answer = await signIn.run({ mail, password, code: step === 'code' ? code : undefined, agency: chosen })
    if (answer?.state === 'in') onDone()
    else if (answer?.state === 'code') setStep('code')
    else if (answer?.state === 'choose') {
      setAgencies(answer.agencies)
      setStep('choose')
    }
  }
  const withPasskey = async () => {
    const answer = await askPasskey(await people.passkeyOptions.call({ to: 'sign-in', mail: '' }))
    if (answer && (await passkey.run({ passkey: answer }))) onDone()
  }
  if (step === 'forgot') return <Forgot mail={mail} onMail={setMail} onBack={() => setStep('password')} />
  if (step === 'choose')
    return (
      <div className="stack">
        <h2>{t('people.which_agency')}</h2>
        {agencies.map(one => <Button key={one.id} onPress={() => { setAgency(one.id); void go(one.id) }}>{one.name}</Button>)}
        <Why>{signIn.why}</Why>
      </div>
    )
  if (step === 'code')
    return (
      <Form onSubmit={() => void go()} label={t('people.sign_in')}>
        <TextField label={t('people.code')} value={code} onChange={setCode} hint={t('people.code_why')} autoComplete="one-time-code" autoFocus />
        <Why>{signIn.why}</Why>
        <div className="row"><Button kind="do" type="submit" pending={signIn.pending}>{t('people.sign_in')}</Button><Button kind="word" onPress={() => setStep('password')}>{t('people.back')}</Button></div>
      </Form>
    )
  const away = host !== undefined && location.hostname !== host
  return (
    <Form onSubmit={() => void go()} label={t('people.sign_in')}>
      <TextField label={t('people.mail')} type="email" value={mail} onChange={setMail} error={signIn.wrong('mail', mail)} autoComplete="username webauthn" autoFocus />
      <TextField label={t('people.password')} type="password" value={password} onChange={setPassword} error={signIn.wrong('password', password)} autoComplete="current-password" />
      <Why>{signIn.why ?? passkey.why}</Why>
      <div className={s.ways}>
        <Button kind="do" type="submit" pending={signIn.pending}>{t('people.sign_in')}</Button>
        <Button onPress={() => void withPasskey()} reason={away && t('people.passkey_host', { host })} pending={passkey.pending}>{t('people.sign_in_passkey')}</Button>
        <Button kind="word" onPress={() => setStep('forgot')}>{t('people.forgot')}</Button>
      </div>
    </Form>
  )
}

const Forgot = ({ mail, onMail, onBack }: { mail: string; onMail: (mail: string) => void; onBack: () => void }) => {
  const forgot = useWrite(people.forgot, { say: 'inline' })
  const [sent, setSent] = useState(false)
  return (
    <Form onSubmit={async () => setSent(Boolean(await forgot.run({ mail })))} label={t('people.forgot')}>
      <TextField label={t('people.mail')} type="email" value={mail} onChange={onMail} error={forgot.wrong('mail', mail)} autoComplete="username" autoFocus />
      {sent && <p role="status">{t('people.forgot_done')}</p>}
      <Why>{forgot.why}</Why>
      <div className="row"><Button kind="do" type="submit" pending={forgot.pending}>{t('people.forgot_do')}</Button><Button kind="word" onPress={onBack}>{t('people.back')}</Button></div>
    </Form>
  )
}
