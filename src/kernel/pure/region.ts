import { z } from 'zod'

/** Where an agency or a client does business: it decides currency, tax, holidays and tax numbers (T2). */
export const regions = ['TW', 'PRC', 'HK'] as const
export type Region = (typeof regions)[number]
export const zRegion = z.enum(regions)
