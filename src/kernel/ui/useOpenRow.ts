import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * The one row that stands open, and what a row calls when it is entered. By a press it opens once the press is over: a row
 * that closes above lets everything beneath move up, and what is let go there would be something else than what was pressed.
 */
export const useOpenRow = (): [string | null, (id: string) => void] => {
  const [open, setOpen] = useState<string | null>(null)
  const pressed = useRef(false)
  const waiting = useRef<string | null>(null)
  useEffect(() => {
    const down = () => {
      pressed.current = true
    }
    // After the click that belongs to it. A finger sends the mouse's events too, after its own.
    const up = () => {
      setTimeout(() => {
        pressed.current = false
        if (waiting.current) setOpen(waiting.current)
        waiting.current = null
      })
    }
    const hears = [['pointerdown', down], ['mousedown', down], ['pointerup', up], ['mouseup', up], ['pointercancel', up]] as const
    for (const [name, hear] of hears) addEventListener(name, hear, true)
    return () => {
      for (const [name, hear] of hears) removeEventListener(name, hear, true)
    }
  }, [])
  // A list that hangs at a field looks for its field again when the window's size changes, and at nothing else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another row stands open
  useEffect(() => void dispatchEvent(new Event('resize')), [open])
  const enter = useCallback((id: string) => {
    if (pressed.current) waiting.current = id
    else setOpen(id)
  }, [])
  return [open, enter]
}
