import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { type Option, Select } from '#kernel/ui/Select.tsx'
import { type Deciders, maySign } from '../rules.ts'
import type { StageName } from './deliverables.ts'
import s from './deliverables.module.css'

export interface StageForm {
  stage: StageName
  people: string[]
}

/** Who took part in each stage and so signs it (F6), in the order of passing; offered are those of the team who may (F2). */
export const StagePeople = ({ value, onChange, team, deciders, hint }: { value: readonly StageForm[]; onChange: (now: StageForm[]) => void; team: readonly Option[]; deciders: Deciders; hint: string }) => {
  const set = (stage: StageName, people: string[]) => onChange(value.map(one => (one.stage === stage ? { stage, people } : one)))
  const name = new Map(team.map(o => [o.value, o.text]))
  return (
    <fieldset className={s.stagePeople}>
      <legend>{t('deliverables.who_signs')}</legend>
      <p className="tiny quiet">{hint}</p>
      {value.map(({ stage, people }) => (
        <div key={stage} className={s.stageRow}>
          <span className="small">{t(`deliverables.stage.${stage}`)}</span>
          <ul>{people.map(id => <li key={id}>{name.get(id) ?? id}<Button kind="word" size="s" label={t('ui.remove', { name: name.get(id) ?? '' })} onPress={() => set(stage, people.filter(one => one !== id))}>×</Button></li>)}</ul>
          <Select label={`${t(`deliverables.stage.${stage}`)}: ${t('deliverables.add_person')}`} quietLabel placeholder={t('deliverables.add_person')} value={null} onChange={id => set(stage, [...people, id])} options={team.filter(o => !people.includes(o.value) && maySign(stage, o.value, deciders))} />
        </div>
      ))}
    </fieldset>
  )
}
