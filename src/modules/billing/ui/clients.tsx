import { byName, t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { Select } from '#kernel/ui/Select.tsx'

/** The name of a client of mine. */
export const useClientName = (): ((id: string) => string) => {
  const names = new Map(useMe().clients.map((c) => [c.id, c.name]))
  return (id) => names.get(id) ?? ''
}
/** One of my clients, or all of them (null). */
export const ClientSelect = ({ value, onChange }: { value: string | null; onChange: (client: string | null) => void }) => (
  <Select
    label={t('billing.client')}
    value={value ?? 'all'}
    onChange={(v) => onChange(v === 'all' ? null : v)}
    options={[{ value: 'all', text: t('ui.all') }, ...useMe().clients.toSorted(byName((c) => c.name)).map((c) => ({ value: c.id, text: c.name }))]}
  />
)
