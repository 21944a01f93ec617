import { useSyncExternalStore } from 'react'

const watched = (width: number) => {
  const query = matchMedia(`(max-width: ${width}px)`)
  const hear = (tell: () => void) => {
    query.addEventListener('change', tell)
    return () => query.removeEventListener('change', tell)
  }
  return (): boolean => useSyncExternalStore(hear, () => query.matches)
}
/** Whether `.cols` stands as one column: a page whose parts then follow in another order lays them out in it, for the eye and the ear alike. */
export const useNarrow = watched(960)
/** Whether the page is as narrow as on a phone: lists fold. */
export const usePhone = watched(720)
