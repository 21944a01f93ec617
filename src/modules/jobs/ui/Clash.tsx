import { useState } from 'react'
import { formatDate } from '#kernel/pure/format.ts'
import { type Currency, formatMoney } from '#kernel/pure/money.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { RadioRow } from '#kernel/ui/choices.tsx'
import { currentLang, t } from '#kernel/ui/i18n.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import type { Field, OrderForm, Reference } from './form.ts'
import s from './jobs.module.css'
import { labels } from './OrderFields.tsx'
import type { OrderEditor } from './useOrder.ts'

/** What a field holds, in words. */
const sayField = (form: OrderForm, field: Field, currency: Currency, names: Names): string => {
  const value = form[field]
  if (value === null || value === '' || value === false) return '—'
  if (value === true) return t('jobs.field.noReferences')
  if (typeof value === 'bigint') return formatMoney(value, currency)
  if (field === 'dueOn') return formatDate(value as string, currentLang())
  if (field === 'ownerId' || field === 'leadId') return names.person(value as string)
  if (field === 'references') return (value as Reference[]).map((r) => r.file.name).join(t('ui.list_comma')) || '—'
  return String(value)
}

/** Both texts where both sides wrote: one is chosen, nothing is lost before. */
export const Clash = ({ editor, currency, names }: { editor: OrderEditor; currency: Currency; names: Names }) => {
  const [theirs, setTheirs] = useState<readonly Field[]>([])
  const { clash, form } = editor
  if (!clash) return null
  return (
    <section className={s.clash} role="alert">
      <div><h2>{t('jobs.clash')}</h2><p>{t('jobs.clash_why')}</p></div>
      {clash.fields.map((field) => (
        <RadioRow
          key={field} label={t(labels[field])} stacked value={theirs.includes(field) ? 'theirs' : 'mine'}
          onChange={(who) => setTheirs((now) => (who === 'theirs' ? [...now, field] : now.filter((one) => one !== field)))}
          options={[
            { value: 'mine', text: t('ui.clash.mine'), note: sayField(form, field, currency, names) },
            { value: 'theirs', text: t('ui.clash.theirs'), note: sayField(clash.theirs, field, currency, names) },
          ]}
        />
      ))}
      <div className="row"><Button kind="do" onPress={() => editor.settle([...theirs])}>{t('ui.clash.done')}</Button></div>
    </section>
  )
}
