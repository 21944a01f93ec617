import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as Aria } from 'react-aria-components/Tabs'
import s from './Tabs.module.css'

export interface TabOf {
  id: string
  text: string
  count?: number
  body: () => ReactNode
}
/** Parts of one thing, one in sight. With `at` and `onAt` the page keeps which one, for instance in the address. */
export const Tabs = ({ label, tabs, at, onAt }: { label: string; tabs: readonly TabOf[]; at?: string; onAt?: (id: string) => void }) => (
  <Aria selectedKey={at} onSelectionChange={id => onAt?.(String(id))}>
    <TabList className={s.list!} aria-label={label}>
      {tabs.map(one => <Tab key={one.id} id={one.id} className={s.tab!}>{one.text}{one.count ? <em>{one.count}</em> : null}</Tab>)}
    </TabList>
    {tabs.map(one => <TabPanel key={one.id} id={one.id} className={s.panel!}>{one.body()}</TabPanel>)}
  </Aria>
)
