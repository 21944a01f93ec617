import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { allMessages } from '#app/messages.ts'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import { registerMessages, say, type Values } from '#kernel/i18n/say.ts'
import { addDays, localDate } from '#kernel/pure/calendar.ts'
import { roles } from '#kernel/pure/roles.ts'
import { drawPoster } from '#sample/pictures.ts'
import { axeOf, type Calls, callsOf, type House, openHouse, uploadFrom, until } from './house.ts'

registerMessages(allMessages())
/** What stands on the page, so that the test presses what a person reads. */
const w = (key: MessageKey, values?: Values): string => say('zh-Hant', key, values)

const today = localDate(new Date(), 'Asia/Taipei')
const quote = '路過的人，要先看到木頭。'
let house: House
let mine: Page
let call: Calls
let client = ''
let contact = ''
let me = ''
let job = ''

before(async () => {
  house = await openHouse()
  mine = await house.person()
  call = callsOf(mine)
})
after(() => house.close())

const dialog = (): Locator => mine.getByRole('dialog')
/** Presses a button by its name. */
const press = (page: Page | Locator, key: MessageKey, values?: Values): Promise<void> => page.getByRole('button', { name: w(key, values), exact: true, disabled: false }).click()
const write = (page: Page, key: MessageKey, text: string): Promise<void> => page.getByLabel(w(key), { exact: true }).fill(text)
/** Writes into a field of the open dialog; what may stay empty says so after its name. */
const fillIn = (key: MessageKey, text: string): Promise<void> => dialog().getByRole('textbox', { name: new RegExp(`^${w(key)}`) }).fill(text)
/** Moves on by the keyboard alone to the control with this name, as somebody does who has no mouse. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let presses = 0; presses < 200; presses++) {
    const here = await page.evaluate(() => {
      const on = document.activeElement as HTMLElement | null
      const labels = (on as HTMLInputElement | null)?.labels
      return on?.getAttribute('aria-label') ?? (labels?.length ? labels[0]!.textContent : on?.textContent)
    })
    if (here?.trim() === name) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab does not reach “${name}”`)
}
/** By keyboard alone: on to the button, and down. It is waited for until it can be pressed. */
const go = async (name: string): Promise<void> => {
  await mine.getByRole('button', { name, exact: true, disabled: false }).first().waitFor()
  await tabTo(mine, name)
  await mine.keyboard.press('Enter')
}
/** The client's contact answers on a phone, out of the letter: no account, nothing but the link. */
const answers = async (key: MessageKey, see: string): Promise<void> => {
  const phone = await house.person({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  await phone.goto(await house.linkFor('wang@pine.test'))
  await phone.getByText(see).first().waitFor()
  assert.deepEqual(await axeOf(phone), [], 'the contact’s page is open to all')
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth), 390, 'the contact’s page fits a phone')
  await phone.getByLabel(w('signoff.portal.name')).fill('王美玲')
  await phone.locator('.bar').getByRole('button', { name: w(key) }).tap()
  await phone.getByRole('heading', { name: w('signoff.portal.done.signed') }).waitFor()
  await phone.context().close()
}
/** The steps of one way: after a failed one the rest would only say the same again. */
let failed = ''
const step = (name: string, walk: () => Promise<void>): void => void test(name, async () => {
  assert.equal(failed, '', 'an earlier step failed')
  failed = name
  await walk()
  assert.deepEqual(house.complaints(), [], 'what the browser or the server complained of')
  failed = ''
})
const at = (): { client: string; job: string } => ({ client, job })
const versioned = async () => ({ ...at(), version: (await call.jobs.get(at())).version })
const stage = async (): Promise<string> => (await call.jobs.get(at())).stage
const open = (path = ''): Promise<unknown> => mine.goto(`${house.address}/clients/${client}/jobs/${job}${path}`)

step('somebody starts their agency on the first page', async () => {
  await mine.goto(house.address)
  await press(mine, 'people.start_title')
  await write(mine, 'people.agency_name', '向陽廣告')
  await write(mine, 'people.your_name', '陳怡君')
  await write(mine, 'people.mail', 'yijun@sun.test')
  await write(mine, 'people.password', '山裡的第七盞燈還亮著')
  await press(mine, 'people.start_do')
  await until('the first session', async () => (me = await call.people.me().then((one) => one.id, () => '')))
  assert.deepEqual(new Set((await call.people.me()).roles), new Set(roles))
  await call.people.staff.setRate({ id: me, from: addDays(today, -30), costMinor: 600n, chargeMinor: 1800n })
})

step('a client with its approver is opened', async () => {
  await mine.goto(`${house.address}/clients`)
  await press(mine, 'clients.open')
  await fillIn('clients.name', '松木家居')
  await fillIn('clients.legal_name', '松木家居股份有限公司')
  await press(dialog(), 'clients.open')
  await mine.waitForURL(/\/clients\/[0-9a-f-]{36}$/)
  client = mine.url().split('/').at(-1)!
  await press(mine, 'clients.contact_add')
  await fillIn('clients.contact_name', '王美玲')
  await fillIn('clients.mail', 'wang@pine.test')
  await dialog().getByText(w('clients.approver'), { exact: true }).click()
  await press(dialog(), 'clients.contact_add')
  await dialog().waitFor({ state: 'hidden' })
  const [made] = (await call.clients.get({ client })).contacts
  assert.deepEqual([made?.name, made?.mail, made?.approverSince], ['王美玲', 'wang@pine.test', today])
  contact = made!.id
})

const item = randomUUID()
let meeting = ''
step('the minutes carry the client’s words, go out sealed, and are confirmed by link', async () => {
  const made = await call.meetings.create({
    client, title: '秋季新品策略會議', heldOn: today, place: '松木家居', people: [me], contacts: [contact],
    items: [{ id: item, kind: 'request', text: '做一張秋季新品的海報', quote, quotedContactId: contact, step: '提出創意方向', dueOn: addDays(today, 21), ourOwnerId: me, theirOwnerId: contact }],
  })
  meeting = made.id
  await call.meetings.send({ client, meeting, version: made.version, contacts: [contact], days: 14 })
  await answers('signoff.portal.confirm', quote)
  assert.equal((await call.meetings.get({ client, meeting })).state, 'confirmed')
})

step('from the request an order is opened, filled by keyboard, submitted, accepted and recognised', async () => {
  await mine.goto(`${house.address}/clients/${client}/meetings/${meeting}`)
  await press(mine, 'meetings.open_order')
  await mine.waitForURL(/\/jobs\//)
  job = mine.url().split('/').at(-1)!
  assert.equal((await call.jobs.get(at())).itemId, item)
  await assert.rejects(call.jobs.submit(await versioned()), /./, 'an incomplete order is refused at the API')
  await open('/order')
  const type = async (key: MessageKey, text: string): Promise<void> => {
    await tabTo(mine, w(key))
    await mine.keyboard.press('ControlOrMeta+a')
    await mine.keyboard.type(text)
  }
  await mine.getByLabel(w('jobs.name'), { exact: true }).waitFor()
  await type('jobs.name', '秋季新品主視覺海報')
  await type('jobs.field.brand', '松木家居')
  await type('jobs.field.product', '實木餐桌')
  await type('jobs.field.message', '先看見木頭')
  await type('jobs.field.purpose', '讓路過的人走進門市')
  await type('jobs.field.audience', '三十到四十五歲')
  await type('jobs.field.mustHaves', '木紋')
  await type('jobs.field.mustNots', '價格')
  await type('jobs.field.sizes', 'B1 728 × 1030 mm')
  await type('jobs.field.quantity', '800')
  await type('jobs.field.material', '200 g')
  await type('jobs.field.languages', '中文')
  await type('jobs.field.deliveryFormat', 'PDF/X-4')
  await type('jobs.field.dueOn', addDays(today, 30))
  await type('jobs.field.budgetMinor', '１８６，０００')
  for (const key of ['jobs.field.ownerId', 'jobs.field.leadId'] as const) {
    await type(key, '陳怡君')
    await mine.keyboard.press('ArrowDown')
    await mine.keyboard.press('Enter')
  }
  await tabTo(mine, w('jobs.field.noReferences'))
  await mine.keyboard.press('Space')
  await mine.getByText(w('jobs.complete')).waitFor()
  assert.deepEqual(await axeOf(mine), [])
  await mine.keyboard.press('ControlOrMeta+Enter')
  await mine.waitForURL((url) => url.pathname.endsWith(job))
  await go(w('jobs.act.accept'))
  await go(w('jobs.act.issue'))
  await until('the finance number', async () => (await call.jobs.get(at())).number)
  const order = await call.jobs.get(at())
  assert.deepEqual([order.stage, order.budgetMinor, order.message], ['ordered', 186000n, '先看見木頭'])
})

step('the schedule is signed by us with the keyboard and by the client on the phone', async () => {
  const [idea, art] = [randomUUID(), randomUUID()]
  const part = (stepId: string, name: string, days: number, predecessorId: string | null) => ({ stepId, name, detail: '', ourOwnerId: me, theirOwnerId: null, days, predecessorId, pinnedOn: null })
  const draft = await call.schedules.draft({ ...at(), version: null, direction: 'forward', anchor: today, steps: [part(idea, '創意方向', 3, null), part(art, '完稿', 5, idea)], reason: '' })
  await call.schedules.send({ client, schedule: draft.id, version: draft.version, personId: me, contactId: contact })
  assert.equal(await signAll(), 1)
  await answers('signoff.portal.sign', '創意方向')
  await until('the baseline', async () => (await call.schedules.forJob(at())).inForce)
  assert.equal(await stage(), 'scheduled')
})

/** Signs what I am asked to, turn after turn, on the page where it waits, without touching the mouse. Answers how often. */
const signAll = async (): Promise<number> => {
  for (let signed = 0; ; signed++) {
    const [first] = await call.signoff.mine({})
    if (!first) return signed
    await mine.goto(`${house.address}/sign`)
    await go(w('signoff.sign_title', { title: first.title }))
    await dialog().waitFor()
    assert.deepEqual(await axeOf(mine), [])
    await go(w('signoff.sign'))
    await dialog().waitFor({ state: 'hidden' })
    await until('the signature', async () => (await call.signoff.mine({})).every(({ party }) => party !== first.party))
  }
}

step('time is logged, the work passes its stages, and the client approves it by link', async () => {
  await call.costs.log({ ...at(), onDay: today, minutes: 90, note: '草圖' })
  assert.equal((await call.costs.forJob(at())).timeMinor, 900n)
  assert.equal(await stage(), 'in_work')

  // Whoever makes a version does not check it as lead: a colleague is invited and takes the invitation up.
  await call.people.staff.invite({ name: '周柏翰', title: '美術', locale: 'zh-Hant', roles: ['member'], mail: 'bohan@sun.test' })
  const theirs = await house.person()
  await theirs.goto(await house.linkFor('bohan@sun.test', 'ticket'))
  await write(theirs, 'people.password', '海邊的第三張椅子空著')
  await press(theirs, 'people.ticket.do')
  const colleague = callsOf(theirs)
  const him = await until('the colleague', () => theirs.url().includes('/ticket/') ? null : colleague.people.me().then((one) => one.id, () => null))
  await assert.rejects(colleague.jobs.get(at()), /./, 'who is not on the team does not learn of the client')
  await call.clients.join({ client, person: him })
  const poster = await drawPoster({ motif: 'rings', paper: '#e8e0d0', ink: '#4a2f1c', headline: '先看見木頭', line: '松木家居 秋季新品', foot: 'NT$ 12,800 起' })
  const fileId = await uploadFrom(theirs, client, '海報.png', 'image/png', Buffer.from(poster))
  const stages = (['copy', 'art', 'lead', 'ae'] as const).map((name) => ({ stage: name, people: [me] }))
  const made = await colleague.deliverables.add({ ...at(), title: '主視覺海報', fileId, note: '', stages })
  await theirs.context().close()

  const version = async () => (await call.deliverables.get({ client, deliverable: made.id })).versions[0]!
  const send = async () => call.deliverables.send({ client, version: made.versionId, contact, rowVersion: (await version()).rowVersion })
  await assert.rejects(send(), /./, 'a version missing a signature cannot go to the client')
  assert.equal(await signAll(), stages.length, 'everybody who took part signs their stage')
  await send()
  await answers('signoff.portal.confirm', '主視覺海報')
  assert.equal((await version()).state, 'approved')
  assert.equal(await stage(), 'signed_off')
})

step('delivery closes the card, and nothing can be booked after it', async () => {
  await open()
  await press(mine, 'jobs.act.deliver')
  await press(mine, 'jobs.act.close')
  await until('the closed card', async () => (await stage()) === 'closed')
  await assert.rejects(call.costs.log({ ...at(), onDay: today, minutes: 30, note: '' }), /./)
})

let invoice = ''
step('from the closed card to the payment request, the invoice and the money, by keyboard', async () => {
  await open()
  await go(w('billing.act.request'))
  await mine.getByLabel(w('billing.line'), { exact: true }).first().waitFor()
  assert.deepEqual(await axeOf(mine), [])
  await go(w('billing.act.request'))
  await go(w('billing.act.post'))
  invoice = await until('the invoice', async () => (await call.billing.forJob(at())).invoices[0]?.id)
  const posted = await call.billing.invoice({ client, invoice })
  assert.deepEqual([posted.netMinor, posted.taxMinor, posted.totalMinor], [186000n, 9300n, 195300n])

  await mine.goto(`${house.address}/clients/${client}/invoices/${invoice}`)
  await go(w('billing.act.receive'))
  await dialog().waitFor()
  assert.deepEqual(await axeOf(mine), [])
  await tabTo(mine, w('billing.act.receive'))
  await mine.keyboard.press('Enter')
  await dialog().waitFor({ state: 'hidden' })
  assert.equal((await call.billing.invoice({ client, invoice })).settledMinor, 195300n)
  assert.equal(await stage(), 'paid')
})

step('the paper is placed, the complete file is filed, and three clicks lead back to the client’s words', async () => {
  await assert.rejects(call.archive.put(at()), /./, 'an incomplete file is not put away')
  await open()
  await press(mine, 'archive.place')
  await fillIn('archive.room', 'A')
  await fillIn('archive.shelf', '3')
  await press(dialog(), 'archive.place')
  await dialog().waitFor({ state: 'hidden' })
  await press(mine, 'archive.put')
  await until('the filing', async () => (await stage()) === 'filed')
  await mine.goto(`${house.address}/invoices`)
  await mine.getByRole('row', { name: (await call.billing.invoice({ client, invoice })).number }).click()
  await mine.waitForURL(new RegExp(`/invoices/${invoice}$`))
  await mine.getByText(quote).waitFor()
  await mine.getByRole('link', { name: /秋季新品策略會議/ }).click()
  await mine.waitForURL(new RegExp(`/meetings/${meeting}$`))
  await mine.getByText(quote).first().waitFor()
})
