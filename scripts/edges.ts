/**
 * Which module may enter which, by its `index.ts` (server), its `contract.ts` or, from page to page, its `ui/` (browser): the
 * whole table. A lower module never imports an upper one; it announces, and `src/app/subscriptions.ts` listens.
 */
export const layers = [
  ['people'],
  ['clients'],
  ['signoff'],
  ['meetings'],
  ['jobs'],
  ['schedules', 'costs', 'deliverables'],
  ['billing'],
  ['archive'],
  ['desk'],
] as const

/** Modules that a module may import from. */
export const below = (module: string): string[] => {
  const at = layers.findIndex((layer) => (layer as readonly string[]).includes(module))
  if (at < 0) throw new Error(`module ${module} stands in no layer of scripts/edges.ts`)
  return layers.slice(0, at).flat()
}
