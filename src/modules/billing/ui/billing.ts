import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import type { billingContract } from '../contract.ts'

/** The module's procedures. */
export const billing = api<typeof billingContract>('billing')
type Outputs = InferContractRouterOutputs<typeof billingContract>
export type RequestRow = Outputs['requests'][number]
export type InvoiceRow = Outputs['invoices']['rows'][number]
export type Invoice = Outputs['invoice']
export type ReceiptRow = Outputs['receipts']['rows'][number]
export type Line = Invoice['lines'][number]
export type Collected = Outputs['collection']
export type Ageing = Outputs['ageing']

export const invoicePath = (client: string, invoice: string): string => `/clients/${client}/invoices/${invoice}`
export const owes = (i: Pick<InvoiceRow, 'kind' | 'totalMinor' | 'settledMinor'>): bigint => (i.kind === 'invoice' ? i.totalMinor - i.settledMinor : 0n)
export const isLate = (i: InvoiceRow, today: string): boolean => owes(i) > 0n && i.dueOn < today

/** Opens the printed paper of a request, invoice, credit note, receipt or reversal beside the page. */
export const usePaper = () => {
  const write = useWrite(billing.paper)
  const open = async (client: string, kind: 'request' | 'invoice' | 'receipt' | 'reversal', id: string): Promise<void> => {
    const made = await write.run({ client, kind, id })
    if (made) window.open(fileAddress({ client, id: made.fileId }), '_blank', 'noreferrer')
  }
  return { open, pending: write.pending }
}
