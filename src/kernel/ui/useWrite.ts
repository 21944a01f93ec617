import type { ProcedureUtils } from '@orpc/tanstack-query'
import { useCallback, useRef, useState } from 'react'
import { hashOf, passing, queries, type Refused, refusalOf, sayField, sayRefusal } from './rpc.ts'
import type { CallContext } from './rpc.ts'
import { lineAgain, noteAnswer, signedInAgain } from './session.ts'
import { dropRefused, toast } from './toast.ts'

// biome-ignore lint/suspicious/noExplicitAny: a procedure's own error type does not matter here
type Procedure<I, O> = ProcedureUtils<CallContext, I, O, any>

export interface Write<I, O> {
  /** Does it; resolves to the answer, or to `undefined` when it was refused (then `refusal` says why). Never throws. */
  run(input: I): Promise<O | undefined>
  pending: boolean
  /** Why it was not done, to show beside the button; fields in `refusal.fields`, their words from `wrong`. */
  refusal: Refused | null
  /** The same in words. */
  why: string | null
  /** What is wrong with one field, to show under it for as long as it holds what it held then. */
  wrong(field: string, now: unknown): string | null
  /** Why it was not done, where that is about one thing that is written: for as long as it stands as it did. */
  whyOf(now: unknown): string | null
  clear(): void
}
interface Options<O> {
  /** After the server has it. */
  done?: (answer: O) => void
  /** `toast` (default) says a refusal in a corner, `inline` leaves it to the page, which shows `why`. */
  say?: 'toast' | 'inline'
  /** False when the page leaves afterwards (sign-out): nothing is asked again. */
  again?: boolean
}

/** A command under way: the same input again is the same press, another input is another deed and waits its turn. */
interface Flight<O> {
  hash: string
  answered: Promise<O | undefined>
  /** The page is fresh again too. */
  done: Promise<O | undefined>
}

/**
 * A command. One key per intent: the same key goes with every repeat of the same input until the server has said yes or
 * no, so a double click, a lost line and a slow network do it once. Without a line it keeps trying and the page says so;
 * when the session has ended it waits for the sign-in and goes on.
 */
export const useWrite = <I, O>(procedure: Procedure<I, O>, { done, say = 'toast', again = true }: Options<O> = {}): Write<I, O> => {
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const flight = useRef<Flight<O> | null>(null)
  const intent = useRef({ input: '', key: '' })

  const attempt = async (input: I, hash: string): Promise<O | undefined> => {
    if (intent.current.input !== hash) intent.current = { input: hash, key: crypto.randomUUID() }
    const { key } = intent.current
    for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
      try {
        const answer = await procedure.call(input, { context: { key } })
        noteAnswer(null)
        intent.current = { input: '', key: '' }
        return answer
      } catch (error) {
        const why = refusalOf(error)
        noteAnswer(why.code)
        if (why.code === 'signed_out') {
          await signedInAgain()
          continue
        }
        if (!passing(why.code) || (why.code !== 'offline' && wait > 4000)) {
          // After a plain no the next try is a new intent; after a bug nobody knows, so the key stays.
          if (!passing(why.code) && why.code !== 'bug') intent.current = { input: '', key: '' }
          setRefusal(why)
          if (say === 'toast') toast({ text: sayRefusal(why), tone: 'refused' })
          return undefined
        }
        await lineAgain(wait)
      }
    }
  }

  const run = (input: I): Promise<O | undefined> => {
    const hash = hashOf(input)
    const before = flight.current
    if (before?.hash === hash) return before.done
    setPending(true)
    setRefusal(null)
    dropRefused()
    const answered = Promise.resolve(before?.answered).then(() => attempt(input, hash))
    const mine: Flight<O> = {
      hash, answered,
      done: answered.then(async answer => {
        if (answer !== undefined && again) await queries.invalidateQueries()
        if (flight.current === mine) {
          flight.current = null
          setPending(false)
        }
        if (answer !== undefined) done?.(answer)
        return answer
      }),
    }
    flight.current = mine
    return mine.done
  }
  // What a field held when the refusal was first shown beside it.
  const met = useRef<{ of: Refused | null; held: Map<string, unknown> }>({ of: null, held: new Map() })
  const standing = (said: string | null, field: string, now: unknown): string | null => {
    if (said === null) return null
    if (met.current.of !== refusal) met.current = { of: refusal, held: new Map() }
    const { held } = met.current
    if (!held.has(field)) held.set(field, now)
    return held.get(field) === now ? said : null
  }
  const clear = useCallback(() => setRefusal(null), [])
  return { run, pending, refusal, why: refusal && sayRefusal(refusal), wrong: (field, now) => standing(sayField(refusal, field), field, now), whyOf: now => standing(refusal && sayRefusal(refusal), '', now), clear }
}
