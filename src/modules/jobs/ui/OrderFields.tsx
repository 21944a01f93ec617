import type { ReactNode } from 'react'
import type { Currency } from '#kernel/pure/money.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Check } from '#kernel/ui/choices.tsx'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { FileDrop } from '#kernel/ui/FileDrop.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { TextArea, TextField } from '#kernel/ui/TextField.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import type { Required } from '../rules.ts'
import type { Field, OrderForm } from './form.ts'
import s from './jobs.module.css'
import { QuantityField } from './QuantityField.tsx'
import type { OrderEditor } from './useOrder.ts'

/** Where a field stands in the page, for the list of what is missing. */
export const fieldId = (field: string): string => `order-${field}`
type Text = { [F in Field]: OrderForm[F] extends string ? F : never }[Field]

interface Props {
  editor: OrderEditor
  missing: readonly Required[]
  client: string
  currency: Currency
  names: Names
}

/** The long form in its groups; each missing detail says so beneath its field. */
export const OrderFields = ({ editor, missing, client, currency, names }: Props) => {
  const { form, set, change, wrong } = editor
  const lacks = (field: string): ReactNode => (missing as readonly string[]).includes(field) && <span className={s.lacking}>{t('jobs.lacks')}</span>
  const of = <F extends Field & keyof typeof labels>(field: F) => ({
    label: t(labels[field]), value: form[field], onChange: (to: OrderForm[F]) => set(field, to), hint: lacks(field), error: wrong(field),
  })
  const line = (field: Text, maxLength: number, className = '') => <div id={fieldId(field)} className={className}><TextField {...of(field)} maxLength={maxLength} /></div>
  const area = (field: Text, maxLength: number, { rows = 3, className = '' } = {}) => <div id={fieldId(field)} className={className}><TextArea {...of(field)} maxLength={maxLength} rows={rows} /></div>
  return (
    <>
      <Group title={t('jobs.group.head')}>{line('title', 300, 'wide')}{line('brand', 200)}{line('product', 300)}</Group>
      <Group title={t('jobs.group.brief')}>
        {line('message', 1000, 'wide')}{area('purpose', 5000)}{area('audience', 5000)}{area('mustHaves', 5000)}{area('mustNots', 5000)}
      </Group>
      <Group title={t('jobs.group.make')}>
        {area('sizes', 1000, { className: 'wide', rows: 2 })}<div id={fieldId('quantity')}><QuantityField {...of('quantity')} /></div>{line('material', 1000)}{line('languages', 300)}{line('deliveryFormat', 1000)}
      </Group>
      <Group title={t('jobs.group.terms')}>
        <div id={fieldId('dueOn')}><DateField {...of('dueOn')} /></div>
        <div id={fieldId('budgetMinor')}><AmountField {...of('budgetMinor')} currency={currency} /></div>
        <div id={fieldId('ownerId')}><ComboBox {...of('ownerId')} options={names.team} /></div>
        <div id={fieldId('leadId')}><ComboBox {...of('leadId')} options={names.team.filter((one) => one.value === form.leadId || names.leads.includes(one))} /></div>
      </Group>
      <Group title={t('jobs.group.references')}>
        <div id={fieldId('references')} className="wide stack">
          {form.references.length === 0 && <Check checked={form.noReferences} onChange={(on) => set('noReferences', on)}>{t('jobs.field.noReferences')}</Check>}
          {!form.noReferences && (
            <FileDrop
              label={t('jobs.field.references')} client={client} files={form.references.map((r) => r.file)}
              onChange={(how) => change((now) => {
                const notes = new Map(now.references.map((r) => [r.file.id, r.note]))
                const files = new Map(how(now.references.map((r) => r.file)).map((file) => [file.id, file]))
                return { ...now, references: [...files.values()].map((file) => ({ file, note: notes.get(file.id) ?? '' })) }
              })}
            />
          )}
          {form.references.map((r, n) => (
            <TextField key={r.file.id} label={`${t('jobs.note')}　${r.file.name}`} value={r.note} maxLength={500} optional onChange={(note) => change((now) => ({ ...now, references: now.references.map((one, at) => (at === n ? { ...one, note } : one)) }))} />
          ))}
          <span className="tiny">{lacks('references')}</span>
        </div>
      </Group>
    </>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={s.group}><h2>{title}</h2><div className={s.duo}>{children}</div></section>
)

export const labels = {
  title: 'jobs.name', brand: 'jobs.field.brand', product: 'jobs.field.product', purpose: 'jobs.field.purpose', audience: 'jobs.field.audience', message: 'jobs.field.message',
  mustHaves: 'jobs.field.mustHaves', mustNots: 'jobs.field.mustNots', sizes: 'jobs.field.sizes', quantity: 'jobs.field.quantity', material: 'jobs.field.material',
  languages: 'jobs.field.languages', deliveryFormat: 'jobs.field.deliveryFormat', dueOn: 'jobs.field.dueOn', budgetMinor: 'jobs.field.budgetMinor',
  noReferences: 'jobs.field.noReferences', references: 'jobs.field.references', ownerId: 'jobs.field.ownerId', leadId: 'jobs.field.leadId',
} as const satisfies Record<Field, string>
