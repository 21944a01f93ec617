import { type KeyboardEvent, useContext } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as Aria, ComboBoxStateContext } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { FieldFoot, FieldLabel, type FieldProps } from './field.tsx'
import s from './field.module.css'
import { t } from './i18n.ts'
import type { Option } from './Select.tsx'

interface Props<V extends string> extends FieldProps {
  value: V | null
  onChange: (value: V | null) => void
  options: readonly Option<V>[]
  /** Lets a name stand that is not in the list (somebody present at a meeting): what was typed comes here. */
  onText?: (text: string) => void
  placeholder?: string
  /** What stands in the list when nothing fits, where there is a reason. */
  none?: string
}

/** Where the name is typed. Enter takes what was meant without a way down the list: the name written out, or the only one that fits. */
const Typed = ({ placeholder, free }: { placeholder: string | undefined; free: boolean }) => {
  const state = useContext(ComboBoxStateContext)
  const press = ({ key, nativeEvent }: KeyboardEvent) => {
    const text = state?.inputValue.trim().toLowerCase()
    if (!state?.isOpen || !text || nativeEvent.isComposing || (key !== 'Enter' && key !== 'Tab') || state.selectionManager.focusedKey !== null) return
    const shown = [...state.collection]
    const named = shown.filter(one => one.textValue.toLowerCase() === text)
    const meant = named.length === 1 ? named : key === 'Enter' && !free ? shown : []
    if (meant.length === 1) state.selectionManager.setFocusedKey(meant[0]!.key)
  }
  return <Input className={s.input} placeholder={placeholder} onKeyDownCapture={press} />
}

/** Chooses a person, a contact or a client by typing a part of the name. */
export const ComboBox = <V extends string>(p: Props<V>) => (
  <Aria
    className={[s.field, p.className].filter(Boolean).join(' ')}
    value={p.value}
    onChange={value => p.onChange(value as V | null)}
    defaultItems={p.options.map(o => ({ ...o, id: o.value }))}
    allowsCustomValue={Boolean(p.onText)}
    onInputChange={p.onText}
    allowsEmptyCollection
    menuTrigger="focus"
    isInvalid={Boolean(p.error)}
    isRequired={!p.optional}
    validationBehavior="aria"
    isReadOnly={p.readOnly}
    autoFocus={p.autoFocus}
    name={p.name}
  >
    <FieldLabel {...p} />
    <div className={s.box}>
      <Typed placeholder={p.placeholder} free={Boolean(p.onText)} />
      <Button className={s.open!}><span className={s.chevron} aria-hidden="true" /></Button>
    </div>
    <FieldFoot {...p} />
    <Popover className={s.popover!} offset={4}>
      <ListBox renderEmptyState={() => <p className={s.option}>{p.none ?? t('ui.none_found')}</p>}>
        {(o: Option<V> & { id: string }) => <ListBoxItem className={s.option!} id={o.id} textValue={o.text}><span>{o.text}</span>{o.note && <small>{o.note}</small>}</ListBoxItem>}
      </ListBox>
    </Popover>
  </Aria>
)
