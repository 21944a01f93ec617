import { useSyncExternalStore } from 'react'

const query = matchMedia('(max-width: 960px)')
const hear = (tell: () => void) => {
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}
/** Whether `.cols` stands as one column: a page whose parts then follow in another order lays them out in it, for the eye and the ear alike. */
export const useNarrow = (): boolean => useSyncExternalStore(hear, () => query.matches)
