import type { PageProps } from '#kernel/ui/pages.ts'
import { Became } from '#modules/desk/ui/Became.tsx'
import { MinutesView } from '#modules/meetings/ui/MinutesView.tsx'

/** A meeting's minutes, and under each request the way from it to what became of it. */
const MinutesPage = ({ params }: PageProps) => (
  <MinutesView client={params.client!} meeting={params.meeting!} underRequest={(item, meeting, why) => <Became item={item} meeting={meeting} why={why} />} />
)
export default MinutesPage
