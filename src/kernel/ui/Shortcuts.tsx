import { showKeys, useCommands } from './commands.ts'
import { Dialog } from './Dialog.tsx'
import { t } from './i18n.ts'
import s from './Palette.module.css'

/** `?`: every key that works on this page. */
export default function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  const all = useCommands()
  // Where two stand under one key the later is what it does here.
  const groups = Map.groupBy(all.filter(one => one.keys && one === all.findLast(same => same.keys === one.keys)), one => one.group ?? t('ui.actions'))
  return (
    <Dialog title={t('ui.shortcuts')} open={open} onClose={onClose}>
      <div className={s.keys}>
        {[...groups].map(([name, list]) => [
          <h3 key={name}>{name}</h3>,
          ...list.flatMap(one => [<span key={one.id}>{one.title}</span>, <span key={`${one.id}!`}><kbd>{showKeys(one.keys!)}</kbd></span>]),
        ])}
        <h3>{t('ui.shortcuts_lists')}</h3>
        <span>{t('ui.shortcuts_up')}</span><span><kbd>↑</kbd> <kbd>K</kbd></span>
        <span>{t('ui.shortcuts_down')}</span><span><kbd>↓</kbd> <kbd>J</kbd></span>
        <span>{t('ui.shortcuts_open')}</span><span><kbd>↵</kbd></span>
      </div>
    </Dialog>
  )
}
