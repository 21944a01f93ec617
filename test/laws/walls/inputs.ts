import { randomUUID } from 'node:crypto'
import type { Things } from './plant.ts'

/**
 * What each procedure is asked for, with the things of client X. The law fails when a procedure of the contract stands
 * not here: write down how it would reach another client's things, or, where it can name none, an input that it takes.
 */
export const inputsFor = (x: Things): Record<string, unknown> => {
  const nobody = randomUUID()
  const c = { client: x.client }
  const job = { ...c, job: x.job }
  const jobNow = { ...job, version: x.version }
  const meeting = { ...c, meeting: x.meeting }
  const schedule = { ...c, schedule: x.schedule, version: 1 }
  const sha256 = '0'.repeat(64)
  const reason = '不該看得到'
  const stages = [{ stage: 'copy', people: [x.insider] }]
  const minutes = { title: '會議', heldOn: '2026-11-02', place: '', people: [], contacts: [x.contact], items: [] }
  const clientForm = { name: '改名', locale: 'zh-Hant', region: 'TW' }
  const contactForm = { name: '某人', seniority: 'staff', locale: 'zh-Hant' }
  const staffForm = { name: '新人', locale: 'zh-Hant', roles: ['member'] }
  const passkey = { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: '', attestationObject: '', authenticatorData: '', signature: '' } }
  const password = 'a long and unusual sentence'
  return {
    'people.state': undefined,
    'people.createAgency': { name: '又一家', region: 'TW', locale: 'en', person: 'A', mail: 'a@outside.test', password, setupCode: 'none' },
    'people.openSample': {},
    'people.sampleState': undefined,
    'people.signIn': { mail: 'nobody@outside.test', password },
    'people.passkeyOptions': { to: 'sign-in' },
    'people.signInWithPasskey': { passkey },
    'people.signOut': undefined,
    'people.forgot': { mail: 'nobody@outside.test' },
    'people.ticket': { token: 'x'.repeat(43) },
    'people.takeTicket': { token: 'x'.repeat(43), password },
    'people.prove': { password },
    'people.setPassword': { current: password, password },
    'people.switchTo': { person: nobody },
    'people.me': undefined,
    'people.directory': undefined,
    'people.account.update': { locale: 'zh-Hant', version: 1 },
    'people.account.setLanguage': { locale: 'zh-Hant' },
    'people.account.totpSetup': undefined,
    'people.account.confirmTotp': { setup: nobody, code: '000000' },
    'people.account.removeTotp': undefined,
    'people.account.makeCodes': undefined,
    'people.account.codes': { batch: nobody },
    'people.account.passkeys': undefined,
    'people.account.passkeyOptions': { to: 'register' },
    'people.account.addPasskey': { name: 'k', passkey },
    'people.account.removePasskey': { id: nobody },
    'people.account.sessions': undefined,
    'people.account.endSession': { id: nobody },
    'people.account.endOthers': undefined,
    'people.staff.list': undefined,
    'people.staff.invite': { ...staffForm, mail: 'new@outside.test' },
    'people.staff.resend': { id: nobody },
    'people.staff.update': { ...staffForm, id: nobody, version: 1 },
    'people.staff.changeMail': { id: nobody, version: 1, mail: 'new@outside.test' },
    'people.staff.deactivate': { id: nobody, version: 1 },
    'people.staff.reactivate': { id: nobody, version: 1 },
    'people.staff.endKeys': { id: nobody },
    'people.staff.rates': { id: x.insider },
    'people.staff.currentRates': undefined,
    'people.staff.setRate': { id: nobody, from: '2026-01-01', version: 0, costMinor: 1n, chargeMinor: 1n },
    'people.agency.get': undefined,
    'people.agency.update': { name: '海棠廣告', locale: 'zh-Hant', logoFileId: x.file, version: 99 },
    'people.keys.list': undefined,
    'people.keys.create': { name: 'k', roles: [], days: 1 },
    'people.keys.reveal': { id: nobody },
    'people.keys.end': { id: nobody },

    'clients.mine': undefined,
    'clients.get': c,
    'clients.create': clientForm,
    'clients.update': { ...clientForm, ...c, version: 1 },
    'clients.addContact': { ...contactForm, ...c },
    'clients.updateContact': { ...contactForm, ...c, contact: x.contact, version: 1 },
    'clients.join': { ...c, person: x.insider },
    'clients.leave': { ...c, person: x.insider },
    'clients.days': c,
    'clients.setDays': { ...c, version: 1, days: [] },

    'schedules.forJob': job,
    'schedules.draft': { ...job, direction: 'forward', anchor: '2026-11-02', version: null, reason, steps: [{ stepId: x.step, name: '步驟', days: 1, ourOwnerId: x.insider }] },
    'schedules.send': { ...schedule, personId: x.insider, contactId: x.contact },
    'schedules.withdraw': { ...schedule, reason },
    'schedules.tick': { ...job, step: x.step, doneOn: null },

    'signoff.get': { ...c, document: x.document },
    'signoff.of': { ...c, kind: x.kind, subject: x.subject },
    'signoff.papers': job,
    'signoff.mine': c,
    'signoff.sign': { ...c, party: x.mine, sha256, consentVersion: 1 },
    'signoff.decline': { ...c, party: x.mine, sha256, reason },
    'signoff.withdraw': { ...c, request: x.request, reason },
    'signoff.remind': { ...c, party: x.party },
    'signoff.resend': { ...c, party: x.party },
    'signoff.verify': { ...c, document: x.document, version: 1 },

    'meetings.list': c,
    'meetings.requests': c,
    'meetings.get': meeting,
    'meetings.create': { ...c, ...minutes },
    'meetings.save': { ...meeting, ...minutes, version: 1 },
    'meetings.send': { ...meeting, version: 1, contacts: [x.contact] },
    'meetings.revise': { ...meeting, version: 1 },
    'meetings.handOver': { ...meeting, version: 1, ownerId: x.insider },
    'meetings.declineItem': { ...c, item: x.item, reason },

    'jobs.list': c,
    'jobs.get': job,
    'jobs.byNumber': { number: x.number },
    'jobs.open': { ...c, itemId: x.item },
    'jobs.save': { ...jobNow, title: '改名', references: [{ fileId: x.file }] },
    'jobs.submit': jobNow,
    'jobs.accept': jobNow,
    'jobs.sendBack': { ...jobNow, reason },
    'jobs.issue': jobNow,
    'jobs.cancel': { ...jobNow, reason },
    'jobs.handOver': { ...jobNow, ownerId: x.insider },
    'jobs.deliver': jobNow,
    'jobs.close': jobNow,
    'jobs.hold': { ...jobNow, reason },
    'jobs.release': jobNow,
    'jobs.reopen': { ...jobNow, reason },
    'jobs.paper': job,

    'costs.forJob': job,
    'costs.week': { monday: '2026-11-02' },
    'costs.log': { ...job, onDay: '2026-01-05', minutes: 60 },
    'costs.change': { ...c, entry: x.time, version: 1, minutes: 30 },
    'costs.strike': { ...c, entry: x.time, version: 1 },
    'costs.buy': { ...job, vendor: '廠商', what: '打樣', onDay: '2026-01-05', netMinor: 100n, paperFileId: x.file },
    'costs.strikeBought': { ...c, cost: x.bought, version: 1, reason },

    'deliverables.forJob': job,
    'deliverables.get': { ...c, deliverable: x.deliverable },
    'deliverables.add': { ...job, title: '海報', fileId: x.file, stages },
    'deliverables.addVersion': { ...c, deliverable: x.deliverable, fileId: x.file, stages },
    'deliverables.send': { ...c, version: x.made, contact: x.contact, rowVersion: 1 },
    'deliverables.drop': { ...c, deliverable: x.deliverable, reason },
    'deliverables.slip': { ...c, version: x.made },

    'billing.propose': job,
    'billing.forJob': job,
    'billing.request': { ...job, lines: [{ what: '設計', unitMinor: 100n }] },
    'billing.withdraw': { ...c, request: x.paymentRequest, version: 1 },
    'billing.requests': undefined,
    'billing.post': { ...c, request: x.paymentRequest, version: 1 },
    'billing.invoices': c,
    'billing.invoice': { ...c, invoice: x.invoice },
    'billing.credit': { ...c, invoice: x.invoice, netMinor: 1n, reason },
    'billing.receive': { ...c, receivedOn: '2026-11-02', amountMinor: 1n, allocations: [{ invoiceId: x.invoice, amountMinor: 1n }] },
    'billing.useCredit': { ...c, receipt: x.receipt, invoice: x.invoice, amountMinor: 1n },
    'billing.reverse': { ...c, receipt: x.receipt, reason },
    'billing.receipts': c,
    'billing.ageing': undefined,
    'billing.paper': { ...c, kind: 'invoice', id: x.invoice },
    'billing.send': { ...c, invoice: x.invoice, contact: x.contact },
    'billing.collection': { ...c, invoice: x.invoice },
    'billing.remind': { ...c, invoice: x.invoice, stage: 'courtesy', contact: x.contact },
    'billing.promise': { ...c, invoice: x.invoice, promisedOn: '2026-12-01', amountMinor: 1n, contact: x.contact },

    'archive.file': job,
    'archive.place': { ...job, version: 0, room: '資料室' },
    'archive.label': job,
    'archive.put': job,

    'desk.today': undefined,
    'desk.counts': undefined,
    'desk.money': undefined,
    'desk.thread': c,
    'desk.trace': { ...c, invoice: x.invoice },
    'desk.became': meeting,
    'desk.find': { text: 'PLANTED' },
    'desk.outbox': undefined,
    'desk.openLetter': { ...c, mail: x.mail },
    'desk.letter': { ...c, mail: x.mail },
    'desk.retry': { ...c, mail: x.dead },
  }
}

/** Procedures that list over what the caller sees, with X as an optional filter: they answer, and have nothing of X. */
export const lists = new Set([
  'clients.mine', 'clients.create', 'signoff.mine', 'meetings.list', 'meetings.requests', 'jobs.list', 'costs.week', 'billing.requests', 'billing.invoices', 'billing.receipts',
  'billing.ageing', 'desk.today', 'desk.counts', 'desk.money', 'desk.find', 'desk.outbox',
])
/** Procedures that answer with nothing, as they do for an id that nobody has. */
export const empties = new Set(['signoff.of', 'signoff.papers', 'desk.became'])
/** Ways of the kernel's own (`kernel/http/routes.ts`), with X's things in them. */
export const addressesFor = (x: Things): Record<string, { path: string; init?: RequestInit; reads?: true }[]> => ({
  '/healthz': [{ path: '/healthz' }],
  '/readyz': [{ path: '/readyz' }],
  '/metrics': [{ path: '/metrics' }],
  '/api': [{ path: '/api' }],
  '/api/v1/openapi.json': [{ path: '/api/v1/openapi.json' }],
  '/assets/*': [{ path: '/assets/none.js' }],
  '/keys.json': [{ path: '/keys.json' }],
  // Told by a test of its own, since it never ends.
  '/events': [],
  '/files': [{ path: `/files?client=${x.client}`, init: { method: 'POST', body: 'words', headers: { 'X-File-Name': 'a.txt' } } }],
  '/files/:client/:id': [...x.files, ...x.papers].map((id) => ({ path: `/files/${x.client}/${id}`, reads: true as const })),
  '/files/:client/:id/thumb': x.files.map((id) => ({ path: `/files/${x.client}/${id}/thumb` })),
  '/files/:client/:id/page/:n': [...new Set(x.papers)].map((id) => ({ path: `/files/${x.client}/${id}/page/1` })),
})
