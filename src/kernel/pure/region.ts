import { z } from 'zod'

/** Where an agency or a client does business: it decides currency, tax, holidays and tax numbers (T2). */
export const regions = ['TW', 'PRC', 'HK'] as const
export type Region = (typeof regions)[number]
export const zRegion = z.enum(regions)

/** The clock by which a region lives. */
export const zoneOf: Record<Region, string> = { TW: 'Asia/Taipei', PRC: 'Asia/Shanghai', HK: 'Asia/Hong_Kong' }
