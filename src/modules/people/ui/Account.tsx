import { useState } from 'react'
import type { Lang } from '#kernel/i18n/messages.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { RadioRow } from '#kernel/ui/choices.tsx'
import { langOptions, setLang, t } from '#kernel/ui/i18n.ts'
import { PageTitle, Section } from '#kernel/ui/page.tsx'
import { Loaded, Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Passkeys } from './AccountPasskeys.tsx'
import { Sessions } from './AccountSessions.tsx'
import { SecondFactor } from './AccountTotp.tsx'
import { Form } from './form.tsx'
import { people } from './people.ts'

interface Mine {
  name: string
  title: string
  locale: Lang
  version: number
  password: boolean
  totp: boolean
  codesLeft: number
}

/** My own account. */
export default function Account() {
  const me = useRead(people.me, undefined)
  return (
    <>
      <PageTitle>{t('people.account_title')}</PageTitle>
      <Loaded of={me}>
        {mine => (
          <div className="stack">
            <Section title={t('people.particulars')} ruled><Particulars key={mine.version} mine={mine} /></Section>
            <Section title={t('people.password')} ruled><Password has={mine.password} /></Section>
            <Section title={t('people.totp')} ruled><SecondFactor on={mine.totp} left={mine.codesLeft} /></Section>
            <Section title={t('people.passkeys')} ruled><Passkeys /></Section>
            <Section title={t('people.sessions')} ruled><Sessions /></Section>
          </div>
        )}
      </Loaded>
    </>
  )
}

const Particulars = ({ mine }: { mine: Mine }) => {
  const [form, setForm] = useState({ title: mine.title, locale: mine.locale })
  const save = useWrite(people.account.update, { done: () => toast({ text: t('people.saved') }) })
  const submit = async () => {
    if (await save.run({ ...form, version: mine.version })) await setLang(form.locale)
  }
  return (
    <Form onSubmit={() => void submit()} label={t('people.particulars')}>
      <div className="fields">
        <TextField label={t('people.name')} value={mine.name} hint={t('people.name_why')} onChange={() => undefined} readOnly />
        <TextField label={t('people.job_title')} value={form.title} onChange={title => setForm({ ...form, title })} optional />
      </div>
      <RadioRow label={t('people.language')} value={form.locale} onChange={locale => setForm({ ...form, locale })} options={langOptions} />
      <div className="row"><Button kind="do" type="submit" pending={save.pending}>{t('ui.save')}</Button></div>
    </Form>
  )
}

const Password = ({ has }: { has: boolean }) => {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const set = useWrite(people.setPassword, {
    say: 'inline',
    done: () => {
      setCurrent('')
      setPassword('')
      toast({ text: t('people.password_set') })
    },
  })
  return (
    <Form onSubmit={() => void set.run({ current: has ? current : undefined, password })} label={t(has ? 'people.password_change' : 'people.password_make')}>
      <div className="fields">
        {has && <TextField label={t('people.password_now')} type="password" value={current} onChange={setCurrent} error={set.wrong('current', current)} autoComplete="current-password" />}
        <TextField label={t('people.password_new')} type="password" value={password} onChange={setPassword} hint={t('people.password_hint')} error={set.wrong('password', password)} autoComplete="new-password" />
      </div>
      <Why>{set.refusal?.code === 'people.wrong' ? t('people.password_wrong') : set.why}</Why>
      <div className="row"><Button type="submit" pending={set.pending}>{t(has ? 'people.password_change' : 'people.password_make')}</Button></div>
    </Form>
  )
}
