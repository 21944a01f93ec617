import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { byName, t, useLang } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle } from '#kernel/ui/page.tsx'
import { Loaded, NotMyPage } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { people } from './people.ts'
import { Invite, type Person, PersonSheet } from './StaffForm.tsx'

/** Who works here and what each may do: the administrator's page. */
export default function Staff() {
  return holds(useMe(), ['admin']) ? <Everybody /> : <NotMyPage name={t('people.staff')} roles={t('ui.role.admin')} />
}

const Everybody = () => {
  useLang()
  const list = useRead(people.staff.list, undefined)
  const [inviting, setInviting] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const roles = (one: Person) => one.roles.map(role => t(`ui.role.${role}`)).join(t('ui.list_comma')) || t('people.staff_roles_none')
  const state = (one: Person) => t(!one.active ? 'people.staff_ended' : one.joinedAt ? 'people.staff_active' : 'people.staff_waiting')
  const columns: Column<Person>[] = [
    { key: 'name', head: t('people.name'), cell: one => <>{one.name} <span className="small quiet">{one.title}</span></>, sort: one => one.name },
    { key: 'mail', head: t('people.mail'), cell: one => <span className="quiet">{one.mail}</span>, sort: one => one.mail },
    { key: 'roles', head: t('people.staff_roles'), cell: roles },
    { key: 'state', head: t('people.staff_state'), cell: state, sort: state },
  ]
  return (
    <>
      <PageTitle acts={<Button kind="do" onPress={() => setInviting(true)}>{t('people.staff_invite')}</Button>}>{list.data ? t('people.staff_title', { n: list.data.filter(one => one.active).length }) : t('people.staff')}</PageTitle>
      <Loaded of={list}>
        {all => {
          const chosen = all.find(one => one.id === open)
          const rows = [...all].sort(byName(one => one.name)).sort((a, b) => Number(b.active) - Number(a.active))
          return (
            <>
              <Ledger label={t('people.staff')} columns={columns} rows={rows} rowKey={one => one.id} onOpen={one => setOpen(one.id)} />
              {chosen && <PersonSheet key={`${chosen.id} ${chosen.version}`} person={chosen} onClose={() => setOpen(null)} />}
            </>
          )
        }}
      </Loaded>
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </>
  )
}
