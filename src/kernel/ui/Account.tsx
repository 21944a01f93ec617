import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { type Lang, langs } from '#kernel/i18n/messages.ts'
import { langNames, setLang, t, useLang } from './i18n.ts'
import { type Me, useMe } from './me.tsx'
import { refusalOf, sayRefusal } from './rpc.ts'
import s from './Shell.module.css'
import { setTheme, type Theme, themes, useTheme } from './theme.ts'
import { toast } from './toast.ts'

/** What the account menu cannot do by itself: the people module's own procedures. */
export interface Account {
  signOut: () => void
  signInAs?: (id: string) => void
  /** Tells the server which language this person reads. */
  saveLang?: (lang: Lang) => void
}
export const roleNames = (roles: Me['roles']): string => roles.map(role => t(`ui.role.${role}`)).join(t('ui.list_comma'))

/** The person's own menu: language, paper, sign out; in the sample, whom to be. */
export const AccountMenu = ({ account }: { account: Account }) => {
  const me = useMe()
  const lang = useLang()
  const theme = useTheme()
  return (
    <MenuTrigger>
      <Button className={s.who!}>{me.name}<small>{roleNames(me.roles)}</small></Button>
      <Popover className={s.menu!} placement="top start">
        <Menu aria-label={t('ui.account', { name: me.name })} onAction={id => id === 'out' && account.signOut()}>
          <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[lang]} onSelectionChange={keys => {
            const next = [...keys][0] as Lang
            setLang(next).then(() => account.saveLang?.(next), error => toast({ text: sayRefusal(refusalOf(error)), tone: 'refused' }))
          }}>
            <Header>{t('ui.language')}</Header>
            {langs.map(one => <MenuItem key={one} id={one} className={s.item!} textValue={langNames[one]}><span lang={one}>{langNames[one]}</span></MenuItem>)}
          </MenuSection>
          <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[theme]} onSelectionChange={keys => setTheme([...keys][0] as Theme)}>
            <Header>{t('ui.theme')}</Header>
            {themes.map(one => <MenuItem key={one} id={one} className={s.item!}>{t(`ui.theme.${one}`)}</MenuItem>)}
          </MenuSection>
          {account.signInAs && me.sampleStaff && (
            <MenuSection selectionMode="single" selectedKeys={[me.id]} onSelectionChange={keys => {
              const id = [...keys][0]
              if (id) account.signInAs?.(String(id))
            }}>
              <Header>{t('ui.sign_in_as')}</Header>
              {me.sampleStaff.map(one => <MenuItem key={one.id} id={one.id} className={s.item!} textValue={one.name}><span>{one.name} <small>{roleNames(one.roles)}</small></span></MenuItem>)}
            </MenuSection>
          )}
          <Separator className={s.rule} />
          <MenuItem id="out" className={s.item!}>{t('ui.sign_out')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
