import type { Page } from '#kernel/ui/pages.ts'
import { pages as meetings } from '#modules/meetings/ui/pages.ts'
import { pages as people } from '#modules/people/ui/pages.ts'

/** Every page of the browser app, by module. The first that matches an address stands. */
export const pages: readonly Page[] = [
  ...people,
  ...meetings,
  ...(__GALLERY__ ? [{ path: '/dev/gallery', bare: true, load: () => import('./Gallery.tsx') }] : []),
]
