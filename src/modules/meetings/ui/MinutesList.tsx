import { useState } from 'react'
import { useLocation } from 'wouter'
import { localDate } from '#kernel/pure/calendar.ts'
import { Button, KeyButton } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { Filters, useFilters } from '#kernel/ui/Filters.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Tag } from '#kernel/ui/page.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { Day, useZone } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { type MeetingState, meetingStates } from '../rules.ts'
import { type MeetingRow, meetings } from './meetings.ts'

const all = 'all'

/** Minutes of all my clients, newest meeting first. */
const MinutesList = () => {
  const me = useMe()
  const [f, set, clear, used] = useFilters(['client', 'state', 'from', 'to', 'find', 'after'])
  // A client's page leads here with the dialog open.
  const [{ write }, setWrite] = useFilters(['write'])
  const setWriting = (on: boolean) => setWrite('write', on ? '1' : null)
  const filter = (key: 'client' | 'state' | 'from' | 'to' | 'find', value: string | null) => {
    set('after', null)
    set(key, value)
  }
  const list = useRead(meetings.list, {
    ...(f.client ? { client: f.client } : {}), ...(f.state ? { state: f.state as MeetingState } : {}), ...(f.from ? { from: f.from } : {}), ...(f.to ? { to: f.to } : {}),
    ...(f.find ? { find: f.find } : {}), ...(f.after ? { after: f.after } : {}),
  })
  const names = new Map(me.clients.map(c => [c.id, c.name]))
  const columns: Column<MeetingRow>[] = [
    { key: 'title', head: t('meetings.subject'), cell: m => m.title || <span className="faint">{t('meetings.untitled')}</span> },
    { key: 'client', names: true, head: t('meetings.client'), cell: m => names.get(m.client) ?? '' },
    { key: 'day', phone: 'lead', head: t('meetings.held_on'), cell: m => <Day of={m.heldOn} weekday /> },
    { key: 'number', head: t('meetings.number'), cell: m => (m.number ? <span className="num">{m.number}</span> : <span className="faint">{t('meetings.no_number')}</span>) },
    { key: 'state', head: t('meetings.state'), cell: m => <Tag tone={m.state === 'objected' ? 'strong' : undefined}>{t(`meetings.state.${m.state}`)}</Tag> },
    { key: 'items', named: true, head: t('meetings.items'), right: true, cell: m => m.items },
    { key: 'open', head: t('meetings.kind.request'), cell: m => (m.openRequests > 0 && m.state !== 'draft' ? t('meetings.open_requests', { n: m.openRequests }) : '') },
  ]
  // A client's page leads here with its client: only what else was chosen can have left something out.
  const narrowed = Boolean(f.state || f.from || f.to || f.find || f.after)
  const mayWrite = holds(me, ['ae', 'director'])
  const why = mayWrite ? (me.clients.length > 0 ? null : t('clients.empty')) : t('meetings.only.ae')
  return (
    <div className="stack">
      <PageTitle acts={<KeyButton keys="n" title={t('meetings.new')} kind="do" reason={why} onPress={() => setWriting(true)} />}>
        {/* Over an empty list it would say what is not so. */}
        {t(list.data && list.data.rows.length === 0 && !narrowed ? 'meetings.title' : 'meetings.head')}
      </PageTitle>
      <Filters used={used} count={list.data?.rows.length} onClear={clear}>
        <Select label={t('meetings.client')} value={f.client ?? all} onChange={v => filter('client', v === all ? null : v)} options={[{ value: all, text: t('meetings.filter.all') }, ...me.clients.map(c => ({ value: c.id, text: c.name }))]} />
        <Select label={t('meetings.state')} value={f.state ?? all} onChange={v => filter('state', v === all ? null : v)} options={[{ value: all, text: t('meetings.filter.all') }, ...meetingStates.map(s => ({ value: s as string, text: t(`meetings.state.${s}`) }))]} />
        <DateField label={t('meetings.filter.from')} value={f.from} onChange={v => filter('from', v)} optional />
        <DateField label={t('meetings.filter.to')} value={f.to} onChange={v => filter('to', v)} optional />
        <TextField label={t('meetings.filter.find')} type="search" value={f.find ?? ''} onChange={v => filter('find', v || null)} optional />
      </Filters>
      <Loaded of={list} isEmpty={data => data.rows.length === 0} empty={<Empty title={t(narrowed ? 'meetings.none' : 'meetings.none_yet')}>{t('meetings.none_why')}</Empty>}>
        {data => (
          <>
            <Ledger label={t('meetings.minutes')} columns={columns} rows={data.rows} rowKey={m => m.id} href={m => `/clients/${m.client}/meetings/${m.id}`} />
            <div className="row">
              {f.after && <Button onPress={() => set('after', null)}>{t('meetings.first_page')}</Button>}
              {data.next && <Button onPress={() => set('after', data.next)}>{t('meetings.next_page')}</Button>}
            </div>
          </>
        )}
      </Loaded>
      {write && !why && <NewMinutes client={f.client} onClose={() => setWriting(false)} />}
    </div>
  )
}
export default MinutesList

const NewMinutes = ({ client, onClose }: { client: string | null; onClose: () => void }) => {
  const me = useMe()
  const [, go] = useLocation()
  const today = localDate(new Date(), useZone())
  const [of, setOf] = useState(client ?? (me.clients.length === 1 ? me.clients[0]!.id : null))
  const [title, setTitle] = useState('')
  const [heldOn, setHeldOn] = useState<string | null>(today)
  const create = useWrite(meetings.create, { say: 'inline', done: ({ id }) => go(`/clients/${of}/meetings/${id}`) })
  const begin = () => of && heldOn && void create.run({ client: of, title, heldOn, place: '', people: [me.id], contacts: [], items: [] })
  return (
    <Dialog title={t('meetings.new')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="new-minutes" pending={create.pending} reason={!of ? t('ui.choose_first', { what: t('meetings.client') }) : !heldOn && t('ui.fill_first', { what: t('meetings.held_on') })}>{t('meetings.new')}</Button></>}>
      <form id="new-minutes" className="stack" onSubmit={event => { event.preventDefault(); begin() }}>
        <Select label={t('meetings.client')} value={of} onChange={setOf} error={create.why} options={me.clients.map(c => ({ value: c.id, text: c.name }))} autoFocus />
        <TextField label={t('meetings.subject')} value={title} onChange={setTitle} maxLength={300} optional />
        <DateField label={t('meetings.held_on')} value={heldOn} onChange={setHeldOn} />
      </form>
    </Dialog>
  )
}
