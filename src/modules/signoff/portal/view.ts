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
  /** The language the contact reads the page in. */
  lang: Lang
  /** Address of the file that is signed, for a picture or a frame in the page; and its media type. */
  paper: string
  type: string
  /** Addresses of pictures of it, page by page (one of an image; none where nothing can be drawn): right for a phone. */
  pictures: readonly string[]
}

/**
 * What a contact reads beside the signing panel, for one kind of document: `<p class="eyebrow">`, `<h1>`, then what it
 * says. Classes at hand: quiet, faint, small, num, earlier, later, rows, facts, items, lines, quote (portal.css). A module exports one from its `portal.ts`;
 * `src/app/portal.ts` lists them. Runs behind the wall as the contact, read only.
 */
export interface PortalView {
  kind: string
  view(tx: WalledTx, ask: PortalAsk): Promise<Html>
  /** Things that can be objected to one by one when declining: `{ key, label }`, the answer comes back as `answer.items[key]`. */
  answerFields?(data: unknown, lang: Lang): readonly { key: string; label: string }[]
}
