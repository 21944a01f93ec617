import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something one can do from the palette, and by its key when it has one. */
export interface Command {
  id: string
  title: string
  /** `t`, `mod+k`, `shift+?`: pressed outside a field. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys?: string
  /** Heading in the palette and in the sheet of shortcuts. */
  group?: string
  /** Why it cannot be done now; shown with the command. */
  reason?: string | null
  /** A key that the palette need not offer, such as the palette's own. */
  quiet?: boolean
  run: () => void
}
/** What a search finds. */
export interface Hit {
  id: string
  title: string
  note?: string
  href: string
}

let commands: readonly Command[] = []
const heard = new Set<() => void>()
const tell = (now: readonly Command[]) => {
  commands = now
  for (const hear of heard) hear()
}
export const useCommands = (): readonly Command[] =>
  useSyncExternalStore(
    hear => {
      heard.add(hear)
      return () => void heard.delete(hear)
    },
    () => commands,
  )

/** Offers a command while the component stands; with `keys`, also by keyboard. */
export const useCommand = (command: Command | null): void => {
  const latest = useRef(command)
  latest.current = command
  const { id, title, keys, group, reason, quiet } = command ?? {}
  useEffect(() => {
    if (!id || !title) return
    const mine: Command = { id, title, keys, group, reason, quiet, run: () => latest.current?.run() }
    tell([...commands.filter(one => one.id !== id), mine])
    return () => tell(commands.filter(one => one !== mine))
  }, [id, title, keys, group, reason, quiet])
}
/** A key alone: listed in the sheet of shortcuts, and in the palette, under its title. */
export const useShortcut = (keys: string, title: string, run: () => void, group?: string): void => useCommand({ id: `key:${keys}`, title, keys, group, run })

const mac = /Mac|iP(hone|ad)/.test(navigator.platform)
/** How the keys are written for a person. */
export const showKeys = (keys: string): string =>
  keys
    .split('+')
    .map(part => (part === 'mod' ? (mac ? '⌘' : 'Ctrl ') : part === 'shift' ? '' : part === 'enter' ? '↵' : part.length === 1 ? part.toUpperCase() : part))
    .join('')

/** Whether a key belongs to a field that somebody is writing in. */
export const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [role=combobox], [role=searchbox]'))

/** The one ear for keys; the app calls it once. Single letters are silent in fields and under an open dialog. */
export const listenForKeys = (): (() => void) => {
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const mod = event.metaKey || event.ctrlKey
    const pressed = `${mod ? 'mod+' : ''}${event.key.toLowerCase()}`
    const command = commands.findLast(one => one.keys?.replace('shift+', '') === pressed)
    if (!command || command.reason) return
    if (!mod && (typing(event.target) || document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'))) return
    event.preventDefault()
    command.run()
  }
  addEventListener('keydown', hear)
  return () => removeEventListener('keydown', hear)
}
