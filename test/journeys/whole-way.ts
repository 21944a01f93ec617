import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays, localDate } from '#kernel/pure/calendar.ts'
import { formatMinutes, formatShortDate, weekday } from '#kernel/pure/format.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import type { Region } from '#kernel/pure/region.ts'
import { roles } from '#kernel/pure/roles.ts'
import { drawPoster, vendorPaper } from '#sample/pictures.ts'
import { type Hands, handsOf, type Name, type Upload } from './hands.ts'
import { type Calls, callsOf, type House, type Look, openHouse, screenOf, until } from './house.ts'
import { settled } from './sample.ts'

/**
 * One walk of the whole way: on which screen, in which language and country, and what people there say. Between them the
 * walks have every language, both widths, both papers and all three countries; each has a file, since files run side by side.
 */
interface Tale {
  look: Look
  region: Region
  agency: string
  me: string
  mate: string
  client: string
  contact: string
  meeting: string
  decision: string
  objection: string
  mended: string
  request: string
  quote: string
  told: string
  step: string
  job: string
  material: string
  work: string
  change: string
  changed: string
  vendor: string
  bought: string
  hours: string
  reason: string
  held: string
}

const today = localDate(new Date(), 'Asia/Taipei')
const mails = { me: 'me@agency.test', mate: 'mate@agency.test', contact: 'contact@client.test' }
/** What a sum is in each country: its currency, its smallest unit, its tax. */
const money = { TW: { currency: 'TWD', minor: 1n, percent: 5n }, PRC: { currency: 'CNY', minor: 100n, percent: 6n }, HK: { currency: 'HKD', minor: 100n, percent: 0n } } as const

/** One job from the client's words to the filed invoice, done by people at their browsers and by the client's contact on a phone. */
const walk = (tale: Tale): void => {
  const { look, client, contact, job } = tale
  const { currency, minor, percent } = money[tale.region]
  const sum = (whole: bigint): string => formatMoney(whole * minor, currency)
  let house: House
  /** Account executive, lead and finance in one person. */
  let me: Hands
  /** A colleague, at the other kind of screen and on the other paper. */
  let mate: Hands
  /** What no button does: trying at the API what the page does not offer. */
  let call: Calls
  const at = { client: '', job: '' }

  before(async () => {
    house = await openHouse()
    me = handsOf(await house.person(screenOf(look)), look.lang)
    mate = handsOf(await house.person(screenOf({ lang: look.lang, theme: look.theme === 'light' ? 'dark' : 'light', width: look.width === 390 ? 1440 : 390 })), look.lang)
    call = callsOf(me.page)
  })
  after(() => house.close())

  /** The steps of one way: after a failed one the rest would only say the same again. */
  let failed = ''
  const step = (name: string, does: () => Promise<void>): void => void test(name, async () => {
    assert.equal(failed, '', 'an earlier step failed')
    failed = name
    await does()
    assert.deepEqual(house.complaints(), [], 'what the browser or the server complained of')
    failed = ''
  })
  /** Goes there as by a link: the page lives on, so what others did meanwhile must have reached it by itself. */
  const opens = async (who: Hands, path: string): Promise<void> => {
    if (who.page.url().startsWith(house.address)) {
      await who.page.evaluate((to) => history.pushState(null, '', to), path || '/')
      await who.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    } else await who.page.goto(house.address + path)
    await settled(who.page)
  }
  const docket = (): string => `/clients/${at.client}/jobs/${at.job}`
  const onDocket = (who: Hands): Promise<void> => opens(who, docket())
  /** The strip on the docket says so. */
  const stands = async (stage: Name): Promise<void> => {
    if (!me.page.url().endsWith(docket())) await onDocket(me)
    await me.page.getByRole('list', { name: me.w('jobs.strip') }).locator('[aria-current=step]', { hasText: me.w(stage) }).waitFor()
  }
  /** The client's contact answers on a phone, out of the letter: no account, nothing but the link. */
  const onThePhone = async (see: string, does: (phone: Hands) => Promise<void>): Promise<void> => {
    const phone = handsOf(await house.person(screenOf({ ...look, width: 390 })), look.lang)
    await phone.page.goto(await house.linkFor(mails.contact))
    await phone.sees(see)
    await phone.whole()
    await does(phone)
    await phone.page.context().close()
  }
  const agrees = (key: Name) => async (phone: Hands): Promise<void> => {
    // Without a name the browser leads to the field, and the field is to be seen: the bar lies over the foot of the page.
    const bar = phone.page.locator('.bar').getByRole('button', { name: phone.w(key) })
    await bar.tap()
    const [field, edge] = await Promise.all([phone.page.locator('#name').boundingBox(), phone.page.locator('.bar').boundingBox()])
    assert.ok(field && edge && field.y > 0 && field.y + field.height <= edge.y, 'the name stands above the bar')
    await phone.write('signoff.portal.name', contact)
    await bar.tap()
    await phone.reads(key === 'signoff.portal.confirm' ? 'signoff.portal.done.signed_confirm' : key === 'signoff.portal.approve' ? 'signoff.portal.done.signed_approve' : 'signoff.portal.done.signed')
  }
  const says = (open: Name, field: string, words: string) => async (phone: Hands): Promise<void> => {
    await phone.page.getByText(phone.w(open), { exact: true }).tap()
    await phone.write(field, words)
    // What was written outlives the page, until it has been sent.
    const address = phone.page.url()
    await phone.page.goto('about:blank')
    await phone.page.goto(address)
    assert.equal(await phone.field(field).inputValue(), words)
    await phone.within(phone.page.locator('details')).press('signoff.portal.i_am', { name: contact })
    await phone.whole()
    await phone.page.getByRole('button', { name: phone.w('signoff.portal.send') }).tap()
    await phone.reads('signoff.portal.done.declined')
    await phone.page.waitForFunction(() => localStorage.length === 0)
  }
  /** Somebody of ours signs what waits for them, so often, on the page where it waits, without touching the mouse. */
  const signs = async (who: Hands, times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      await opens(who, '/sign')
      const first = who.page.getByRole('table', { name: who.w('signoff.title') }).locator('button[aria-label]').first()
      await who.key((await first.getAttribute('aria-label'))!)
      await who.dialog.waitFor()
      if (n === 0) await who.whole()
      await who.key('signoff.sign')
      await who.dialog.waitFor({ state: 'hidden' })
    }
  }

  step('somebody starts their agency on the first page and sets what their hour costs', async () => {
    await opens(me, '')
    await me.press('people.start_title')
    await me.write('people.agency_name', tale.agency)
    await me.tick(`people.region.${tale.region}`)
    await me.write('people.your_name', tale.me)
    await me.write('people.mail', mails.me)
    await me.write('people.password', '山裡的第七盞燈還亮著')
    await me.press('people.start_do')
    await me.reads('desk.empty')
    assert.deepEqual(new Set((await call.people.me()).roles), new Set(roles))
    await setsRate(tale.me)
  })
  const setsRate = async (name: string): Promise<void> => {
    await opens(me, '/settings/rates')
    await me.page.getByRole('row', { name }).click()
    await me.write('people.rate_from', addDays(today, -30))
    await me.write('people.rate_cost', '600')
    await me.write('people.rate_charge', '1800')
    await me.press('people.rate_set')
    await me.dialog.getByRole('cell', { name: '600' }).waitFor()
    await until('the form of the rate to be empty', async () => (await me.field('people.rate_cost').inputValue()) === '')
  }

  step('a client with its approver is opened', async () => {
    await opens(me, '/clients')
    await me.open('clients.open')
    await me.write('clients.name', client)
    await me.finish('clients.open')
    await me.reads(client)
    at.client = me.page.url().split('/').at(-1)!
    await me.open('clients.contact_add')
    await me.write('clients.contact_name', contact)
    await me.write('clients.mail', mails.contact)
    await me.tick('clients.approver')
    await me.whole()
    await me.finish('clients.contact_add')
    await me.page.getByRole('row', { name: contact }).filter({ hasText: me.w('clients.since') }).waitFor()
  })

  step('a colleague is invited by mail and learns of the client only once on its team', async () => {
    await opens(me, '/settings/staff')
    await me.open('people.staff_invite')
    await me.write('people.mail', mails.mate)
    await me.write('people.name', tale.mate)
    await me.whole()
    await me.finish('people.staff_invite_do')
    await mate.page.goto(await house.linkFor(mails.mate, 'ticket'))
    await mate.field('people.password').waitFor()
    await mate.whole()
    await mate.write('people.password', '海邊的第三張椅子空著')
    await mate.press('people.ticket.do')
    await mate.reads('desk.empty')
    await opens(mate, '/clients')
    await mate.reads('clients.none')
    await assert.rejects(callsOf(mate.page).clients.get({ client: at.client }), /./, 'who is not on the team does not learn of the client')
    await opens(me, `/clients/${at.client}`)
    await me.find('clients.join', tale.mate)
    await me.press('clients.join_do')
    await me.page.getByRole('button', { name: `${me.w('clients.leave')} ${tale.mate}` }).waitFor()
    await opens(mate, `/clients/${at.client}`)
    await mate.reads(client)
    await setsRate(tale.mate)
  })

  step('the minutes carry the client’s words and go out sealed; the client objects to one item', async () => {
    await opens(me, '/meetings')
    await me.open('meetings.new')
    await me.write('meetings.subject', tale.meeting)
    await me.finish('meetings.new')
    await me.findByName('meetings.present.theirs', contact)
    const [decision, request, told] = [me.item(1), me.item(2), me.item(3)]
    await decision.write('meetings.field.text', tale.decision)
    await decision.write('meetings.field.step', tale.step)
    // What is missing leads to its field.
    await me.press('meetings.missing_item', { no: 1, what: me.w('meetings.lack.dueOn') })
    await decision.field('meetings.field.dueOn').and(me.page.locator(':focus')).fill(addDays(today, 7))
    await decision.find('meetings.field.ours', tale.me)
    await me.press('meetings.add_item')
    await request.press('meetings.kind.request')
    await request.write('meetings.field.text', tale.request)
    await request.write('meetings.field.step', tale.step)
    await request.write('meetings.field.dueOn', addDays(today, 21))
    await request.find('meetings.field.ours', tale.me)
    await request.find('meetings.field.theirs', contact)
    await request.write('meetings.field.quote', tale.quote)
    await request.find('meetings.field.quoted', contact)
    await me.press('meetings.add_item')
    await told.press('meetings.kind.information')
    await told.write('meetings.field.text', tale.told)
    await me.whole()
    await me.press('meetings.send')
    await me.reads('meetings.head.sent', { title: tale.meeting })
    await onThePhone(tale.quote, says('signoff.portal.object_confirm', me.w('signoff.portal.object_item', { label: me.w('meetings.portal.item', { no: 1, text: tale.decision }) }), tale.objection))
  })

  step('the objection makes a new version, and the client confirms that one', async () => {
    await me.reads('meetings.head.objected', { title: tale.meeting })
    await me.item(1).sees(tale.objection)
    await me.press('meetings.revise')
    await me.item(1).write('meetings.field.text', tale.mended)
    await me.sees('meetings.change.changed')
    await me.press('meetings.send')
    await me.reads('meetings.head.sent', { title: tale.meeting })
    await onThePhone(tale.mended, agrees('signoff.portal.confirm'))
    await me.reads('meetings.head.confirmed', { title: tale.meeting })
    const [first, second] = [1, 2].map((n) => me.within(me.page.getByRole('region', { name: me.w('meetings.revision', { n }) })))
    await first!.sees('meetings.request.declined')
    await second!.sees('meetings.in_force')
    await me.whole()
  })

  step('from the request an order is opened, filled by keyboard, submitted, accepted and recognised', async () => {
    await me.item(2).key('meetings.open_order')
    await me.page.waitForURL(/\/jobs\//)
    at.job = me.page.url().split('/').at(-1)!
    await me.sees(tale.quote)
    await me.sees('refusal.jobs.no_order')
    const { version } = await call.jobs.get(at)
    await assert.rejects(call.jobs.submit({ ...at, version }), /./, 'an incomplete order is refused at the API')
    await assert.rejects(call.costs.log({ ...at, onDay: today, minutes: 30, note: '' }), /./, 'no order, no work')
    await me.key('jobs.go.edit')
    await me.page.getByRole('navigation', { name: me.w('jobs.lacking') }).waitFor()
    await me.type('jobs.name', job)
    await me.type('jobs.field.brand', client)
    await me.type('jobs.field.product', tale.work)
    await me.type('jobs.field.message', tale.quote)
    await me.type('jobs.field.purpose', tale.request)
    await me.type('jobs.field.audience', '30–45')
    await me.type('jobs.field.mustHaves', tale.change)
    await me.type('jobs.field.mustNots', 'NT$')
    await me.type('jobs.field.sizes', 'B1 728 × 1030 mm')
    await me.type('jobs.field.quantity', '800')
    await me.type('jobs.field.material', tale.material)
    await me.type('jobs.field.languages', look.lang)
    await me.type('jobs.field.deliveryFormat', 'PDF/X-4')
    await me.type('jobs.field.dueOn', addDays(today, 45))
    await me.type('jobs.field.budgetMinor', '１８６，０００')
    for (const key of ['jobs.field.ownerId', 'jobs.field.leadId'] as const) {
      await me.type(key, tale.me)
      await me.page.keyboard.press('ArrowDown')
      await me.page.keyboard.press('Enter')
    }
    await me.tabTo('jobs.field.noReferences')
    await me.page.keyboard.press('Space')
    await me.sees('jobs.complete')
    await me.whole()
    await me.page.keyboard.press('ControlOrMeta+Enter')
    await me.key('jobs.act.accept')
    await me.key('jobs.act.issue')
    await me.reads('jobs.next.schedule')
    const order = await call.jobs.get(at)
    assert.match(order.number ?? '', /\d{4}/)
    assert.deepEqual([order.budgetMinor, order.message], [186_000n * minor, tale.quote])
  })

  step('the schedule is signed by us with the keyboard and by the client on the phone', async () => {
    await me.follow('schedules.plan_it')
    await me.press('schedules.template')
    // The open row above closes and the rest moves up: a list pressed beneath it still only opens, and nothing is chosen by letting go.
    await me.page.getByLabel(me.w('schedules.step_of', { no: 1, what: me.w('schedules.field.name') }), { exact: true }).click()
    const last = me.page.getByRole('button', { name: me.w('schedules.step_of', { no: 6, what: me.w('schedules.field.ours') }) })
    const stood = await last.innerText()
    await last.click()
    await me.page.getByRole('option', { selected: true }).filter({ hasText: stood }).waitFor()
    await me.page.keyboard.press('Escape')
    await me.press('schedules.save')
    await me.sees('schedules.saved')
    await me.page.getByRole('button', { name: me.w('schedules.save') }).and(me.page.locator(':focus')).waitFor()
    await me.whole()
    await me.open('schedules.send')
    await me.finish('schedules.send_do')
    await signs(me, 1)
    await onThePhone(me.w('schedules.template.direction'), agrees('signoff.portal.sign'))
    await stands('jobs.stage.scheduled')
    await me.tick('schedules.tick', { name: me.w('schedules.template.direction') })
    await me.sees('schedules.done_on', { day: formatShortDate(today, look.lang) })
  })

  step('a change of the schedule says in words what moves, and counts once both have signed again', async () => {
    await me.follow('schedules.open_page')
    await me.press('schedules.revise')
    await me.write(me.w('schedules.step_of', { no: 3, what: me.w('schedules.field.days') }), '8')
    await me.write('schedules.reason', tale.reason)
    await me.reads('schedules.change.earlier', { n: 2 })
    await me.sees('schedules.change.longer', { n: 2 })
    await me.press('schedules.save')
    await me.open('schedules.send')
    await me.finish('schedules.send_do')
    await me.sees('schedules.waits_still', { n: 1 })
    await me.whole()
    const sentence = await me.page.getByRole('heading', { level: 1 }).innerText()
    await signs(me, 1)
    await onThePhone(sentence, async (phone) => {
      await phone.sees(tale.reason)
      await phone.sees('schedules.change.longer', { n: 2 })
      await agrees('signoff.portal.sign')(phone)
    })
    await opens(me, `${docket()}/schedule`)
    await me.sees(`${me.w('schedules.revision', { n: 2 })}${me.w('schedules.comma')}${me.w('schedules.state.signed')}`)
  })

  step('time is logged in the quick entry and the week, a cost is bought with its paper, and the docket shows it', async () => {
    await onDocket(mate)
    await mate.open('costs.log')
    await mate.write('costs.how_long', '1:30')
    await mate.write('costs.note', tale.hours)
    await mate.finish('costs.log')
    await opens(mate, '/time')
    const day = formatShortDate(today, look.lang)
    const cell = mate.page.getByRole('textbox', { name: `${job}, ${look.lang === 'en' ? `${weekday(today, look.lang)} ${day}` : `${day} ${weekday(today, look.lang)}`}` })
    await cell.fill('2:00')
    await cell.press('Enter')
    await mate.sees('costs.week_head', { time: formatMinutes(120, look.lang), zero: 'false' })
    await mate.whole()
    // By keyboard on from the cell to what was done in it.
    await cell.focus()
    await mate.type('costs.note', `${tale.hours} 2`)
    await mate.key('ui.save')
    await opens(mate, '/time')
    await until('the note of the cell', async () => (await mate.field('costs.note').first().inputValue()) === `${tale.hours} 2`)
    await onDocket(mate)
    await mate.open('costs.buy')
    await mate.write('costs.vendor', tale.vendor)
    await mate.write('costs.what', tale.bought)
    await mate.write('costs.net', '12,000')
    await mate.write('costs.paper_number', 'V-0815')
    await mate.upload('costs.paper', await bill())
    await mate.whole()
    await mate.finish('costs.buy')
    await onDocket(me)
    await me.sees(sum(13_200n))
    await me.open('costs.entries')
    await me.dialog.getByRole('link', { name: 'V-0815' }).waitFor()
    await stands('jobs.stage.in_work')
  })
  const bill = async (): Promise<Upload> => {
    const pdf = await vendorPaper({ on: today, vendor: tale.vendor, number: 'V-0815', what: tale.bought, amount: '12,000', to: tale.agency })
    return { name: 'V-0815.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) }
  }
  const poster = async (foot: string): Promise<Upload> => {
    const picture = await drawPoster({ motif: 'rings', paper: '#e8e0d0', ink: '#4a2f1c', headline: client, line: job, foot })
    return { name: `${tale.work}.png`, mimeType: 'image/png', buffer: Buffer.from(picture) }
  }

  step('the work passes every stage, and the client asks for a change', async () => {
    await onDocket(mate)
    await mate.open('deliverables.add')
    await mate.write('deliverables.name', tale.work)
    await mate.upload('deliverables.file', await poster('1'))
    for (const [stage, name] of [['copy', tale.me], ['art', tale.mate]] as const) await mate.choose(`${mate.w(`deliverables.stage.${stage}`)}: ${mate.w('deliverables.add_person')}`, name)
    await mate.whole()
    await mate.finish('deliverables.add')
    await mate.sees('deliverables.state.in_stages')
    const version = (await call.deliverables.forJob(at)).deliverables[0]!.versions[0]!
    const { id } = (await call.clients.get({ client: at.client })).contacts[0]!
    await assert.rejects(call.deliverables.send({ client: at.client, version: version.id, contact: id, rowVersion: version.rowVersion }), /./, 'a version missing a signature cannot go to the client')
    await passes()
    await onThePhone(tale.work, says('signoff.portal.object_approve', 'signoff.portal.reason_approve', tale.change))
    await me.sees('deliverables.state.returned')
    await me.sees(tale.change)
  })
  /** Everybody who took part signs their stage, and it goes to the client. */
  const passes = async (): Promise<void> => {
    await signs(me, 1)
    await signs(mate, 1)
    await signs(me, 2)
    await onDocket(me)
    await me.within(me.page.locator('#next')).open('jobs.go.send')
    await me.finish('deliverables.send')
    await me.sees('deliverables.state.with_client')
  }

  step('the change comes back as a new version, which the client approves', async () => {
    await onDocket(mate)
    await mate.sees(tale.change)
    await mate.open('deliverables.add_version')
    await mate.upload('deliverables.file', await poster('2'))
    await mate.write('deliverables.note', tale.changed)
    await mate.finish('deliverables.add_version')
    await passes()
    await onThePhone(tale.changed, agrees('signoff.portal.approve'))
    await stands('jobs.stage.signed_off')
    await me.follow(tale.work)
    await me.reads('deliverables.head.approved', { title: tale.work, no: 2 })
    await me.whole()
  })

  step('finance holds the order, and releases it; delivery closes the card: nothing is booked after it, unless finance re-opens it with a reason for all to see', async () => {
    await onDocket(me)
    await me.open('jobs.act.hold')
    await me.write('ui.reason', tale.held)
    await me.finish('jobs.act.hold')
    await onDocket(mate)
    await mate.sees('jobs.next.held')
    await mate.sees('refusal.jobs.held', { reason: tale.held })
    await assert.rejects(call.jobs.deliver({ ...at, version: (await call.jobs.get(at)).version }), /./)
    await me.press('jobs.act.release')
    await me.open('jobs.act.deliver')
    await me.finish('jobs.act.deliver')
    await me.press('jobs.act.close')
    await stands('jobs.stage.closed')
    await onDocket(mate)
    await mate.sees('refusal.jobs.card_closed')
    await assert.rejects(call.costs.log({ ...at, onDay: today, minutes: 30, note: '' }), /./)
    await me.open('jobs.act.reopen')
    await me.write('ui.reason', tale.reason)
    await me.finish('jobs.act.reopen')
    await mate.sees(tale.reason)
    await mate.open('costs.log')
    await mate.write('costs.how_long', '60')
    await mate.finish('costs.log')
    await me.press('jobs.act.close')
    await stands('jobs.stage.closed')
  })

  let invoice = ''
  step('from the closed card to the payment request and the invoice, by keyboard', async () => {
    await onDocket(me)
    await me.key('billing.act.request')
    await me.field('billing.line').first().waitFor()
    await me.whole()
    await me.key('billing.act.request')
    await me.key('billing.act.post')
    await me.dialog.waitFor()
    await me.whole()
    await me.key('billing.act.post')
    await me.dialog.waitFor({ state: 'hidden' })
    invoice = await until('the invoice', async () => (await call.billing.forJob(at)).invoices[0]?.id)
    const posted = await call.billing.invoice({ client: at.client, invoice })
    const net = 186_000n * minor
    const tax = net * percent / 100n
    assert.deepEqual([posted.currency, posted.netMinor, posted.taxMinor, posted.totalMinor], [currency, net, tax, net + tax])
    await stands('jobs.stage.billed')
  })

  step('money comes in two parts, by keyboard; what is too much is refused, then kept as credit', async () => {
    await opens(me, `/clients/${at.client}/invoices/${invoice}`)
    await me.key('billing.act.receive')
    await me.type('billing.amount', '100,000')
    await me.key('billing.act.receive')
    await me.dialog.waitFor({ state: 'hidden' })
    const total = 186_000n * (100n + percent) / 100n
    const rest = total - 100_000n
    await me.reads(sum(rest))
    await me.key('billing.act.receive')
    await me.type('billing.amount', String(rest + 500n))
    await me.sees('refusal.billing.overpaid', { rest: sum(500n) })
    await me.whole()
    await me.tabTo('billing.keep_credit')
    await me.page.keyboard.press('Space')
    await me.key('billing.act.receive')
    await me.dialog.waitFor({ state: 'hidden' })
    await me.reads('billing.head.paid', { total: sum(total) })
    await opens(me, '/receipts')
    const receipts = me.within(me.page.getByRole('table', { name: me.w('billing.receipts') }))
    await receipts.sees(sum(100_000n))
    await receipts.sees(sum(rest + 500n))
    await me.whole()
    await stands('jobs.stage.paid')
  })

  step('the paper is placed, and the complete file is filed', async () => {
    await assert.rejects(call.archive.put(at), /./, 'an incomplete file is not put away')
    await me.sees('archive.lacks', { what: me.w('archive.content.place') })
    await me.open('archive.place')
    await me.write('archive.room', 'A')
    await me.write('archive.shelf', '3')
    await me.finish('archive.place')
    await me.open('archive.put')
    await me.finish('archive.put')
    await stands('jobs.stage.filed')
    await me.whole()
  })

  step('three clicks lead from the invoice line to the client’s words, and on from them to what became of them', async () => {
    const { number } = await call.billing.invoice({ client: at.client, invoice })
    await opens(me, `/clients/${at.client}/invoices/${invoice}`)
    await me.within(me.page.getByRole('table', { name: me.w('billing.lines') })).follow(job)
    await me.reads(job)
    await me.sees(tale.quote)
    await me.follow(tale.meeting)
    await me.reads('meetings.head.confirmed', { title: tale.meeting })
    await me.item(2).sees(tale.quote)
    await me.item(2).follow(number)
    await me.reads('billing.head.paid', { total: sum(186_000n * (100n + percent) / 100n) })
  })
}

export const wholeWay = (tale: Tale): void => void describe(`the whole way in ${tale.look.lang}, ${tale.look.theme}, ${tale.look.width} px`, () => walk(tale))
