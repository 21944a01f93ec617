import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Loaded } from '#kernel/ui/states.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { deviceName } from '../device.ts'
import { Form } from './form.tsx'
import { makePasskey } from './passkey.ts'
import { people } from './people.ts'
import s from './people.module.css'
import { useProvedWrite } from './proof.tsx'

/** My passkeys: add one on this device, remove one. */
export const Passkeys = () => {
  const list = useRead(people.account.passkeys, undefined)
  const state = useRead(people.state, undefined)
  const [name, setName] = useState('')
  const add = useProvedWrite(people.account.addPasskey, { done: () => setName('') })
  const remove = useProvedWrite(people.account.removePasskey)
  const host = state.data?.passkeyHost
  const away = host !== undefined && location.hostname !== host
  const make = async () => {
    if (away) return
    const passkey = await makePasskey(await people.account.passkeyOptions.call({ to: 'register' }))
    if (passkey) await add.run({ name: name.trim() || deviceName(navigator.userAgent, t('people.passkeys')), passkey })
  }
  return (
    <div className="stack">
      <Loaded of={list} empty={<p className="quiet">{t('people.passkeys_none')}</p>}>
        {all => (
          <ul className={s.lines}>
            {all.map(one => (
              <li key={one.id}>
                <span>{one.name}</span>
                <span className="small quiet">{t('people.passkey_added')} <Instant of={one.createdAt} /></span>
                {one.usedAt && <span className="small quiet">{t('people.passkey_used')} <Instant of={one.usedAt} /></span>}
                <Button kind="word" size="s" label={`${t('people.remove')} ${one.name}`} onPress={() => void remove.run({ id: one.id })}>{t('people.remove')}</Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Form onSubmit={() => void make()} label={t('people.passkey_add')}>
        <div className="fields"><TextField label={t('people.passkey_name')} value={name} onChange={setName} optional maxLength={60} /></div>
        <div className="row"><Button type="submit" pending={add.pending} reason={away && t('people.passkey_host', { host })}>{t('people.passkey_add')}</Button></div>
      </Form>
      {add.dialog}{remove.dialog}
    </div>
  )
}
