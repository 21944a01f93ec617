import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { allMessages } from '#app/messages.ts'
import { serveHouse } from '#app/serve.ts'
import { subscriptions } from '#app/subscriptions.ts'
import { systemClock } from '#kernel/clock/clock.ts'
import { readConfig } from '#kernel/config.ts'
import { Database, openPool } from '#kernel/db/database.ts'
import { News } from '#kernel/db/news.ts'
import { openQueues } from '#kernel/db/queues.ts'
import { openStore } from '#kernel/files/store.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import { linkToken, tokenHash } from '#kernel/keys.ts'
import { type Role, roles } from '#kernel/pure/roles.ts'
import { clientsService } from '#modules/clients/service.ts'
import { addPerson, foundAgency, foundingScope, makeSample } from '#modules/people/index.ts'
import { buildSample } from '#sample/index.ts'
import { sampleDatabase } from '#test/setup/sample.ts'
import { plant, thingsOf } from './plant.ts'

/** Somebody who asks, and what they are. `roles` is null for a stranger. */
export interface Caller {
  who: string
  roles: readonly Role[] | null
  /** How somebody without a session is sent away. */
  refused?: '401 signed_out' | '401 key_unknown'
  /** Opens a session that nobody else uses, since some procedures end sessions; answers headers. */
  headers(): Promise<Record<string, string>>
}

/** Two agencies with everything in them; words are planted in all that client X, 松木家居, has. */
export const openWalls = async () => {
  const undo: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    return { ...(await build(undo)), close }
  } catch (error) {
    await close()
    throw error
  }
}

const build = async (undo: (() => Promise<unknown>)[]) => {
  registerMessages(allMessages())
  const made = await sampleDatabase()
  undo.push(() => made.drop())
  const config = readConfig({ DATA_DIR: made.folder })
  const pool = openPool(made.appUrl, 12)
  undo.push(() => pool.end())
  const owner = openPool(made.ownerUrl, 4)
  undo.push(() => owner.end())
  const boss = openQueues(pool)
  await boss.start()
  undo.push(() => boss.stop({ graceful: false }))
  const database = new Database(pool, systemClock, { config, root: made.root, store: openStore(config.filesUrl), boss }, subscriptions)
  const agency = await makeSample(database, buildSample, () => undefined)

  const ids = async (sql: string, ...values: unknown[]): Promise<string[]> => (await owner.query<{ id: string }>(sql, values)).rows.map((r) => r.id)
  const [client] = await ids("select client_id as id from docket.client where agency_id = $1 and name = '松木家居'", agency)
  // The other client is one whose contact once signed by a link; the link is made good again for a week.
  const { rows: [door] } = await owner.query<{ client_id: string; link_id: string }>(`update docket.signature_party p set expires_at = now() + interval '7 days'
    where (p.agency_id, p.client_id, p.id) = (select q.agency_id, q.client_id, q.id from docket.signature_party q where q.agency_id = $1 and q.client_id <> $2 and q.state = 'signed' and q.link_id is not null
      and q.token_hash is not null limit 1) returning p.client_id, p.link_id`, [agency, client])
  if (!client || !door) throw new Error('the sample lacks 松木家居, or a contact of another client who has signed')
  const otherClient = door.client_id

  const founding = foundingScope(agency, 'zh-Hant')
  const addTo = async (agencyId: string, mail: string, held: readonly Role[]): Promise<string> =>
    database.write(foundingScope(agencyId, 'zh-Hant'), (tx) => addPerson(tx, { mail: `${mail}@outside.test`, name: `外人 ${mail}`, title: '', locale: 'zh-Hant', roles: held, joined: true }))
  const outsiders: { who: string; agency: string; id: string; roles: readonly Role[] }[] = []
  for (const held of [roles, ...roles.map((r) => [r] as const)]) {
    const who = held.length > 1 ? 'every role' : held[0]!
    outsiders.push({ who, agency, id: await addTo(agency, who.replace(' ', '-'), held), roles: held })
  }
  for (const o of outsiders) await owner.query('insert into docket.client_team (agency_id, client_id, person_id, since) values ($1, $2, $3, now())', [agency, otherClient, o.id])
  const foreign = newId(new Date())
  await database.write(foundingScope(foreign, 'en'), (tx) => foundAgency(tx, { name: 'Elsewhere', region: 'HK', locale: 'en' }))
  outsiders.push({ who: 'another agency', agency: foreign, id: await addTo(foreign, 'elsewhere', roles), roles })

  const session = (agencyId: string, person: string) => async (): Promise<Record<string, string>> => {
    const token = randomBytes(32).toString('base64url')
    await owner.query("insert into docket.session (agency_id, id, person_id, token_hash, method, proved_at, created_at, seen_at, expires_at) values ($1, $2, $3, $4, 'password', now(), now(), now(), now() + interval '1 day')",
      [agencyId, newId(new Date()), person, tokenHash(token)])
    return { Cookie: `docket=${token}` }
  }
  const link = linkToken(made.root, 'party', door.link_id)
  const callers: Caller[] = [
    { who: 'a stranger', roles: null, refused: '401 signed_out', headers: async () => ({}) },
    { who: 'a contact of another client', roles: null, refused: '401 key_unknown', headers: async () => ({ Cookie: `docket=${link}`, Authorization: `Bearer ${link}` }) },
    ...outsiders.map(({ who, agency: a, id, roles: held }) => ({ who: `not on the team: ${who}`, roles: held, headers: session(a, id) })),
  ]
  const insider = await addTo(agency, 'inside', roles)
  const { rows: [head] } = await owner.query<{ person_id: string }>('select person_id from docket.client_team where agency_id = $1 and client_id = $2 limit 1', [agency, client])
  await database.write({ ...founding, actor: { kind: 'person', id: head!.person_id, name: '', roles, sessionId: null, method: 'password', provedAt: new Date() } },
    (tx) => (clientsService.join as (t: typeof tx, i: { client: string; person: string }) => Promise<unknown>)(tx, { client, person: insider }))
  const both = await addTo(agency, 'both', roles)
  await owner.query('insert into docket.client_team (agency_id, client_id, person_id, since) select $1, c, $2, now() from unnest($3::uuid[]) c', [agency, both, [client, otherClient]])

  const words = await plant(owner, agency, client)
  const news = new News(made.appUrl)
  undo.push(async () => news.close())
  const served = serveHouse({ database, log: pino({ level: 'error' }, pino.destination(2)), news, build: buildSample, webDir: made.folder })
  await served.live.start()
  undo.push(() => served.live.close())
  return {
    app: served.app, database, owner, agency, client, otherClient, words, callers, link, outsiders,
    things: await thingsOf(owner, agency, client, insider),
    both: { who: 'on both teams', roles, id: both, headers: session(agency, both) },
    insider: { who: 'on the team', roles, headers: session(agency, insider) } satisfies Caller,
  }
}
export type Walls = Awaited<ReturnType<typeof openWalls>>
