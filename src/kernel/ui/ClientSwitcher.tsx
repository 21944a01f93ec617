import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { t } from './i18n.ts'
import s from './Shell.module.css'
import w from './ClientSwitcher.module.css'

/** From one client to another, staying in the same part where both have it: `/clients/a/thread` → `/clients/b/thread`, but from a job of one to the page of the other. */
export const ClientSwitcher = ({ clients, at, go }: { clients: readonly { id: string; name: string }[]; at: string; go: (href: string) => void }) => {
  const [, here = '', rest = ''] = /^\/clients\/([^/]+)(\/thread$)?/.exec(at) ?? []
  const client = clients.find(one => one.id === here)
  if (clients.length === 0) return null
  return (
    <MenuTrigger>
      <Button className={w.switch!} aria-label={`${t('ui.my_clients')}${client ? `: ${client.name}` : ''}`}><span className={w.name}>{client?.name ?? t('ui.my_clients')}</span> <span aria-hidden="true" className={w.chevron} /></Button>
      <Popover className={s.menu!} placement="bottom start">
        <Menu aria-label={t('ui.my_clients')} selectionMode="single" selectedKeys={here ? [here] : []} onAction={id => go(`/clients/${id}${rest}`)} items={clients}>
          {one => <MenuItem id={one.id} className={s.item!}>{one.name}</MenuItem>}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
