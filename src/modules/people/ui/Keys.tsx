import { useState } from 'react'
import type { Role } from '#kernel/pure/roles.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { CheckGroup } from '#kernel/ui/choices.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Form } from './form.tsx'
import { people } from './people.ts'
import s from './people.module.css'
import { useProvedWrite } from './proof.tsx'

/** Keys for programs: make one, see it for five minutes, end it. */
export default function Keys() {
  const list = useRead(people.keys.list, undefined)
  const end = useWrite(people.keys.end)
  const [made, setMade] = useState<string | null>(null)
  return (
    <>
      <PageTitle below={<>{t('people.keys_why')} <a href="/api" target="_blank" rel="noreferrer">{t('people.keys_manual')}</a></>}>{t('people.keys_title')}</PageTitle>
      <Section title={t('people.keys')} ruled>
        <Loaded of={list} empty={<p className="quiet">{t('people.keys_none')}</p>}>
          {all => (
            <ul className={s.lines}>
              {all.map(one => {
                const over = one.endedAt !== null || one.expiresAt < new Date()
                return (
                  <li key={one.id}>
                    <span>{one.name} <span className="small quiet">{one.roles.map(role => t(`ui.role.${role}`)).join(t('ui.list_comma'))}</span></span>
                    <span className="small quiet">{over ? t('people.key_over') : <>{t('people.key_until')} <Instant of={one.expiresAt} full /></>}</span>
                    {!over && <Button kind="word" size="s" label={`${t('people.session_end')} ${one.name}`} onPress={() => void end.run({ id: one.id })}>{t('people.session_end')}</Button>}
                  </li>
                )
              })}
            </ul>
          )}
        </Loaded>
      </Section>
      <Section title={t('people.key_make')} ruled><Make onMade={setMade} /></Section>
      {made && <Shown id={made} onClose={() => setMade(null)} />}
    </>
  )
}

const Make = ({ onMade }: { onMade: (id: string) => void }) => {
  const me = useMe()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<Role[]>(me.roles.length === 1 ? [...me.roles] : [])
  const [days, setDays] = useState('30')
  const create = useProvedWrite(people.keys.create, {
    done: ({ id }) => {
      setName('')
      onMade(id)
    },
  })
  const right = /^\d{1,3}$/.test(days) && Number(days) >= 1 && Number(days) <= 365
  const why = !name.trim() ? t('ui.fill_first', { what: t('people.key_name') }) : roles.length === 0 ? t('ui.choose_first', { what: t('people.staff_roles') }) : !right && t('people.days_bad')
  return (
    <Form onSubmit={() => !why && void create.run({ name, roles, days: Number(days) })} label={t('people.key_make')}>
      <div className="fields">
        <TextField label={t('people.key_name')} value={name} onChange={setName} />
        <TextField label={t('people.key_days')} value={days} onChange={setDays} inputMode="numeric" error={!right && t('people.days_bad')} />
      </div>
      <CheckGroup label={t('people.staff_roles')} value={roles} onChange={setRoles} options={me.roles.map(value => ({ value, text: t(`ui.role.${value}`) }))} />
      <div className="row"><Button kind="do" type="submit" pending={create.pending} reason={why}>{t('people.key_make')}</Button></div>
      {create.dialog}
    </Form>
  )
}

const Shown = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const key = useRead(people.keys.reveal, { id })
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    toast({ text: t('people.copied') })
  }
  return (
    <Dialog title={t('people.key_shown')} open firm onClose={onClose} foot={<><Button onPress={() => key.data && void copy(key.data.key)}>{t('people.copy')}</Button><Button kind="do" onPress={onClose}>{t('ui.close')}</Button></>}>
      <Loaded of={key}>{({ key: text }) => <code className={s.secret}>{text}</code>}</Loaded>
    </Dialog>
  )
}
