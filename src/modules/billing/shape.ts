import type { z } from 'zod'
import type { zLineForm } from './contract.ts'
import type { ClientRow } from '#modules/clients/index.ts'
import type { BillTo, InvoiceLineRow, InvoiceRow, LineJson, ReceiptRow, RequestRow } from './repo.ts'
import { lineNet } from './rules.ts'

export type LineForm = z.output<typeof zLineForm>

/** A line as it is kept with a request: sums as text, since JSON has no bigint. */
export const lineJson = (line: LineForm, i: number): LineJson => ({
  no: i + 1, what: line.what, sourceKind: line.sourceKind, sourceId: line.sourceId, source: line.source,
  quantityThousandths: line.quantityThousandths.toString(), unitMinor: line.unitMinor.toString(), netMinor: lineNet(line).toString(),
})
export const lineFromJson = (l: LineJson) => ({ ...l, quantityThousandths: BigInt(l.quantityThousandths), unitMinor: BigInt(l.unitMinor), netMinor: BigInt(l.netMinor) })
export type LineShown = ReturnType<typeof lineFromJson>

/** Whom a paper is made out to, as it is kept with an invoice: the client's particulars of that moment. */
export const billTo = (c: ClientRow): BillTo => ({ name: c.legal_name || c.name, address: c.address, taxNumber: c.tax_number, attention: '' })

export const requestShown = (r: RequestRow) => ({
  id: r.id, client: r.client_id, job: r.job_id, number: r.number, currency: r.currency, netMinor: r.net_minor, lines: r.lines.map(lineFromJson), note: r.note,
  state: r.state, madeBy: r.made_by, madeAt: r.made_at, version: r.version,
})
export const invoiceRowShown = (i: InvoiceRow) => ({
  id: i.id, client: i.client_id, job: i.job_id, kind: i.kind, number: i.number, issuedOn: i.issued_on, dueOn: i.due_on, currency: i.currency,
  netMinor: i.net_minor, taxMinor: i.tax_minor, totalMinor: i.total_minor, settledMinor: i.settled_minor,
})
export const invoiceLineShown = (l: InvoiceLineRow) => ({
  no: l.no, what: l.what, sourceKind: l.source_kind, sourceId: l.source_id, source: l.source, quantityThousandths: l.quantity_thousandths,
  unitMinor: l.unit_minor, netMinor: l.net_minor,
})
export const receiptShown = (r: ReceiptRow) => ({
  id: r.id, client: r.client_id, number: r.number, receivedOn: r.received_on, currency: r.currency, amountMinor: r.amount_minor, creditMinor: r.credit_minor,
  method: r.method, reference: r.reference, reversedAt: r.reversed_at, reverseReason: r.reverse_reason,
})
/** A paper that settled an invoice. */
export const settlementShown = (s: { receipt_id: string | null; credit_note_id: string | null; receipt_number: string | null; credit_note_number: string | null; amount_minor: bigint; at: Date }) => ({
  id: (s.receipt_id ?? s.credit_note_id)!, kind: s.receipt_id ? ('receipt' as const) : ('credit_note' as const), number: (s.receipt_number ?? s.credit_note_number)!, amountMinor: s.amount_minor, at: s.at,
})
export const owed = (i: Pick<InvoiceRow, 'kind' | 'currency' | 'total_minor' | 'settled_minor'>) => ({ kind: i.kind, currency: i.currency, totalMinor: i.total_minor, settledMinor: i.settled_minor })
