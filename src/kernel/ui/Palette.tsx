import { useEffect, useMemo, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import { useLocation } from 'wouter'
import { foundBy } from './alike.ts'
import { type Command, type Hit, showKeys, useCommands } from './commands.ts'
import { t } from './i18n.ts'
import { useMe } from './me.tsx'
import s from './Palette.module.css'
import { recentOf } from './recent.ts'
import { useLine } from './session.ts'

export type Search = (text: string) => Promise<Hit[]>
interface Props {
  open: boolean
  onClose: () => void
  /** What was typed before the field stood. */
  begun?: () => string
  search?: Search
}

/** The hits for what is typed, asked for when the hand rests; an older answer never overtakes a newer one. */
const useHits = (text: string, search?: Search): { hits: Hit[]; failed: boolean } => {
  const [found, setFound] = useState<{ hits: Hit[]; failed: boolean }>({ hits: [], failed: false })
  useEffect(() => {
    if (!text.trim() || !search) return setFound({ hits: [], failed: false })
    let live = true
    const tell = (hits: Hit[], failed: boolean) => live && setFound({ hits, failed })
    const timer = setTimeout(() => search(text.trim()).then(hits => tell(hits, false), () => tell([], true)), 120)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [text, search])
  return found
}

/** ⌘K: find by number, name or person, or do something by its name; before a word is typed, what was opened last. (No search field: there Escape first empties the line.) */
export default function Palette({ open, onClose, begun, search }: Props) {
  const [text, setText] = useState('')
  const [at, go] = useLocation()
  const me = useMe()
  const { hits: found, failed } = useHits(text, search)
  const { offline } = useLine()
  // Nothing found is no answer of a server that could not be asked.
  const unasked = text.trim() !== '' && (failed || offline)
  const opened = useMemo((): Hit[] => recentOf(me).filter(one => one.href !== at).map(one => ({ ...one, id: one.href })), [me, at])
  const hits = text.trim() ? found : opened
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const all = useCommands()
  // Where two stand under one key the later is what it does here.
  const offered = all.filter(one => !one.reason && !one.quiet && (!one.keys || one === all.findLast(same => same.keys === one.keys)))
  const commands = offered.filter(one => { const by = foundBy(one.title, t('ui.alike')); return words.every(word => by.includes(word)) })
  const groups = Map.groupBy(commands, one => one.group ?? t('ui.actions'))
  const takeBegun = () => {
    const typed = begun?.()
    if (typed) setText(now => now + typed)
  }
  const run = (id: string) => {
    onClose()
    setText('')
    const hit = hits.find(one => `hit:${one.id}` === id)
    if (hit) go(hit.href)
    else commands.find(one => one.id === id)?.run()
  }
  return (
    <ModalOverlay className={`veils ${s.veil}`} isOpen={open} isDismissable onOpenChange={now => !now && onClose()}>
      <Modal className={s.modal!}>
        <Dialog aria-label={t('ui.palette')}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <TextField aria-label={t('ui.palette')} autoFocus onFocus={takeBegun}><Input className={s.input!} placeholder={t('ui.find')} /></TextField>
            <Menu className={s.list!} aria-label={t('ui.palette')} onAction={id => run(String(id))} renderEmptyState={() => unasked ? null : <p className={s.none}>{t('ui.palette_none', { text })}</p>}>
              {hits.length > 0 && <MenuSection><Header>{t(text.trim() ? 'ui.found' : 'ui.recent')}</Header>{hits.map(one => <MenuItem key={one.id} id={`hit:${one.id}`} className={s.item!} textValue={one.title}><span>{one.title}</span><small>{one.note}</small></MenuItem>)}</MenuSection>}
              {[...groups].map(([name, list]) => <MenuSection key={name}><Header>{name}</Header>{list.map(item)}</MenuSection>)}
            </Menu>
            {unasked && <p className={s.unasked} role="status">{t('ui.palette_unasked')}</p>}
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const item = (one: Command) => <MenuItem key={one.id} id={one.id} className={s.item!} textValue={one.title}><span>{one.title}</span>{one.keys && <small>{showKeys(one.keys)}</small>}</MenuItem>
