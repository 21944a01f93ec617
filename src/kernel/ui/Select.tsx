import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as Aria, SelectValue } from 'react-aria-components/Select'
import { FieldFoot, FieldLabel, type FieldProps } from './field.tsx'
import s from './field.module.css'
import { t } from './i18n.ts'

/** One of a list: `note` stands smaller beneath. */
export interface Option<V extends string = string> {
  value: V
  text: string
  note?: string
  /** Of the text, where it is not the page's. */
  lang?: string
}
interface Props<V extends string> extends FieldProps {
  value: V | null
  onChange: (value: V) => void
  options: readonly Option<V>[]
  placeholder?: string
}

/** Chooses one of a few. For many, use `ComboBox`. */
export const Select = <V extends string>(p: Props<V>) => (
  <Aria
    className={[s.field, p.className].filter(Boolean).join(' ')}
    value={p.value}
    onChange={value => value !== null && p.onChange(value as V)}
    isInvalid={Boolean(p.error)}
    isRequired={!p.optional}
    validationBehavior="aria"
    placeholder={p.placeholder ?? t('ui.choose')}
    name={p.name}
    autoFocus={p.autoFocus}
    isDisabled={p.readOnly}
  >
    <FieldLabel {...p} />
    <Button className={s.trigger!}><SelectValue /><span className={s.chevron} aria-hidden="true" /></Button>
    <FieldFoot {...p} />
    <Popover className={s.popover!} offset={4}>
      <ListBox items={p.options.map(o => ({ ...o, id: o.value }))}>
        {o => <ListBoxItem className={s.option!} id={o.id} textValue={o.text}><span lang={o.lang}>{o.text}</span>{o.note && <small>{o.note}</small>}</ListBoxItem>}
      </ListBox>
    </Popover>
  </Aria>
)
