import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { people } from '#modules/people/ui/people.ts'
import { type ClientView, clients } from './clients.ts'
import s from './clients.module.css'

/** The wall in one list (F4): who is on it sees this client, for everybody else it does not exist. */
export const Team = ({ client }: { client: ClientView }) => {
  const me = useMe()
  const directory = useRead(people.directory, undefined)
  const [chosen, setChosen] = useState<string | null>(null)
  const join = useWrite(clients.join, { done: () => setChosen(null) })
  const leave = useWrite(clients.leave)
  const may = holds(me, ['admin', 'director'])
  return (
    <Section title={t('clients.team')} aside={<span className="num">{client.team.length}</span>}>
      <p className="small quiet">{t('clients.team_why')}</p>
      {!may && <p className="small quiet">{t('clients.team_change')}</p>}
      <Loaded of={directory}>
        {(all) => (
          <>
            <ul className={s.team}>
              {all.filter((p) => client.team.includes(p.id)).toSorted(byName((p) => p.name)).map((p) => (
                <li key={p.id}><span>{p.name} <span className="small quiet">{p.title}</span></span>{may && <Button size="s" label={`${t('clients.leave')} ${p.name}`} pending={leave.pending} onPress={() => void leave.run({ client: client.id, person: p.id })}>{t('clients.leave')}</Button>}</li>
              ))}
            </ul>
            {may && (
              <div className={s.join}>
                <ComboBox label={t('clients.join')} value={chosen} onChange={setChosen} options={all.filter((p) => p.active && !client.team.includes(p.id)).toSorted(byName((p) => p.name)).map((p) => ({ value: p.id, text: p.name, note: p.title }))} />
                <Button reason={chosen ? null : t('clients.choose_person')} pending={join.pending} onPress={() => chosen && void join.run({ client: client.id, person: chosen })}>{t('clients.join_do')}</Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}
