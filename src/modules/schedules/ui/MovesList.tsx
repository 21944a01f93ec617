import { t, useLang } from '#kernel/ui/i18n.ts'
import { changeWords, spanWords, toneOf } from '../words.ts'
import type { Move } from './schedules.ts'
import s from './schedule.module.css'

/** What a revision moves (B5): the old dates struck through, the new ones, and how far, in colour and in a word. */
export const MovesList = ({ moves }: { moves: readonly Move[] }) => {
  const lang = useLang()
  const changed = moves.filter(m => m.change !== 'same' || m.also.length > 0)
  if (changed.length === 0) return <p className="small quiet">{t('schedules.moves_none')}</p>
  return (
    <ul className={s.moves}>
      {changed.map(m => (
        <li key={m.stepId}>
          <b>{m.name}</b>
          <em className={toneOf(m.change)}>{changeWords(m, t)}</em>
          <span className="num small">
            {m.before && m.change !== 'same' && <><del><span className="hidden-text">{t('schedules.portal.was')} </span>{spanWords(m.before, lang)}</del> </>}
            {m.after && spanWords(m.after, lang)}
          </span>
        </li>
      ))}
    </ul>
  )
}
