import { useEffect, useMemo, useState } from 'react'
import { type WorkCalendar, workdaysBetween } from '#kernel/pure/calendar.ts'
import { formatShortDate } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { RadioRow } from '#kernel/ui/choices.tsx'
import { useCommand } from '#kernel/ui/commands.ts'
import { DateField } from '#kernel/ui/DateField.tsx'
import { t, tAny, useLang } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useOpenRow } from '#kernel/ui/useOpenRow.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { queries } from '#kernel/ui/rpc.ts'
import { Why } from '#kernel/ui/states.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import { compare, deliveryOf } from '../compare.ts'
import { doneOf } from '../plan.ts'
import { isOutdated } from '../rules.ts'
import { sentenceOf, shiftOf } from '../words.ts'
import { addAfter, anchorFor, datesOf, draftKey, formOf, freshStep, isBehind, type KeptDraft, lackOf, moveStep, pastOf, removeStep, same, type ScheduleDraft, type StepDraft, usualSteps } from './form.ts'
import { Exceptions } from './Exceptions.tsx'
import { LaneHead } from './Lane.tsx'
import { MovesList } from './MovesList.tsx'
import { type Schedule, schedules } from './schedules.ts'
import s from './schedule.module.css'
import { SendDialog } from './SendDialog.tsx'
import { StepRow } from './StepRow.tsx'
import { useDayName } from './useDayName.ts'
import { useGround, useToday } from './useGround.ts'

interface Props {
  of: { client: string; job: string }
  data: Schedule
  cal: WorkCalendar
  names: Names
  /** The plan one begins with where nothing is saved yet. */
  start: ScheduleDraft
  /** Of the order. */
  dueOn: string | null
  /** The lead the order names: makes what is made. */
  leadId: string | null
  /** What the revision does, for the head of the page. */
  onSentence: (sentence: string | null) => void
}

/** Where a revision is written: the table and its bars move while one types, by the rules the server plans with. */
export const Editor = ({ of, data, cal, names, start, dueOn, leadId, onSentence }: Props) => {
  const lang = useLang()
  const me = useMe()
  const today = useToday()
  const { open, inForce } = data
  const revision = open?.revision ?? (data.revisions.at(-1)?.revision ?? 0) + 1
  const theirs = open ? formOf(open) : start
  const draft = useDraft<KeptDraft>(draftKey(of.job, revision), { version: open?.version ?? null, base: theirs, form: theirs })
  const { version, base, form } = draft.value
  const [active, enter] = useOpenRow()
  const [focus, setFocus] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const save = useWrite(schedules.draft, { say: 'inline' })
  const dirty = !same(form, base)
  const behind = !save.pending && isBehind(version, open?.version ?? null)
  const conflict = behind && dirty && !same(form, theirs)
  // Somebody saved in between, and nothing of mine would be lost.
  useEffect(() => {
    if (!behind || conflict) return
    const now = open ? formOf(open) : start
    draft.set({ version: open?.version ?? null, base: now, form: now })
    draft.saved()
  }, [behind, conflict, open, start, draft.set, draft.saved])

  const edit = (set: Partial<ScheduleDraft> | ((now: ScheduleDraft) => Partial<ScheduleDraft>)) =>
    draft.set(now => ({ ...now, form: { ...now.form, ...(typeof set === 'function' ? set(now.form) : set) } }))
  const { steps } = form
  const done = useMemo(() => doneOf(inForce?.steps ?? [], data.progress), [inForce, data.progress])
  const dates = useMemo(() => datesOf(form, cal, done), [form, cal, done])
  const planned = useMemo(() => (dates.spans ? steps.map(step => ({ ...step, days: done.get(step.stepId)?.days ?? step.days, ...dates.spans.get(step.stepId)! })) : []), [steps, dates, done])
  const moves = useMemo(() => (inForce && dates.spans ? compare(inForce.steps, planned, cal) : []), [inForce, dates, planned, cal])
  const drawn = useMemo(() => [...planned, ...moves.flatMap(m => m.before ?? [])], [planned, moves])
  const ground = useGround(drawn, cal, names.region)
  const nameOf = useDayName(names.region)
  const deliveryOn = deliveryOf(planned)
  const sentence = deliveryOn === null ? null : sentenceOf({ moves, steps: steps.length, deliveryOn, shift: shiftOf(inForce && deliveryOf(inForce.steps), deliveryOn, cal) }, lang, t)
  useEffect(() => onSentence(sentence), [sentence, onSentence])

  // Without dates, as it was saved or signed.
  const stands = dates.spans ? planned : ((open ?? inForce)?.steps ?? [])
  const add = (at: number) => {
    const fresh = freshStep()
    edit(now => ({ steps: addAfter(now.steps, at, fresh) }))
    setFocus(fresh.stepId)
  }
  const remove = (step: StepDraft, at: number) => {
    const before = steps
    edit(now => ({ steps: removeStep(now.steps, step.stepId) }))
    setFocus(steps[at - 1]?.stepId ?? steps[at + 1]?.stepId ?? null)
    if (step.name) toast({ text: t('schedules.removed', { name: step.name }), undo: () => edit({ steps: before }) })
  }
  const lack = lackOf(steps)
  const why = dates.why && tAny(`refusal.${dates.why.code}`, dates.why.params as never)
  const cannot = conflict ? t('schedules.stale_title') : steps.length === 0 ? t('schedules.empty') : why
    ?? (lack.name !== null ? t('schedules.step_of', { no: lack.name, what: t('refusal.text.empty') }) : null)
  const keep = async () => {
    if (cannot) return
    const sent = form
    const answer = await save.run({ ...of, ...sent, version })
    if (!answer) return void queries.invalidateQueries()
    draft.set(now => ({ version: answer.version, base: sent, form: now.form }))
    draft.saved()
    toast({ text: t('schedules.saved') })
  }
  useCommand({ id: 'schedule.save', title: t('schedules.save'), keys: 'mod+s', reason: cannot, run: () => void keep() })
  // Also what was saved before a holiday was entered or a step was done.
  const unsaved = dirty || !open || (dates.spans !== null && isOutdated(open.steps, dates.spans))
  const cannotSend = !holds(me, ['ae', 'director']) ? t('schedules.may_send')
    : cannot ?? (lack.owner !== null ? t('schedules.step_of', { no: lack.owner, what: t('refusal.schedules.no_owner', { name: steps[lack.owner - 1]!.name }) }) : unsaved ? t('schedules.unsaved') : revision > 1 && !form.reason.trim() ? t('refusal.schedules.reason_missing') : null)
  const late = deliveryOn && dueOn && deliveryOn > dueOn ? t('schedules.past_due', { day: formatShortDate(dueOn, lang), n: workdaysBetween(cal, dueOn, deliveryOn) }) : null
  const gone = pastOf(planned, inForce?.steps ?? [], new Set(done.keys()), today)
  const past = gone && t('schedules.begins_past', { name: gone.name, day: formatShortDate(gone.startsOn, lang) })
  return (
    <div className="stack">
      <DraftNote of={draft} />
      {conflict && (
        <section className={s.clash} role="alert">
          <div><b>{t('schedules.stale_title')}</b><p className="small quiet">{t('schedules.stale_why')}</p></div>
          <div className="row">
            <Button kind="do" onPress={() => draft.set(now => ({ version: open?.version ?? null, base: theirs, form: now.form }))}>{t('schedules.keep_mine')}</Button>
            <Button onPress={() => {
              draft.set({ version: open?.version ?? null, base: theirs, form: theirs })
              toast({ text: t('schedules.take_theirs'), undo: () => draft.set({ version, base, form }) })
            }}>{t('schedules.take_theirs')}</Button>
          </div>
        </section>
      )}
      <div className={s.head}>
        <RadioRow label={t('schedules.direction')} value={form.direction} onChange={direction => edit({ direction, anchor: anchorFor(direction, stands, { dueOn, today, cal }) })} options={[{ value: 'forward', text: t('schedules.forward') }, { value: 'back', text: t('schedules.back') }]} />
        <DateField label={t(`schedules.anchor.${form.direction}`)} value={form.anchor} onChange={anchor => anchor && edit({ anchor })} hint={nameOf(form.anchor)} />
        <p className={late ? 'late small' : 'quiet small'}>{late ?? (dueOn && t('schedules.due_note', { day: formatShortDate(dueOn, lang) }))}</p>
      </div>
      {steps.length === 0 ? (
        <div className="row">
          <Button kind="do" onPress={() => edit({ steps: usualSteps(key => t(`schedules.template.${key}`), { ae: me.id, lead: names.ours.some(one => one.value === leadId) ? leadId : null, client: names.theirs.length === 1 ? names.theirs[0]!.value : null }) })}>{t('schedules.template')}</Button>
          <Button onPress={() => add(-1)}>{t('schedules.add')}</Button>
        </div>
      ) : (
        <div>
          <div className={s.heads}>
            <span /><span>{t('schedules.field.name')}</span><span>{t('schedules.field.ours')}</span><span>{t('schedules.field.theirs')}</span><span>{t('schedules.field.days')}</span><span>{t('schedules.field.dates')}</span>
            {ground ? <LaneHead ground={ground} /> : <span />}
          </div>
          <ol className={s.sheet}>
            {steps.map((step, at) => {
              const span = dates.spans?.get(step.stepId) ?? null
              const was = moves.find(m => m.stepId === step.stepId)?.before ?? null
              return (
                <StepRow
                  key={step.stepId} step={step} no={at + 1} steps={steps} names={names} ground={ground} span={span}
                  base={was && span && (was.startsOn !== span.startsOn || was.endsOn !== span.endsOn) ? was : null}
                  done={done.get(step.stepId) ?? null} active={active === step.stepId} focus={focus === step.stepId}
                  onFocus={() => {
                    enter(step.stepId)
                    if (focus !== null && focus !== step.stepId) setFocus(null)
                  }}
                  onChange={set => edit(now => ({ steps: now.steps.map(one => (one.stepId === step.stepId ? { ...one, ...set } : one)) }))}
                  onNext={() => add(at)} onRemove={() => remove(step, at)} onMove={by => edit(now => ({ steps: moveStep(now.steps, at, by) }))}
                />
              )
            })}
          </ol>
          {ground && <Exceptions scale={ground.scale} cal={cal} names={names} />}
          <div className="row">
            <Button kind="word" onPress={() => add(steps.length - 1)}>{t('schedules.add')}</Button>
            <span className={`tiny faint ${s.keys}`}>{t('schedules.keys')}</span>
          </div>
          {past && <p className="small later" role="status">{past}</p>}
          {why && <p className="small later" role="alert">{t('schedules.unplannable', { why })}</p>}
        </div>
      )}
      {inForce && <Section title={t('schedules.moves')} small><MovesList moves={moves} /></Section>}
      {revision > 1 && <TextArea label={t('schedules.reason')} hint={t('schedules.reason_hint')} value={form.reason} maxLength={2000} onChange={reason => edit({ reason })} rows={2} />}
      <Why>{!conflict && save.why}</Why>
      <div className="row">
        <Button kind={unsaved ? 'do' : 'plain'} pending={save.pending} reason={cannot} onPress={() => void keep()}>{t('schedules.save')}</Button>
        <Button kind={unsaved ? 'plain' : 'do'} reason={cannotSend} onPress={() => setSending(true)}>{t('schedules.send')}</Button>
      </div>
      {sending && open && sentence && <SendDialog client={of.client} schedule={open.id} version={open.version} sentence={sentence} past={past} names={names} onClose={() => setSending(false)} />}
    </div>
  )
}
