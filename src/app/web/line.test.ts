import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { ORPCError, os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/node'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '#test/setup/browser.ts'

/**
 * What a broken line and an ended session do to a command, in a real browser on the built app. The server here is a small one of
 * its own, because the line must break between two given requests, which the product's server cannot be asked to do.
 */
const web = join(import.meta.dirname, '../../../dist/web')
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
let signedOut = false
/** The session ends as the next command comes: were it ended before, a reading still under way could bring up the sign-in first. */
let endsAtCommand = false
let saved = 0
/** What the page reads anew after a command is answered only when this is. */
let reading: Promise<void> | undefined
/** Keys under which the command came, refused tries included. */
let keys: string[] = []
const guarded = os.use(async ({ next }) => {
  if (signedOut) throw new ORPCError('REFUSED', { status: 401, data: { code: 'signed_out', params: {} } })
  return next()
})
const rpc = new RPCHandler({
  people: {
    me: guarded.handler(() => ({ id: 'p', name: '陳怡君', mail: 'yijun@example.test', roles: ['ae'], locale: 'zh-Hant', agency: { id: 'x', name: '卷宗', region: 'TW', currency: 'TWD', zone: 'Asia/Taipei', sample: false } })),
    account: { setLanguage: guarded.handler(() => ({ saved: ++saved })) },
  },
  clients: {
    mine: guarded.handler(async () => {
      await reading
      return [{ id: 'a', name: '松木家居', active: true }]
    }),
  },
})
const serve = (): Server =>
  createServer(async (req, res) => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname
    if (path.startsWith('/rpc/')) {
      const key = req.headers['idempotency-key']
      if (typeof key === 'string') {
        keys.push(key)
        if (endsAtCommand) [signedOut, endsAtCommand] = [true, false]
      }
      const { matched } = await rpc.handle(req, res, { prefix: '/rpc' })
      if (!matched) res.writeHead(404).end()
    } else if (path === '/events') res.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 300\n\n')
    else if (path.startsWith('/assets/') && existsSync(join(web, path))) res.writeHead(200, { 'content-type': types[extname(path)] ?? '' }).end(readFileSync(join(web, path)))
    else {
      const csp = "default-src 'none'; script-src 'self' 'nonce-n'; style-src 'self' 'nonce-n'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'"
      const page = readFileSync(join(web, 'index.html'), 'utf8').replaceAll('%NONCE%', 'n').replaceAll('%LANG%', 'zh-Hant').replaceAll('%THEME%', 'auto')
      res.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': csp }).end(page)
    }
  })

let server: Server
let port: number
let browser: Browser
let page: Page
const faults: string[] = []
const listen = (at = 0) => new Promise<void>(done => {
  server = serve().listen(at, '127.0.0.1', done)
})
const hangUp = () => new Promise(done => {
  server.close(done)
  server.closeAllConnections()
})
const choose = async (language: string) => {
  await page.getByRole('button', { name: '陳怡君' }).click()
  await page.getByRole('menuitemradio', { name: language }).click()
}
const until = async (what: () => boolean, name: string) => {
  for (let tries = 0; !what(); tries++) {
    assert.ok(tries < 150, name)
    await new Promise(done => setTimeout(done, 100))
  }
}
before(async () => {
  await listen()
  port = (server.address() as { port: number }).port
  browser = await openBrowser()
  page = await browser.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', error => faults.push(error.message))
  page.on('console', entry => /Content Security Policy/.test(entry.text()) && faults.push(entry.text()))
  await page.goto(`http://127.0.0.1:${port}/nowhere`)
  await page.getByRole('heading', { level: 1 }).waitFor()
})
after(async () => {
  await browser.close()
  await hangUp()
  assert.deepEqual(faults, [], 'nothing thrown in the page, nothing against its policy')
})

test('a language is changed in place and told to the server once, under a key', async () => {
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  await choose('English')
  await page.getByText('There is nothing at this address').waitFor()
  await until(() => saved === 1, 'saved')
  assert.equal(keys.length, 1)
  assert.equal(await page.evaluate(() => (window as { stayed?: boolean }).stayed), true)
})

test('a second command is not lost while the page still reads anew after the first', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  reading = promise
  keys = []
  await choose('繁體中文')
  await until(() => saved === 2, 'the first')
  await choose('English')
  await until(() => saved === 3, 'the second, under a key of its own')
  assert.equal(new Set(keys).size, 2)
  resolve()
  reading = undefined
})

test('a command given while the line is down is said to wait, and is done once when it is back', async () => {
  await hangUp()
  keys = []
  await choose('繁體中文')
  await page.getByText('連線中斷').and(page.getByRole('status')).waitFor()
  await listen(port)
  await until(() => saved === 4, 'done when the line is back')
  assert.equal(new Set(keys).size, 1)
})

test('a command refused because the session ended waits for the sign-in and goes on under its key', async () => {
  keys = []
  endsAtCommand = true
  await choose('简体中文')
  await page.getByRole('dialog').waitFor()
  assert.equal(saved, 4)
  signedOut = false
  // As when one signs in in another tab and comes back to this one.
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await until(() => saved === 5, 'done after the sign-in')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(keys.length, 2)
  assert.equal(new Set(keys).size, 1)
  assert.equal(await page.evaluate(() => (window as { stayed?: boolean }).stayed), true)
})

test('the palette and the sheet of shortcuts open by key and close by Escape', async () => {
  // Single letters are silent under what is open still, and the menu of before may be closing.
  await page.waitForFunction(() => !document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'))
  await page.keyboard.press('/')
  await page.getByRole('dialog').getByRole('menuitem', { name: '松木家居' }).waitFor()
  await page.keyboard.type('松木')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})
