import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

export type Answer = Record<string, unknown> & { name?: string; id?: string; ended?: number }

/** Calls procedures of one server by their path; throws with the code of a refusal. */
export const caller = (port: number, headers: Record<string, string>) => async (path: string, input?: unknown): Promise<Answer & { ended: number }> => {
  const answer = await fetch(`http://localhost:${port}/rpc/${path}`, {
    method: 'POST', body: JSON.stringify({ json: input }), headers: { 'Content-Type': 'application/json', 'X-Docket': '1', 'Idempotency-Key': randomUUID(), ...headers },
  })
  const { json } = (await answer.json()) as { json: Answer & { ended: number; data?: { code?: string } } }
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${json?.data?.code ?? ''}`)
  return json
}

const who = { mail: 'lin@forest.test', password: 'a long and unusual sentence' }

/** An agency with one client, made on a server; signs in on any. */
export const openedAgency = async (port: number) => {
  const post = async (at: number, path: string, input: unknown): Promise<string> => {
    const answer = await fetch(`http://localhost:${at}/rpc/people/${path}`, {
      method: 'POST', body: JSON.stringify({ json: input }), headers: { 'Content-Type': 'application/json', 'X-Docket': '1', 'Idempotency-Key': randomUUID() },
    })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0]
    if (!cookie) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return cookie
  }
  const signIn = (at: number): Promise<string> => post(at, 'signIn', who)
  const cookie = await post(port, 'createAgency', { name: 'Forest', region: 'HK', locale: 'en', person: 'Lin', ...who })
  const call = caller(port, { Cookie: cookie })
  const me = (await call('people/me')) as unknown as { id: string; version: number }
  await call('people/staff/update', { id: me.id, version: me.version, name: 'Lin', locale: 'en', roles: ['admin', 'director', 'ae', 'lead', 'finance'] })
  const { id } = await call('clients/create', { name: 'Pine', locale: 'en', region: 'HK', termsDays: 45 })
  return { client: id as string, lin: me.id, signIn }
}

/** Something that a server has said yes to. */
export interface Kept {
  kind: 'contact' | 'job' | 'issued'
  id: string
  number?: string
}

/**
 * Writes over REST until it is stopped, one thing after the other: contacts, and orders up to their finance number. What
 * fails to answer is asked again under the same key, on the next of its servers, as a good client does; only what was
 * answered counts as kept. `hear` is told of every answer, and of every call that got none.
 */
export const writer = (key: string, client: string, ports: readonly number[], kept: Kept[], hear: (answer: Response | Error) => void = () => undefined) => {
  let stopped = false
  let turn = 0
  const send = async (method: string, path: string, body: unknown): Promise<Answer | null> => {
    const intent = randomUUID()
    while (!stopped) {
      const port = ports[turn++ % ports.length]!
      try {
        const answer = await fetch(`http://localhost:${port}/api/v1${path}`, {
          method, ...(body === undefined ? {} : { body: JSON.stringify(body) }), headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}`, 'Idempotency-Key': intent }, signal: AbortSignal.timeout(20_000),
        })
        hear(answer)
        if (answer.ok) return (await answer.json()) as Answer
        const text = await answer.text()
        if (answer.status !== 503 && answer.status !== 409) throw new Refused(`${path}: ${answer.status} ${text.slice(0, 300)}`)
      } catch (error) {
        if (error instanceof Refused) throw error
        hear(error as Error)
      }
      await wait(40)
    }
    return null
  }
  const order = async (): Promise<void> => {
    const me = (await send('GET', '/me', undefined)) as { id: string } | null
    const opened = me && (await send('POST', `/clients/${client}/jobs`, { title: 'Poster' }))
    if (!opened) return
    kept.push({ kind: 'job', id: opened.id! })
    const path = `/clients/${client}/jobs/${opened.id}`
    const filled = {
      version: 1, title: 'Poster', brand: 'Pine', product: 'Table', purpose: 'Sell', audience: 'All', message: 'Wood', mustHaves: 'Logo', mustNots: 'None', sizes: 'A1', quantity: 10,
      material: 'Paper', languages: 'English', deliveryFormat: 'PDF', dueOn: '2030-01-10', budgetMinor: '100000', noReferences: true, ownerId: me.id, leadId: me.id,
    }
    let version = ((await send('PUT', path, filled)) as { version?: number } | null)?.version
    for (const step of ['submit', 'accept', 'issue']) {
      if (version === undefined) return
      const moved = (await send('POST', `${path}/${step}`, { version })) as { version?: number; number?: string } | null
      version = moved?.version
      if (step === 'issue' && moved?.number) kept.push({ kind: 'issued', id: opened.id!, number: moved.number })
    }
  }
  const work = async (): Promise<void> => {
    while (!stopped) {
      const contact = await send('POST', `/clients/${client}/contacts`, { name: 'Contact', seniority: 'staff', locale: 'en' })
      if (contact) kept.push({ kind: 'contact', id: contact.id! })
      await order()
    }
  }
  const working = work()
  return {
    stop: async () => {
      stopped = true
      await working
    },
  }
}
class Refused extends Error {}
