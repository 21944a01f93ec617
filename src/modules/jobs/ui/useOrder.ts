import { useEffect, useRef } from 'react'
import { t } from '#kernel/ui/i18n.ts'
import { toast } from '#kernel/ui/toast.ts'
import { type Draft, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { begunOn, type Field, formOf, type KeptOrder, merge, type OrderForm, sameForm, sentOf } from './form.ts'
import { type Job, jobs } from './jobs.ts'

/** How long the hand rests before the draft is saved, in milliseconds. */
const rest = 1200

export interface OrderEditor {
  form: OrderForm
  set: <F extends Field>(field: F, value: OrderForm[F]) => void
  change: (change: (now: OrderForm) => OrderForm) => void
  draft: Draft<KeptOrder>
  /** Fields that both sides changed, and what stands on the server; null when there are none. */
  clash: { fields: Field[]; theirs: OrderForm } | null
  /** Ends a clash: `chosen` are the fields in which theirs stands. */
  settle: (chosen: Field[]) => void
  state: 'saved' | 'saving' | 'unsaved'
  /** Why the last saving was refused, in words; a stale one is merged instead of told. */
  why: string | null
  /** What is wrong with a field that the server did not take, in words. */
  wrong: (field: string) => string | null
  /** Saves what is unsaved; answers the version that then stands, or null when it could not. */
  flush: () => Promise<number | null>
}

/** Writing an order: saved as one writes, kept in the browser until then, merged with what others save meanwhile. */
export const useOrder = (job: Job): OrderEditor => {
  const fresh = (): KeptOrder => ({ version: job.version, base: formOf(job), form: formOf(job) })
  const draft = useDraft<KeptOrder>(`jobs.${job.id}`, fresh())
  const write = useWrite(jobs.save, { say: 'inline' })
  const { value } = draft
  const base = begunOn(value, formOf(job))
  const dirty = !sameForm(base, value.form)
  const latest = useRef(value)
  latest.current = value

  // Somebody saved since this text was begun (another tab, a colleague, or before this browser was closed). Until it is chosen
  // what stands where both wrote, the draft stays as it was begun: a page opened again asks again.
  const behind = !write.pending && job.version > value.version
  const met = behind ? merge(base, value.form, formOf(job)) : null
  const clash = met && met.clashes.length > 0 ? { fields: met.clashes, theirs: formOf(job) } : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version of theirs is met once
  useEffect(() => {
    if (!met || clash) return
    const theirs = formOf(job)
    // My own words, saved after I had left, are no news.
    if (dirty && !sameForm(met.form, value.form)) toast({ text: t('ui.clash.merged') })
    draft.set({ version: job.version, base: theirs, form: met.form })
    if (sameForm(theirs, met.form)) draft.saved()
  }, [behind, job.version, clash === null])

  const save = async (): Promise<number | null> => {
    const sent = latest.current
    draft.set((now) => ({ ...now, sent: sent.form }))
    const answer = await write.run({ client: job.client, job: job.id, version: sent.version, ...sentOf(sent.form) })
    if (!answer) return null
    draft.set(({ form }) => ({ version: answer.version, base: sent.form, form }))
    if (sameForm(latest.current.form, sent.form)) draft.saved()
    return answer.version
  }
  const saveNow = useRef(save)
  saveNow.current = save
  const refused = write.refusal?.code
  const tried = useRef<OrderForm | null>(null)
  useEffect(() => {
    // What was refused is not sent again until it is another text; an empty title is no text to send.
    if (!dirty || clash || write.pending || !value.form.title.trim() || (refused && tried.current === value.form)) return
    const timer = setTimeout(() => {
      tried.current = value.form
      void saveNow.current()
    }, rest)
    return () => clearTimeout(timer)
  }, [dirty, clash, write.pending, value.form, refused])

  const change = (how: (now: OrderForm) => OrderForm) => draft.set((now) => ({ ...now, form: how(now.form) }))
  return {
    form: value.form, change, draft, clash,
    set: (field, to) => change((now) => ({ ...now, [field]: to })),
    settle: (chosen) => {
      if (!met || !clash) return
      const { theirs } = clash
      draft.set({ version: job.version, base: theirs, form: { ...met.form, ...(Object.fromEntries(chosen.map((field) => [field, theirs[field]])) as Partial<OrderForm>) } })
    },
    state: write.pending ? 'saving' : dirty ? 'unsaved' : 'saved',
    why: refused === 'stale' ? null : write.why,
    wrong: (field) => write.wrong(field, value.form[field as Field]),
    flush: () => (dirty ? save() : Promise.resolve(value.version)),
  }
}
