import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { html } from 'hono/html'
import pg from 'pg'
import { pino } from 'pino'
import { FixedClock } from '#kernel/clock/clock.ts'
import { readConfig } from '#kernel/config.ts'
import type { Scope } from '#kernel/db/actor.ts'
import { Database, openPool } from '#kernel/db/database.ts'
import { News } from '#kernel/db/news.ts'
import { openQueues } from '#kernel/db/queues.ts'
import type { Announcement } from '#kernel/db/walled.ts'
import { addFile } from '#kernel/files/repo.ts'
import { openStore } from '#kernel/files/store.ts'
import { buildApp } from '#kernel/http/app.ts'
import { Limits } from '#kernel/http/limits.ts'
import { Live } from '#kernel/http/live.ts'
import { Metrics } from '#kernel/http/metrics.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { linkToken } from '#kernel/keys.ts'
import { buildRouter } from '#kernel/rpc/router.ts'
import type { Ask } from '#kernel/rpc/service.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { testDatabase } from '#test/setup/database.ts'
import { staffedAgency } from '#test/setup/staffed.ts'
import { askSignatures, type PartyAsk } from './ask.ts'
import { signoffContract } from './contract.ts'
import type { SignoffEvent } from './events.ts'
import { type Frozen, freeze, prepareFile } from './freeze.ts'
import { signoffMessages } from './messages/index.ts'
import { buildPortal } from './portal/routes.ts'
import type { PortalView } from './portal/view.ts'
import { signoffService } from './service.ts'

const contract = { clients: clientsContract, signoff: signoffContract }
const services = { clients: clientsService, signoff: signoffService }
/** One item that can be objected to by itself. */
const view: PortalView = {
  kind: 'note',
  view: async (_, { data }) => html`<p class="eyebrow">備忘</p><h1>${(data as { text: string }).text}</h1>`,
  answerFields: () => [{ key: 'a1', label: '第一項' }],
}

/** An agency with two clients as the server runs it: real database, files, queue, router, portal. */
export const openStudio = async (shown: PortalView = view) => {
  registerMessages(signoffMessages)
  const made = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'signoff-'))
  const pool = openPool(made.appUrl, 12)
  const owner = new pg.Client({ connectionString: made.ownerUrl })
  await owner.connect()
  const boss = openQueues(pool)
  await boss.start()
  const clock = new FixedClock('2026-11-24T02:00:00Z')
  const deps = { config: readConfig({ DATA_DIR: folder }), root: made.root, boss, store: openStore(pathToFileURL(join(folder, 'files')).href) }
  const events: SignoffEvent[] = []
  const hear = async (_: unknown, e: Announcement): Promise<void> => {
    events.push(e as SignoffEvent)
  }
  const heard = { 'signoff.signed': [hear], 'signoff.completed': [hear], 'signoff.declined': [hear], 'signoff.withdrawn': [hear] }
  const database = new Database(pool, clock, deps, heard as never)
  const bugs: unknown[] = []
  const rpc = { strict: true, bug: (e: unknown) => bugs.push(e), unlisted: () => undefined, words: ({ code }: { code: string }) => code }
  const router = buildRouter(contract, services, rpc as never)
  const app = buildApp({
    database, log: pino({ level: 'silent' }), router, contract, rpc: rpc as never, identify: async () => null, live: new Live({ database, news: new News(made.appUrl), modulesOf: () => [] } as never),
    limits: new Limits({ burst: 5000, perSecond: 5000 }), metrics: new Metrics(), baseUrl: 'http://localhost:4173', showMetrics: false, webDir: folder, ready: async () => true,
  }, buildPortal([shown]))

  const { agency, staff, as, director, client, contact, join: team, contactScope } = await staffedAgency<typeof contract>({ database, clock, router, bugs })
  const [ae, lead, rival] = [await staff('陳怡君', ['ae']), await staff('許雅婷', ['lead']), await staff('何必', ['ae'])]
  const [pine, coffee] = [await client('松木家居'), await client('日昇咖啡')]
  await team(pine, ae, lead)
  await team(coffee, rival)
  const person = (of: string, name: string, locale: string): Promise<string> => contact(of, { name, mail: `${randomUUID()}@client.test`, locale })
  const [lin, zhang, wang] = [await person(pine, '林若蘭', 'zh-Hant'), await person(pine, '張𠮷堃', 'zh-Hans'), await person(coffee, 'Mia Wong', 'en')]

  /** Freezes the next version of a thing: every version has other bytes, or those that are given. */
  const put = async (subjectId: string, { client: of = pine, by = ae, text = randomUUID() as string, number = 'N-1', paper = { name: 'note.txt', type: 'text/plain', bytes: Buffer.from(text) as Uint8Array, pages: null as number | null } } = {}): Promise<Frozen> => {
    const { name, type, bytes, pages } = paper
    const { sha256, size } = await deps.store.putBytes(agency.agencyId, bytes)
    const file = await database.write(by, (tx) => addFile(tx, of, { sha256, size, name, type, pages }))
    const ask: Ask = { read: (work) => database.read(by, work), deps, scope: by, now: clock.now() }
    const data = { text, number }
    const prepared = await prepareFile(ask, { client: of, fileId: file.id, data })
    return database.write(by, (tx) => freeze(tx, { client: of, kind: 'note', subjectId, number, title: '備忘', lang: 'zh-Hant', data, prepared }))
  }
  const askFor = (frozen: Frozen, parties: readonly PartyAsk[], { client: of = pine, by = ae, days = 14 } = {}): Promise<{ requestId: string }> =>
    database.write(by, (tx) => askSignatures(tx, { client: of, documentId: frozen.documentId, version: frozen.version, purpose: 'sign', consent: 'sign', parties, days }))
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> => (await owner.query(sql, values)).rows as T[]
  /** The party of a person or contact in a request, and its link's token as the mail would make it. */
  const partyOf = async (requestId: string, who: string): Promise<{ id: string; state: string; token: string }> => {
    const [p] = await rows<{ id: string; state: string; link_id: string | null }>('select id, state, link_id from docket.signature_party where request_id = $1 and (person_id = $2 or contact_id = $2)', requestId, who)
    return { id: p!.id, state: p!.state, token: p!.link_id === null ? '' : linkToken(made.root, 'party', p!.link_id) }
  }
  return {
    database, boss, clock, app, as, put, askFor, partyOf, rows, events, agency, ae, lead, rival, director, pine, coffee, lin, zhang, wang, root: made.root, store: deps.store,
    contactScope: (id: string, name: string): Scope => contactScope(pine, id, name),
    close: async () => {
      await boss.stop({ graceful: false })
      await Promise.all([pool.end(), owner.end()])
      await made.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Studio = Awaited<ReturnType<typeof openStudio>>
