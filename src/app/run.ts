import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '#kernel/config.ts'
import { StartError, type Tell } from '#kernel/start-error.ts'
import { traceOf } from '#kernel/rpc/errors.ts'
import { neededSetupCode } from '#modules/people/index.ts'
import type { Found } from './find.ts'
import { openLog } from './log.ts'
import { type Opened, openHouse } from './open.ts'
import { buildSample } from './sample.ts'
import { serveHouse } from './serve.ts'

const log = openLog()
/** How long requests may take to finish when the server stops, in milliseconds; and how long a database that says nothing holds it up then. */
const patience = 10_000
const longest = 60_000

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(listenError(error, port, host)))
    server.listen(port, host, done)
  })

const listenError = (error: NodeJS.ErrnoException, port: number, host: string): Error => {
  if (error.code === 'EADDRINUSE')
    return new StartError({
      hant: `連接埠 ${port} 已經有別的程式在用（也許 Docket 已經開著）。請關掉它，或用 PORT=${port + 1} npm start。`,
      hans: `端口 ${port} 已被别的程序占用（也许 Docket 已经开着）。请关掉它，或用 PORT=${port + 1} npm start。`,
      en: `Port ${port} is taken by another program (perhaps Docket is running already). Close it, or use PORT=${port + 1} npm start.`,
    }, error)
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
    return new StartError({
      hant: `不能在 ${host}:${port} 接受連線（${error.code}）。請改 HOST 或 PORT。`,
      hans: `不能在 ${host}:${port} 接受连接（${error.code}）。请修改 HOST 或 PORT。`,
      en: `Cannot listen on ${host}:${port} (${error.code}). Change HOST or PORT.`,
    }, error)
  return error
}

/** Lets what has begun finish, then leaves: browsers' news, requests, worker, database. A second signal leaves at once. */
const stopOnSignal = (server: Server, house: Opened, say: Tell, endLive: () => Promise<void>): void => {
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(130)
    stopping = true
    say({ hant: '正在關閉…', hans: '正在关闭…', en: 'Stopping …' })
    const closed = new Promise((done) => server.close(done))
    await endLive()
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), patience)
    await closed
    clearTimeout(late)
    await house.boss.stop({ graceful: true, timeout: patience }).catch(() => undefined)
    await Promise.race([house.close(), wait(longest)])
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

/** Opens the house and serves until a signal comes. `finding` is the database on its way, so that it starts while the rest is loaded. */
export const run = async (config: Config, say: Tell, finding: Promise<Found>): Promise<void> => {
  process.on('unhandledRejection', (error) => log.error({ error: traceOf(error) }, 'unhandled'))
  const house = await openHouse(config, say, log, finding)
  try {
    const { app, live } = serveHouse({ database: house.database, log, news: house.news, build: buildSample })
    const server = createAdaptorServer({ fetch: app.fetch }) as Server
    server.headersTimeout = 15_000
    server.requestTimeout = 600_000
    // Longer than a proxy keeps its own end open: were ours closed first, a request just sent on it would be lost.
    server.keepAliveTimeout = 75_000
    await Promise.all([house.boss.start(), live.start()])
    await listen(server, config.port, config.host)
    stopOnSignal(server, house, say, () => live.close())
    const code = await neededSetupCode(house.database)
    if (code) say({ hant: `第一次設定要輸入這個代碼：${code}`, hans: `首次设置需输入此代码：${code}`, en: `The first set-up asks for this code: ${code}` })
    if (!config.smtpUrl) say({ hant: '沒有設定 SMTP_URL：信件留在寄件匣。', hans: '未设置 SMTP_URL：邮件留在发件箱。', en: 'SMTP_URL is not set: mail waits in the Outbox.' })
    say({ hant: `Docket 已啟動：${config.baseUrl}`, hans: `Docket 已启动：${config.baseUrl}`, en: `Docket is open at ${config.baseUrl}` })
    // Only now: nobody waits for it at the door.
    const { startWorker } = await import('./worker.ts')
    await startWorker(house.database, house.boss, log)
    // The press is slow the first time: it warms up in its own process once the start is over, so that nobody's first paper waits.
    const { warmPaper } = await import('#kernel/paper/render.ts')
    setTimeout(() => void warmPaper().catch((error: unknown) => log.warn({ error: traceOf(error) }, 'press')), 5000).unref()
  } catch (error) {
    await house.boss.stop({ graceful: false }).catch(() => undefined)
    await house.close()
    throw error
  }
}
