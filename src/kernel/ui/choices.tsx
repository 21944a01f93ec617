import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import c from './choices.module.css'
import { FieldFoot, FieldLabel, type FieldProps } from './field.tsx'
import type { Option } from './Select.tsx'

/** One box to tick. */
export const Check = ({ checked, onChange, children, readOnly }: { checked: boolean; onChange: (on: boolean) => void; children: ReactNode; readOnly?: boolean }) => (
  <Checkbox className={c.choice!} isSelected={checked} onChange={onChange} isDisabled={readOnly}><span className={c.box} aria-hidden="true" /><span>{children}</span></Checkbox>
)

interface Many<V extends string> extends FieldProps {
  value: readonly V[]
  onChange: (value: V[]) => void
  options: readonly Option<V>[]
}
/** Several of a few. */
export const CheckGroup = <V extends string>(p: Many<V>) => (
  <CheckboxGroup className={[c.group, p.className].filter(Boolean).join(' ')} value={[...p.value]} onChange={now => p.onChange(now as V[])} isInvalid={Boolean(p.error)} isDisabled={p.readOnly}>
    <FieldLabel {...p} optional={false} />
    <div className={c.row}>{p.options.map(o => <Checkbox key={o.value} value={o.value} className={c.choice!}><span className={c.box} aria-hidden="true" /><span lang={o.lang}>{o.text}{o.note && <small>{o.note}</small>}</span></Checkbox>)}</div>
    <FieldFoot {...p} />
  </CheckboxGroup>
)

interface One<V extends string> extends FieldProps {
  value: V | null
  onChange: (value: V) => void
  options: readonly Option<V>[]
  /** One beneath the other, for options with notes. */
  stacked?: boolean
}
/** One of two to five, all in sight. */
export const RadioRow = <V extends string>(p: One<V>) => (
  <RadioGroup className={[c.group, p.className].filter(Boolean).join(' ')} value={p.value} onChange={now => p.onChange(now as V)} isInvalid={Boolean(p.error)} isDisabled={p.readOnly} orientation={p.stacked ? 'vertical' : 'horizontal'}>
    <FieldLabel {...p} optional={false} />
    <div className={p.stacked ? c.stack : c.row}>{p.options.map(o => <Radio key={o.value} value={o.value} className={c.choice!}><span className={`${c.box} ${c.round}`} aria-hidden="true" /><span lang={o.lang}>{o.text}{o.note && <small>{o.note}</small>}</span></Radio>)}</div>
    <FieldFoot {...p} />
  </RadioGroup>
)
