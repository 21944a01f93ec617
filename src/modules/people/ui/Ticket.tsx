import { useState } from 'react'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { Door } from '#kernel/ui/Door.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import type { PageProps } from '#kernel/ui/pages.ts'
import { refusalOf } from '#kernel/ui/rpc.ts'
import { ErrorNote, Skeleton, Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Form } from './form.tsx'
import { makePasskey } from './passkey.ts'
import { people } from './people.ts'

/** What a link from a letter opens: taking up an invitation, or setting a new password. */
export default function Ticket({ params }: PageProps) {
  const token = params.token ?? ''
  const ticket = useRead(people.ticket, { token })
  if (ticket.data) return <TakeUp token={token} ticket={ticket.data} />
  if (ticket.error && refusalOf(ticket.error).code === 'not_found')
    return <Door title={t('people.ticket.gone')} below={t('people.ticket.gone_why')}><ButtonLink kind="do" href="/sign-in">{t('people.sign_in')}</ButtonLink></Door>
  return <Door title="Docket">{ticket.error ? <ErrorNote error={ticket.error} again={() => void ticket.refetch()} /> : <Skeleton />}</Door>
}

const TakeUp = ({ token, ticket }: { token: string; ticket: { kind: 'invitation' | 'reset'; agency: string; name: string; mail: string } }) => {
  const locale = useLang()
  const invited = ticket.kind === 'invitation'
  const [password, setPassword] = useState('')
  const take = useWrite(people.takeTicket, { say: 'inline', again: false })
  const state = useRead(people.state, undefined)
  const host = state.data?.passkeyHost
  const base = invited ? { token, locale } : { token }
  const done = (answer: { state: 'in' | 'sign-in' } | undefined) => answer && location.assign(answer.state === 'in' ? '/' : '/sign-in')
  const withPasskey = async () => {
    const passkey = await makePasskey(await people.passkeyOptions.call({ to: 'register', mail: ticket.mail }))
    if (passkey) done(await take.run({ ...base, passkey }))
  }
  return (
    <Door title={invited ? t('people.ticket.invitation', { agency: ticket.agency }) : t('people.ticket.reset')} below={ticket.mail}>
      <Form onSubmit={async () => done(await take.run({ ...base, password }))} label={t('people.ticket.do')}>
        <input type="hidden" name="username" autoComplete="username" value={ticket.mail} />
        {invited && <TextField label={t('people.your_name')} value={ticket.name} hint={t('people.name_why')} onChange={() => undefined} readOnly />}
        <TextField label={invited ? t('people.password') : t('people.password_new')} type="password" value={password} onChange={setPassword} hint={t('people.password_hint')} error={take.wrong('password', password)} autoComplete="new-password" autoFocus />
        <Why>{take.why}</Why>
        <div className="row">
          <Button kind="do" type="submit" pending={take.pending}>{invited ? t('people.ticket.do') : t('ui.save')}</Button>
          {invited && <Button onPress={() => void withPasskey()} reason={host !== undefined && location.hostname !== host && t('people.passkey_host', { host })}>{t('people.or_passkey')}</Button>}
        </div>
      </Form>
    </Door>
  )
}
