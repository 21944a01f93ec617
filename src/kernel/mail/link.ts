import type { Deps } from '../db/deps.ts'
import { linkToken } from '../keys.ts'

/** Address of a secret link: contacts come to the portal, staff to the page that takes up an invitation or a reset. */
export const linkOf = ({ config, root }: Pick<Deps, 'config' | 'root'>, kind: 'party' | 'ticket', id: string): string =>
  `${config.baseUrl}/${kind === 'party' ? 'p' : 'ticket'}/${linkToken(root, kind, id)}`
