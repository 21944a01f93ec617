import { useCallback, useEffect, useState } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { useCommand } from '#kernel/ui/commands.ts'
import { DateField } from '#kernel/ui/DateField.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { jumpTo } from '#kernel/ui/jump.ts'
import { PageTitle, Section, Tag } from '#kernel/ui/page.tsx'
import { queries } from '#kernel/ui/rpc.ts'
import { Why } from '#kernel/ui/states.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useOpenRow } from '#kernel/ui/useOpenRow.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import type { Lack } from '../rules.ts'
import { Attendees } from './Attendees.tsx'
import { Conflict } from './Conflict.tsx'
import { alike, begunOn, type Choice, comparable, draftOf, freshItem, type ItemDraft, type KeptDraft, lacking, merge, type MinutesDraft, moved, sameDraft, wordless, written } from './form.ts'
import { type Meeting, meetings } from './meetings.ts'
import { ItemRow } from './ItemRow.tsx'
import s from './minutes.module.css'
import { Revisions } from './Revisions.tsx'
import { SendPanel } from './SendPanel.tsx'

const headId = (field: Lack['field']): string => `minutes-${field}`

/** The page one writes minutes on. What is written stays in this browser until it is saved, and meets what others saved openly. */
export const Editor = ({ meeting, names }: { meeting: Meeting; names: Names }) => {
  const { id, client } = meeting
  const today = localDate(new Date(), useZone())
  const theirs = draftOf(meeting)
  const draft = useDraft<KeptDraft>(`minutes.${id}`, { version: meeting.version, base: theirs, form: theirs.items.length > 0 ? theirs : { ...theirs, items: [freshItem('decision')] } })
  const { version, form } = draft.value
  const base = begunOn(draft.value, theirs)
  const [active, enter] = useOpenRow()
  const [focus, setFocus] = useState<string | null>(null)
  const [sought, seek] = useState<{ item: string; field: Lack['field'] | null } | null>(null)
  const save = useWrite(meetings.save, { say: 'inline' })
  const send = useWrite(meetings.send, { say: 'inline' })
  const dirty = !sameDraft(form, base)
  const behind = !save.pending && !send.pending && meeting.version > version
  // Somebody saved in between: taken in where nobody has to choose, else laid before the person who writes.
  const met = behind ? merge(base, form, theirs) : null
  const conflict = met !== null && met.clashes.length > 0

  const edit = (set: (now: MinutesDraft) => MinutesDraft) => draft.set(now => ({ ...now, form: set(now.form) }))
  const takeIn = (merged: MinutesDraft) => draft.set({ version: meeting.version, base: theirs, form: merged })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version of theirs is met once
  useEffect(() => {
    if (!met || conflict) return
    takeIn(met.form)
    // My own words, saved after I had left, are no news.
    if (dirty && !alike(met.form, form)) toast({ text: t('ui.clash.merged') })
  }, [behind, conflict, meeting.version])

  // What the server has is no draft: kept, it would come back one day as words that were never saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new value is looked at once
  useEffect(() => {
    if (!dirty) draft.saved()
  }, [dirty, draft.value, draft.saved])

  const items = form.items
  const setItem = (of: string, set: Partial<ItemDraft>) => edit(now => ({ ...now, items: now.items.map(i => (i.id === of ? { ...i, ...set } : i)) }))
  const addAfter = (of: string | null) => {
    const at = of === null ? items.length : items.findIndex(i => i.id === of) + 1
    const fresh = freshItem(items[at - 1]?.kind ?? 'decision')
    edit(now => ({ ...now, items: now.items.toSpliced(at, 0, fresh) }))
    setFocus(fresh.id)
  }
  const remove = (of: ItemDraft, at: number) => {
    edit(now => ({ ...now, items: now.items.filter(i => i.id !== of.id) }))
    setFocus(items[Math.max(0, at - 1)]?.id ?? null)
    if (of.text) toast({ text: t('meetings.removed_item', { no: at + 1 }), undo: () => edit(now => ({ ...now, items: now.items.toSpliced(at, 0, of) })) })
  }

  const empty = wordless(form)
  const cannot = conflict ? t('meetings.stale_title') : form.heldOn === null ? t('ui.fill_first', { what: t('meetings.held_on') }) : empty.length > 0 ? t('ui.fill_first', { what: t('meetings.missing_item', { no: empty[0]!, what: t('meetings.field.text') }) }) : null
  const keep = async (): Promise<number | undefined> => {
    if (cannot || form.heldOn === null) return undefined
    const sent = form
    draft.set(now => ({ ...now, sent }))
    const answer = await save.run({ client, meeting: id, version, ...written(sent), heldOn: form.heldOn })
    if (answer) {
      draft.set(now => ({ version: answer.version, base: sent, form: now.form }))
    } else void queries.invalidateQueries()
    return answer?.version
  }
  const mail = async (contacts: string[]) => {
    const at = dirty ? await keep() : version
    if (at === undefined) return
    const sent = await send.run({ client, meeting: id, version: at, contacts, days: 14 })
    if (sent) toast({ text: t('meetings.sent', { number: sent.number }) })
  }
  useCommand({ id: 'minutes.save', title: t('meetings.save'), keys: 'mod+s', reason: cannot, run: () => void keep() })

  const settle = (chosen: Record<string, Choice>) => {
    takeIn(merge(base, form, theirs, chosen).form)
    // Taken back, it is asked again: mine alone, laid over theirs, would wipe out what they wrote.
    toast({ text: t('meetings.stale_done_now'), undo: () => draft.set({ version, base, form }) })
  }
  const numbered = written(form).items
  const find = useCallback((item: string, field: Lack['field'] | null) => {
    seek(field && { item, field })
    if (field) enter(item)
  }, [enter])
  /** Leads to where something is missing, and opens it. */
  const fill = ({ no, field }: Lack) => {
    const item = no === null ? undefined : numbered[no - 1]
    if (item) find(item.id, field)
    else if (field !== 'items') jumpTo(headId(field))
    else if (items[0]) setFocus(items[0].id)
    else addAfter(null)
  }
  const missing = lacking(form, today)
  const lack = (field: 'title' | 'heldOn' | 'people' | 'contacts') => (missing.some(m => m.field === field) ? t(`meetings.lack.${field}`) : null)
  const objections = new Map(meeting.items.map(i => [i.id, i.objection]))
  return (
    <div className="cols">
      <div className="stack">
        <PageTitle
          recent={{ title: meeting.title, note: meeting.number ?? names.client }}
          above={<><span>{names.client}</span>{meeting.number && <span className="num">{meeting.number}</span>}<Tag>{t('meetings.revision', { n: meeting.revision })}</Tag></>}
          below={meeting.confirmedRevision ? t('meetings.still_in_force', { n: meeting.confirmedRevision }) : dirty ? t('meetings.unsaved') : undefined}
          acts={<Button pending={save.pending} reason={cannot} onPress={() => void keep()}>{t('meetings.save')}</Button>}
        >
          {form.title ? t('meetings.head.draft', { title: form.title }) : t('meetings.head.blank')}
        </PageTitle>
        <DraftNote of={draft} />
        <Why>{save.refusal?.code !== 'stale' && save.why}</Why>
        {conflict && <Conflict clashes={met.clashes} names={names} no={of => written(met.form).items.findIndex(i => i.id === of) + 1} onDone={settle} />}
        <div className="fields">
          <div className="wide" id={headId('title')}><TextField label={t('meetings.subject')} value={form.title} maxLength={300} onChange={title => edit(now => ({ ...now, title }))} hint={lack('title')} /></div>
          <div id={headId('heldOn')}><DateField label={t('meetings.held_on')} value={form.heldOn} onChange={heldOn => edit(now => ({ ...now, heldOn }))} hint={lack('heldOn')} /></div>
          <TextField label={t('meetings.place')} value={form.place} maxLength={300} onChange={place => edit(now => ({ ...now, place }))} optional />
        </div>
        <div className="fields">
          <div id={headId('contacts')}><Attendees label={t('meetings.present.theirs')} ids={form.contacts} options={names.theirs} nameOf={names.contact} onChange={contacts => edit(now => ({ ...now, contacts }))} lack={lack('contacts')} /></div>
          <div id={headId('people')}><Attendees label={t('meetings.present.ours')} ids={form.people} options={names.ours} nameOf={names.person} onChange={people => edit(now => ({ ...now, people }))} lack={lack('people')} /></div>
        </div>
        <Section title={t('meetings.items')} aside={t('meetings.items_count', { n: numbered.length })}>
          <p className="tiny faint keyed">{t('meetings.write_hint')}</p>
          <ol className={s.items}>
            {items.map((item, at) => {
              const no = numbered.findIndex(i => i.id === item.id) + 1
              return (
                <ItemRow
                  key={item.id} item={item} no={no || at + 1} names={names} lacks={no ? missing.filter(m => m.no === no) : []} objection={objections.get(item.id) ?? ''}
                  active={active === item.id} focus={focus === item.id} sought={sought?.item === item.id ? sought.field : null}
                  onFocus={() => { enter(item.id); if (focus !== item.id) setFocus(null) }} onChange={set => setItem(item.id, set)} onNext={() => addAfter(item.id)} onSeek={field => find(item.id, field)}
                  onRemove={() => remove(item, at)} onMove={by => edit(now => ({ ...now, items: moved(now.items, item.id, by) }))}
                />
              )
            })}
          </ol>
          <Button kind="word" onPress={() => addAfter(null)}>{t('meetings.add_item')}</Button>
        </Section>
        <Revisions meeting={meeting} now={comparable(numbered, names.person, names.contact)} />
      </div>
      <aside className={`stack ${s.beside}`}>
        <SendPanel form={{ ...form, items: numbered }} missing={missing} names={names} pending={send.pending} why={send.why} blocked={cannot} onFill={fill} onSend={contacts => void mail(contacts)} />
      </aside>
    </div>
  )
}
