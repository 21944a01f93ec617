import { t } from '#kernel/ui/i18n.ts'
import { type Stage as StageName, stages } from '../rules.ts'
import { Tag } from '#kernel/ui/page.tsx'
import s from './jobs.module.css'

const looks = (stage: StageName): string => {
  if (stage === 'cancelled') return s.struck!
  if (stage === 'filed') return s.over!
  return stages.indexOf(stage) < stages.indexOf('ordered') ? s.before! : s.on!
}

/** How far a job has come, at a glance: hollow before it is issued, full while it is under way, faint when it is over; and the word. What finance holds says so. */
export const Stage = ({ of, held }: { of: StageName; held?: boolean }) => <span className={`${s.stage} ${looks(of)}`}><i aria-hidden="true" />{t(`jobs.stage.${of}`)}{held && <Tag>{t('jobs.on_hold')}</Tag>}</span>
