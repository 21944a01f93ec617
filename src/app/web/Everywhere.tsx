import QuickTime from '#modules/costs/ui/QuickTime.tsx'
import QuickOrder from '#modules/jobs/ui/QuickOrder.tsx'
import Capture from '#modules/meetings/ui/Capture.tsx'
import QuickMinutes from '#modules/meetings/ui/QuickMinutes.tsx'

// Fetched now, so that the first letters typed after ⌘K are not typed into nothing.
void import('#kernel/ui/Palette.tsx')

/** What can be done on every page: loaded after the first one stands. */
const Everywhere = () => <><Capture /><QuickTime /><QuickOrder /><QuickMinutes /></>
export default Everywhere
