import { html } from 'hono/html'
import { sealOf } from '#kernel/pure/text.ts'
import type { Html } from './view.ts'

/**
 * What stands on a contact's page where somebody signed: the mark as it was drawn, or the seal of the name (docs/decisions/010).
 * `how` adds classes: `big` for one's own, `fresh` right after signing.
 */
export const portalMark = ({ name, mark }: { name: string; mark: string }, how = ''): Html => mark === ''
  ? html`<span class="${`stamp ${how}`.trim()}" aria-hidden="true">${sealOf(name)}</span>`
  : html`<svg class="${`drawn ${how}`.trim()}" viewBox="0 0 300 100" aria-hidden="true"><path d="${mark}" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`
