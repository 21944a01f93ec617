import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { notRemindable } from '../rules.ts'
import { type Party, signoff } from './signoff.ts'

interface Props {
  client: string
  party: Pick<Party, 'id' | 'name' | 'askedAt' | 'remindedAt' | 'expiresAt'>
  /** Why I may not, if so. */
  why?: string | null | false
  /** Says whom, where several may be reminded. */
  named?: boolean
  reasonAt?: 'below' | 'beside'
}
/** Writes once more to whoever is waited for; says beforehand when it is too early for that. */
export const Remind = ({ client, party, why, named, reasonAt = 'below' }: Props) => {
  const remind = useWrite(signoff.remind, { done: () => toast({ text: t('signoff.reminded') }) })
  const code = notRemindable(party, new Date())
  return (
    <Button size="s" pending={remind.pending} reason={why || (code && t(`refusal.${code}`))} reasonAt={reasonAt} label={t('signoff.remind_name', { name: party.name })} onPress={() => void remind.run({ client, party: party.id })}>
      {named ? t('signoff.remind_name', { name: party.name }) : t('signoff.remind')}
    </Button>
  )
}
