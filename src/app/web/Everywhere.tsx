import QuickTime from '#modules/costs/ui/QuickTime.tsx'
import QuickOrder from '#modules/jobs/ui/QuickOrder.tsx'

/** What can be done on every page: loaded after the first one stands. */
const Everywhere = () => <><QuickTime /><QuickOrder /></>
export default Everywhere
