import { type ReactNode, useState } from 'react'
import type { Lang } from '#kernel/i18n/messages.ts'
import { type Role, roles } from '#kernel/pure/roles.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { CheckGroup } from '#kernel/ui/choices.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { langOptions, t, useLang } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Form } from './form.tsx'
import { people } from './people.ts'
import { useProvedWrite } from './proof.tsx'
import { Rates } from './StaffRates.tsx'

export interface Person {
  id: string
  name: string
  mail: string
  title: string
  roles: Role[]
  locale: Lang
  seal: string
  active: boolean
  joinedAt: Date | null
  version: number
}
interface Fields {
  name: string
  title: string
  locale: Lang
  roles: Role[]
}

const FormFields = ({ form, put, first, last }: { form: Fields; put: (some: Partial<Fields>) => void; first?: ReactNode; last?: ReactNode }) => (
  <>
    <div className="fields">
      {first}
      <TextField label={t('people.name')} value={form.name} onChange={name => put({ name })} />
      <TextField label={t('people.job_title')} value={form.title} onChange={title => put({ title })} optional />
      <Select label={t('people.language')} value={form.locale} onChange={locale => put({ locale })} options={langOptions} />
      {last}
    </div>
    <CheckGroup label={t('people.staff_roles')} value={form.roles} onChange={now => put({ roles: now })} options={roles.map(value => ({ value, text: t(`ui.role.${value}`) }))} />
  </>
)

/** Invites somebody by mail. */
export const Invite = ({ onClose }: { onClose: () => void }) => {
  const locale = useLang()
  const draft = useDraft<Fields & { mail: string }>('people.invite', { mail: '', name: '', title: '', locale, roles: ['member'] })
  const form = draft.value
  const { mail } = form
  const { put } = draft
  const invite = useWrite(people.staff.invite, {
    say: 'inline',
    done: () => {
      draft.saved()
      toast({ text: t('people.staff_invited', { mail }) })
      onClose()
    },
  })
  const why = !mail.trim() ? t('ui.fill_first', { what: t('people.mail') }) : !form.name.trim() && t('ui.fill_first', { what: t('people.name') })
  return (
    <Dialog title={t('people.staff_invite')} open onClose={onClose} size="wide" foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="invite" pending={invite.pending} reason={why}>{t('people.staff_invite_do')}</Button></>}>
      <Form id="invite" onSubmit={() => !why && void invite.run(form)} label={t('people.staff_invite')}>
        <DraftNote of={draft} />
        <p className="quiet">{t('people.staff_invite_why')}</p>
        <FormFields form={form} put={put} first={<TextField label={t('people.mail')} type="email" value={mail} onChange={now => put({ mail: now })} error={invite.wrong('mail', mail)} autoFocus />} />
        <Why>{invite.why}</Why>
      </Form>
    </Dialog>
  )
}

/** The address somebody signs in with, and its change, which asks the administrator for a fresh proof. */
const Mail = ({ person }: { person: Person }) => {
  const { id, version, name } = person
  const [mail, setMail] = useState<string | null>(null)
  const change = useProvedWrite(people.staff.changeMail, { done: () => toast({ text: t('people.mail_changed', { name, mail: mail ?? '' }) }) })
  if (mail === null) return <p className="row"><span className="quiet">{person.mail}</span><Button kind="word" size="s" onPress={() => setMail('')}>{t('people.mail_change')}</Button></p>
  return (
    <Form onSubmit={() => mail.trim() && void change.run({ id, version, mail: mail.trim() })} label={t('people.mail_change')}>
      <p className="quiet">{person.mail}</p>
      <TextField label={t('people.mail_new')} type="email" value={mail} onChange={setMail} autoFocus hint={t(person.joinedAt || !person.active ? 'people.mail_change_why' : 'people.mail_change_why_invited')} />
      <div className="row"><Button type="submit" pending={change.pending}>{t('people.mail_change')}</Button><Button kind="word" onPress={() => setMail(null)}>{t('ui.cancel')}</Button></div>
      {change.dialog}
    </Form>
  )
}

/** One member of staff: particulars, roles, access, rates. */
export const PersonSheet = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const { id, version } = person
  const draft = useDraft<Fields & { seal: string }>(`people.staff.${id}.${version}`, { name: person.name, title: person.title, locale: person.locale, roles: person.roles, seal: person.seal })
  const form = draft.value
  const { put } = draft
  const back = useWrite(people.staff.reactivate)
  const save = useWrite(people.staff.update, { say: 'inline', done: () => { draft.saved(); toast({ text: t('people.saved') }) } })
  const resend = useWrite(people.staff.resend, { done: () => toast({ text: t('people.staff_invited', { mail: person.mail }) }) })
  const endKeys = useWrite(people.staff.endKeys, { done: ({ ended }) => toast({ text: t('people.staff_keys_done', { name: person.name, n: ended }) }) })
  const end = useWrite(people.staff.deactivate, {
    say: 'inline',
    done: now => toast({ text: t('people.staff_end_done', { name: person.name }), undo: () => void back.run({ id, version: now.version }) }),
  })
  return (
    <Dialog title={person.name} open onClose={onClose} size="side">
      <Mail person={person} />
      <Form onSubmit={() => void save.run({ id, version, ...form })} label={person.name}>
        <DraftNote of={draft} />
        <FormFields form={form} put={put} last={<TextField label={t('people.seal')} value={form.seal} onChange={seal => put({ seal })} hint={t('people.seal_why')} maxLength={8} optional />} />
        <Why>{save.why ?? end.why}</Why>
        <div className="row">
          <Button kind="do" type="submit" pending={save.pending}>{t('ui.save')}</Button>
          {person.active && !person.joinedAt && <Button onPress={() => void resend.run({ id })} pending={resend.pending}>{t('people.staff_resend')}</Button>}
          <Button kind="word" onPress={() => void endKeys.run({ id })} pending={endKeys.pending}>{t('people.staff_keys')}</Button>
          {person.active ? <Button kind="word" onPress={() => void end.run({ id, version })} pending={end.pending}>{t('people.staff_end')}</Button> : <Button onPress={() => void back.run({ id, version })} pending={back.pending}>{t('people.staff_back')}</Button>}
        </div>
      </Form>
      <Section small title={t('people.rates')}><Rates id={id} /></Section>
    </Dialog>
  )
}
