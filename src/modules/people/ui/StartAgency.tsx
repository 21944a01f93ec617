import { useState } from 'react'
import { type Region, regions } from '#kernel/pure/region.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { RadioRow } from '#kernel/ui/choices.tsx'
import { Door } from '#kernel/ui/Door.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Form } from './form.tsx'
import { makePasskey } from './passkey.ts'
import { people, type SetupState } from './people.ts'

/** Starts an agency: its name and region, and the first person with a password or a passkey. */
export const StartAgency = ({ state, onDone, onBack }: { state: SetupState; onDone: () => void; onBack: () => void }) => {
  const locale = useLang()
  const [region, setRegion] = useState<Region>(locale === 'zh-Hans' ? 'PRC' : 'TW')
  const [form, setForm] = useState({ name: '', person: '', mail: '', password: '', setupCode: '' })
  const set = (key: keyof typeof form) => (value: string) => setForm(now => ({ ...now, [key]: value }))
  const create = useWrite(people.createAgency, { say: 'inline' })
  const { name, person, mail, password, setupCode } = form
  const base = { name, region, locale, person, mail, setupCode: state.codeNeeded ? setupCode : undefined }
  const done = (answer: unknown) => answer && onDone()
  const withPasskey = async () => {
    const passkey = await makePasskey(await people.passkeyOptions.call({ to: 'register', mail }))
    if (passkey) done(await create.run({ ...base, passkey }))
  }
  const missing = !name.trim() ? t('people.agency_name') : !person.trim() ? t('people.your_name') : !mail.trim() && t('people.mail')
  const away = location.hostname !== state.passkeyHost
  return (
    <Door title={t('people.start_title')}>
      <Form onSubmit={async () => done(await create.run({ ...base, password: password || undefined }))} label={t('people.start_title')}>
        <TextField label={t('people.agency_name')} value={name} onChange={set('name')} error={create.wrong('name', name)} autoComplete="organization" autoFocus />
        <RadioRow label={t('people.region')} value={region} onChange={setRegion} hint={t('people.region_why')} options={regions.map(value => ({ value, text: t(`people.region.${value}`) }))} />
        <TextField label={t('people.your_name')} value={person} onChange={set('person')} error={create.wrong('person', person)} autoComplete="name" />
        <TextField label={t('people.mail')} type="email" value={mail} onChange={set('mail')} error={create.wrong('mail', mail)} autoComplete="username" />
        <TextField label={t('people.password')} type="password" value={password} onChange={set('password')} hint={t('people.password_hint')} autoComplete="new-password" />
        {state.codeNeeded && <TextField label={t('people.setup_code')} value={setupCode} onChange={set('setupCode')} hint={t('people.setup_code_why')} autoComplete="off" />}
        <Why>{create.why}</Why>
        <div className="row">
          <Button kind="do" type="submit" pending={create.pending}>{t('people.start_do')}</Button>
          <Button onPress={() => void withPasskey()} reason={away ? t('people.passkey_host', { host: state.passkeyHost }) : missing && t('ui.fill_first', { what: missing })} reasonAt={away ? 'below' : 'beside'}>{t('people.or_passkey')}</Button>
          <Button kind="word" onPress={onBack}>{t('ui.cancel')}</Button>
        </div>
      </Form>
    </Door>
  )
}
