/** Which modules' questions a deed touches, by the kind of its subject: what open browsers ask again (kernel/http/live.ts). */
const touched: Record<string, readonly string[]> = {
  agency: ['people'],
  person: ['people', 'clients'],
  client: ['clients'],
  contact: ['clients'],
  team: ['clients', 'people'],
  meeting: ['meetings', 'jobs'],
  minutes: ['meetings', 'signoff'],
  job: ['jobs', 'billing', 'archive'],
  schedule: ['schedules', 'jobs', 'signoff'],
  time: ['costs', 'jobs'],
  bought: ['costs', 'jobs'],
  deliverable: ['deliverables', 'jobs', 'signoff'],
  request: ['billing', 'jobs'],
  invoice: ['billing', 'jobs'],
  receipt: ['billing', 'jobs'],
  place: ['archive'],
  mail: ['desk'],
}

/** Topics for a kind: the kind itself, the modules that show it, and the desk, which shows of everything. */
export const topicsOf = (kind: string): readonly string[] => [kind, ...(touched[kind] ?? []), 'desk']
