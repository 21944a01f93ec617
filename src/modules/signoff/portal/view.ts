import type { HtmlEscapedString } from 'hono/utils/html'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'

/** A piece of a page made with `html` of `hono/html`, which escapes what is put in. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export interface PortalAsk {
  client: string
  subjectId: string
  version: number
  /** The frozen data of the version that is asked for: what is signed, not what stands in the tables now. */
  data: unknown
  lang: Lang
}

/**
 * What a contact reads above the signing panel, for one kind of document. A module exports one from its `portal.ts`;
 * `src/app/portal.ts` lists them. Runs behind the wall as the contact, read only.
 */
export interface PortalView {
  kind: string
  view(tx: WalledTx, ask: PortalAsk): Promise<Html>
  /** Things that can be objected to one by one when declining: `{ key, label }`, the answer comes back as `answer.items[key]`. */
  answerFields?(data: unknown, lang: Lang): readonly { key: string; label: string }[]
}
