import type { NumberedTable } from '#kernel/record/verify.ts'

/** Where legal numbers stand: what `docket verify` finds unique and gapless (C3, G9). */
export const numbered: readonly NumberedTable[] = [
  { table: 'meeting', column: 'number' },
  { table: 'job', column: 'finance_number' },
  { table: 'payment_request', column: 'number' },
  { table: 'invoice', column: 'number' },
  { table: 'receipt', column: 'number' },
]
