import type { PageProps } from '#kernel/ui/pages.ts'
import { InvoiceView } from '#modules/billing/ui/InvoiceView.tsx'
import { Trace } from '#modules/desk/ui/Trace.tsx'

/** An invoice, and the way back from it to the client's words. */
const InvoicePage = ({ params }: PageProps) => {
  const of = { client: params.client!, invoice: params.invoice! }
  return <InvoiceView {...of}><Trace {...of} /></InvoiceView>
}
export default InvoicePage
