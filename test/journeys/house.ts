import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { setTimeout as wait } from 'node:timers/promises'
import type { Contract } from '#app/contract.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { type Mailbox, openMailbox, parse } from '#kernel/mail/fixtures.ts'
import { openBrowser } from '#test/setup/browser.ts'
import { built, startFlags } from '#test/setup/built.ts'
import { sampleFolder } from '#test/setup/sample.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export type Calls = ContractRouterClient<Contract>

/** Waits until `look` answers something; what was waited for is said when it never comes. */
export const until = async <T>(what: string, look: () => T | Promise<T>, seconds = 30): Promise<NonNullable<T>> => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(100)) {
    const found = await look()
    if (found) return found as NonNullable<T>
  }
  throw new Error(`waited ${seconds} s in vain for: ${what}`)
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export interface Look {
  lang: Lang
  theme: 'light' | 'dark'
  width: number
}
/** The browser of somebody with this language, paper and width; the narrow one is a phone. */
export const screenOf = ({ lang, theme, width }: Look): BrowserContextOptions => ({
  locale: { 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN', en: 'en-GB' }[lang], colorScheme: theme,
  ...(width < 600 ? { viewport: { width, height: 844 }, isMobile: true, hasTouch: true } : { viewport: { width, height: 900 } }),
})

export interface House {
  address: string
  browser: Browser
  mailbox: Mailbox
  /** A person at a browser of their own: cookies, storage, language and width. */
  person(options?: BrowserContextOptions): Promise<Page>
  /** The newest address `/<path>/…` mailed to somebody; waits for the letter. Each link is given once. */
  linkFor(mail: string, path?: string): Promise<string>
  /** What the browser complained of since the last call: console errors, thrown errors, broken content policy. */
  complaints(): string[]
  close(): Promise<void>
}

/** Before anybody is signed in the page asks who is, and a dead ticket is asked for too; the browser writes such answers to the console. */
const expected = (text: string, url: string): boolean =>
  (/status of 401/.test(text) && url.endsWith('/rpc/people/me')) || (/status of 404/.test(text) && url.endsWith('/rpc/people/ticket'))

/**
 * Docket as people get it: the server as its own process on an empty folder and a free port, a mail server that keeps what
 * it is given, and a browser. With `sample`, the folder holds the sample agency; without `mail`, letters wait in the outbox.
 */
export const openHouse = async ({ sample = false, mail = true } = {}): Promise<House> => {
  const folder = sample ? await sampleFolder() : await mkdtemp(join(tmpdir(), 'docket-journey-'))
  const mailbox = await openMailbox()
  const port = await freePort()
  const address = `http://localhost:${port}`
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1', BASE_URL: address, SMTP_URL: mail ? mailbox.url : '', MAIL_FROM: 'Docket <docket@docket.test>' }
  const server = spawn(process.execPath, [...startFlags(), built('server')], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  server.stdout.on('data', (chunk) => { said += chunk })
  server.stderr.on('data', (chunk) => { said += chunk })
  const ready = until('the server', async () => {
    if (server.exitCode !== null) throw new Error(`the server ended:\n${said}`)
    return (await fetch(`${address}/readyz`).catch(() => null))?.ok
  }, 60)
  const [browser] = await Promise.all([openBrowser(), ready])
  const heard: string[] = []
  const used = new Set<string>()

  return {
    address, browser, mailbox,
    person: async (options = {}) => {
      const context = await browser.newContext({ locale: 'zh-TW', timezoneId: 'Asia/Taipei', viewport: { width: 1440, height: 900 }, ...options })
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      page.on('console', (line) => {
        if (line.type() === 'error' && !expected(line.text(), line.location().url)) heard.push(`${page.url()}: ${line.text()} (${line.location().url})`)
      })
      page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.stack ?? error}`))
      return page
    },
    linkFor: async (mail, path = 'p') => {
      const link = await until(`a letter with a link for ${mail}`, () => {
        for (const raw of mailbox.received.toReversed()) {
          const { message, parts } = parse(raw)
          if (!message.get('to')?.includes(mail)) continue
          const text = parts.find((p) => p.type === 'text/plain')?.body.toString('utf8') ?? ''
          const found = new RegExp(`${address}/${path}/[\\w-]+`).exec(text)?.[0]
          if (found && !used.has(found)) return found
        }
        return null
      })
      used.add(link)
      return link
    },
    complaints: () => {
      const bugs = said.split('\n').filter((line) => line.includes('"msg":"bug"'))
      said = ''
      return [...heard.splice(0), ...bugs]
    },
    close: async () => {
      await browser.close()
      await ended(server)
      await mailbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const ended = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null) return
  const exit = once(server, 'exit')
  server.kill('SIGTERM')
  await exit
}

/** Headers of a call that the page itself makes: the server asks where a call comes from. */
const fromPage = (page: Page): Record<string, string> =>
  ({ 'X-Docket': '1', 'Idempotency-Key': randomUUID(), Origin: new URL(page.url()).origin, 'Sec-Fetch-Site': 'same-origin' })

/** The procedures, called with the cookies of the browser; a refusal is the caller's to judge and no complaint of the page. */
export const callsOf = (page: Page): Calls => {
  const link = new RPCLink({
    url: () => `${new URL(page.url()).origin}/rpc`,
    method: 'POST',
    headers: () => fromPage(page),
    fetch: async (request) => {
      // A Request leaves out headers that only a browser may write.
      const headers = { ...Object.fromEntries(request.headers), ...fromPage(page), 'Idempotency-Key': request.headers.get('idempotency-key')! }
      const answer = await page.request.post(request.url, { headers, data: await request.text() })
      const status = answer.status()
      return new Response(status === 204 ? null : await answer.text(), { status, headers: { 'content-type': answer.headers()['content-type'] ?? '' } })
    },
  })
  return createORPCClient(link)
}

const axePath = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))
let axe: Promise<string> | undefined
interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[]
}

/** What axe finds against WCAG 2.2 A and AA on the page as it stands, one line a place; empty when it is right. */
export const axeOf = async (page: Page): Promise<string[]> => {
  axe ??= readFile(axePath, 'utf8')
  // Through the debugger, not as a script of the page: the content policy forbids those, and stays as it is. And past
  // page.evaluate, which wraps it anew: the same words again are compiled only once for all the pages of a tab.
  const debug = await page.context().newCDPSession(page)
  await debug.send('Runtime.evaluate', { expression: `${await axe};0` })
  await debug.detach()
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(on: unknown, how: object): Promise<AxeResult> } }).axe
    .run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'] }))
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id} at ${n.target.join(' ')}: ${n.failureSummary.split('\n')[1]?.trim() ?? v.help}`))
}
