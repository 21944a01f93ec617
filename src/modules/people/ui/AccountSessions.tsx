import { Button } from '#kernel/ui/Button.tsx'
import { t, tAny } from '#kernel/ui/i18n.ts'
import { Tag } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { behindAgent } from '../device.ts'
import { people } from './people.ts'
import s from './people.module.css'

/** The browser and system behind a user agent, in a sentence. */
const deviceOf = (agent: string): string => {
  const { browser, system } = behindAgent(agent)
  return browser && system ? t('people.device', { browser, system }) : (browser ?? system ?? t('people.device_unknown'))
}

/** Where I am signed in, and ending it there. */
export const Sessions = () => {
  const list = useRead(people.account.sessions, undefined)
  const said = { done: () => toast({ text: t('people.session_ended') }) }
  const end = useWrite(people.account.endSession, said)
  const others = useWrite(people.account.endOthers, said)
  return (
    <Loaded of={list}>
      {all => (
        <div className="stack">
          <ul className={s.lines}>
            {all.map(one => (
              <li key={one.id}>
                <span>{deviceOf(one.agent)} {one.mine && <Tag>{t('people.session_this')}</Tag>}</span>
                <span className="small quiet num">{one.address}</span>
                <span className="small quiet">{tAny(`people.method.${one.method}`)}</span>
                <span className="small quiet">{t('people.seen')} <Instant of={one.seenAt} /></span>
                {!one.mine && <Button kind="word" size="s" label={`${t('people.session_end')} ${deviceOf(one.agent)}`} onPress={() => void end.run({ id: one.id })}>{t('people.session_end')}</Button>}
              </li>
            ))}
          </ul>
          {all.length > 1 && <div className="row"><Button onPress={() => void others.run(undefined)} pending={others.pending}>{t('people.session_end_others')}</Button></div>}
        </div>
      )}
    </Loaded>
  )
}
