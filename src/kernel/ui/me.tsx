import { createContext, type ReactNode, useContext } from 'react'
import type { Lang } from '#kernel/i18n/messages.ts'
import type { Currency } from '#kernel/pure/money.ts'
import type { Region } from '#kernel/pure/region.ts'
import type { Role } from '#kernel/pure/roles.ts'

/** Who is signed in, as `people.me` answers. */
export interface Me {
  id: string
  name: string
  mail: string
  roles: Role[]
  locale: Lang
  agency: { id: string; name: string; region: Region; currency: Currency; zone: string; sample: boolean }
  /** The clients that this person may see. */
  clients: { id: string; name: string }[]
  /** In the sample agency on this machine: whom one may sign in as. */
  sampleStaff?: { id: string; name: string; roles: Role[] }[]
}

const MeContext = createContext<Me | null>(null)
export const MeProvider = ({ me, children }: { me: Me | null; children: ReactNode }) => <MeContext value={me}>{children}</MeContext>

/** The person signed in. Only within pages that stand behind sign-in. */
export const useMe = (): Me => {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside a signed-in page')
  return me
}
/** The same, or null before sign-in. */
export const useMaybeMe = (): Me | null => useContext(MeContext)

/** Whether the person holds one of the roles; none named means everybody. */
export const holds = (me: Me, roles: readonly Role[] = []): boolean => roles.length === 0 || roles.some(role => me.roles.includes(role))
