import type { Day } from '#kernel/pure/calendar.ts'
import { refuse } from '#kernel/pure/refusal.ts'
import type { Region } from '#kernel/pure/region.ts'

/** What a job's file must hold (G10), in the order in which it comes about. */
export const contents = ['minutes', 'order', 'schedule', 'deliverables', 'vendors', 'card', 'request', 'invoice', 'receipt', 'place'] as const
export type Content = (typeof contents)[number]

/** Papers of a job that are there before anybody prints them, in the order in which they come about. */
export const paperKinds = ['minutes', 'order', 'vendor', 'request', 'invoice', 'credit_note', 'receipt', 'reversal'] as const

export interface Facts {
  /** The order came from minutes; they were confirmed. */
  sourced: boolean
  minutesConfirmed: boolean
  orderIssued: boolean
  scheduleSigned: boolean
  deliverables: number
  deliverablesApproved: number
  boughtCosts: number
  boughtWithPaper: number
  cardClosed: boolean
  requests: number
  /** A request still waits for its invoice. */
  requested: boolean
  invoices: number
  paid: boolean
  placed: boolean
}
export interface Entry {
  content: Content
  state: 'there' | 'missing' | 'not_needed'
}

/** The checklist of a job's file: what is there, what is missing, what this job does not need. */
export const checklist = (f: Facts): Entry[] => {
  const need = (needed: boolean, there: boolean): Entry['state'] => (there ? 'there' : needed ? 'missing' : 'not_needed')
  const states: Record<Content, Entry['state']> = {
    minutes: f.sourced ? need(true, f.minutesConfirmed) : 'not_needed',
    order: need(true, f.orderIssued),
    schedule: need(true, f.scheduleSigned),
    deliverables: need(true, f.deliverables > 0 && f.deliverables === f.deliverablesApproved),
    vendors: f.boughtCosts === 0 ? 'not_needed' : need(true, f.boughtWithPaper === f.boughtCosts),
    card: need(true, f.cardClosed),
    request: need(true, f.requests > 0),
    invoice: need(true, f.invoices > 0 && !f.requested),
    receipt: need(true, f.paid),
    place: need(true, f.placed),
  }
  return contents.map((content) => ({ content, state: states[content] }))
}

/** A file is put away when nothing is missing from it. */
export const checkFiling = (entries: readonly Entry[], filedAt: Date | null): void => {
  if (filedAt !== null) throw refuse('archive.filed_already')
  const missing = entries.filter((e) => e.state === 'missing').map((e) => e.content)
  if (missing.length > 0) throw refuse('archive.incomplete', { missing })
}

/**
 * How long a job's papers are kept, in years, as vouchers must be: TW 商業會計法 art. 38 (5), PRC 会计档案管理办法 (30),
 * HK Inland Revenue Ordinance s. 51C (7).
 */
export const keptYears: Record<Region, number> = { TW: 5, PRC: 30, HK: 7 }
/** Until when a file that was put away on a day is kept: the end of that year and so many more. */
export const keepUntil = (filedOn: Day, region: Region): Day => `${Number(filedOn.slice(0, 4)) + keptYears[region]}-12-31`

const words = { room: /^(?:room(?![a-z])|房間|房间)[\s.:：]*(?=[\w#-])/i, shelf: /^(?:shelf(?![a-z])|架)[\s.:：]*(?=[\w#-])/i, box: /^(?:box(?![a-z])|盒)[\s.:：]*(?=[\w#-])/i }
/** A part of a place without the word that is said before it: "Room 1803" is not room Room 1803. */
export const unnamed = (part: keyof typeof words, said: string): string => said.replace(words[part], '')
