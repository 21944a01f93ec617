import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Instant } from '#kernel/ui/text.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Remind } from './Remind.tsx'
import { type Party, signoff } from './signoff.ts'

interface Props {
  client: string
  party: Pick<Party, 'id' | 'name' | 'askedAt' | 'remindedAt' | 'expiresAt'>
  /** Why I may not, if so. */
  why?: string | null
  /** Says whose link it is, where nothing above does. */
  named?: boolean
}
/** A contact's link: until when it works, a reminder by it, and a new one in its place, which is the only way on once it has expired. */
export const LinkActs = ({ client, party, why, named }: Props) => {
  const resend = useWrite(signoff.resend, { done: () => toast({ text: t('signoff.resent') }) })
  const over = party.expiresAt !== null && party.expiresAt <= new Date()
  const until = <span className={over ? 'late' : 'faint'}>{over ? t('signoff.link_over') : party.expiresAt && <>{t('signoff.link_until_word')} <Instant of={party.expiresAt} /></>}</span>
  const acts = (
    <>
      <Remind client={client} party={party} why={why} reasonAt="beside" />
      <Button size="s" pending={resend.pending} reason={why} reasonAt="beside" onPress={() => void resend.run({ client, party: party.id })}>{t('signoff.resend')}</Button>
    </>
  )
  return named
    ? <div className="row small"><span>{party.name}　{until}</span>{acts}</div>
    : <div className="small"><p style={{ marginBottom: 'var(--s2)' }}>{until}</p><div className="row">{acts}</div></div>
}
