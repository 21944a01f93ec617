import { newId } from '#kernel/ids.ts'
import { archiveService } from '#modules/archive/service.ts'
import { zLineForm } from '#modules/billing/contract.ts'
import { billingService } from '#modules/billing/service.ts'
import { costsService } from '#modules/costs/service.ts'
import { deliverablesService } from '#modules/deliverables/service.ts'
import { jobsService } from '#modules/jobs/service.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { schedulesService } from '#modules/schedules/service.ts'
import { decline, sign } from '#modules/signoff/act.ts'
import { makeCertificate, signoffService } from '#modules/signoff/index.ts'
import { drawPoster, vendorPaper } from './pictures.ts'
import type { ClientSet, StaffSet } from './people.ts'
import type { Command, Player, Stage } from './stage.ts'
import { steps, type StepName, type Tale } from './tales.ts'

interface Scene {
  stage: Stage
  staff: StaffSet
  clients: ClientSet
}

/** Prints the certificate of what is complete now, at the hour it was signed, as the worker does. */
const certify = async ({ stage, staff }: Scene, client: string, kind: string, subject: string): Promise<void> => {
  const document = await stage.reads(staff.zhiyuan, signoffService.of, { client, kind, subject })
  for (const r of document?.requests ?? [])
    if (r.state === 'complete' && r.certificateFileId === null) await makeCertificate(stage.database, { agencyId: stage.agencyId, clientId: client, requestId: r.id })
}

/** Everybody of ours who is asked to sign signs, turn after turn. */
const allSign = async (scene: Scene, client: string, kind: string, subject: string): Promise<void> => {
  for (;;) {
    const document = await scene.stage.reads(scene.staff.zhiyuan, signoffService.of, { client, kind, subject })
    const request = document?.requests.find((r) => r.state === 'open')
    const party = request?.parties.find((q) => q.state === 'asked' && q.personId !== null)
    if (!request || !party) return certify(scene, client, kind, subject)
    const player = Object.values(scene.staff).find((s) => s.id === party.personId)!
    await scene.stage.does(player, signoffService.sign, { client, party: party.id, sha256: request.sha256, consentVersion: request.consentVersion, mark: '' })
  }
}

/** The client's contact answers their link: yes, or no with a reason (and, for minutes, item by item). */
const clientAnswers = async (scene: Scene, client: ClientSet[keyof ClientSet], kind: string, subject: string, no?: { reason: string; answer?: { items: Record<string, string> } }): Promise<void> => {
  const document = await scene.stage.reads(scene.staff.zhiyuan, signoffService.of, { client: client.id, kind, subject })
  const request = document?.requests.find((r) => r.state === 'open')
  const party = request?.parties.find((q) => q.state === 'asked' && q.contactId !== null)
  if (!request || !party) throw new Error(`nobody of the client is asked about ${kind}`)
  const contact = client.contacts.find((c) => c.id === party.contactId)!
  await scene.stage.answers({ ...contact, clientId: client.id, lang: client.locale }, async (tx) => {
    if (no) return decline(tx, { client: client.id, partyId: party.id, sha256: request.sha256, reason: no.reason, name: contact.name, answer: no.answer ?? null })
    return sign(tx, { client: client.id, partyId: party.id, sha256: request.sha256, consentVersion: request.consentVersion, method: 'link', provedAt: null, name: contact.name, mark: '' })
  })
  await certify(scene, client.id, kind, subject)
}

/** The minutes of a meeting, sent; confirmed unless left open. Answers the ids of meeting and request item. */
export const playMinutes = async (scene: Scene, t: Tale, confirm = true) => {
  const { stage, staff } = scene
  const client = scene.clients[t.client]
  const [ae, approver] = [staff[t.ae], client.contacts[0]!]
  const item = newId(stage.clock.now())
  stage.at(t.from, '11:30')
  const form = {
    client: client.id, title: t.meeting, heldOn: stage.day(t.from), place: client.name, people: [ae.id, staff[t.lead].id], contacts: [approver.id],
    items: [
      { id: newId(stage.clock.now()), kind: 'decision' as const, text: `${t.brand}${client.locale === 'en' ? ': ' : '：'}${t.message}`, quote: '', quotedContactId: null, step: t.meeting, dueOn: stage.day(t.from - 1), ourOwnerId: staff[t.lead].id, theirOwnerId: approver.id },
      { id: item, kind: 'request' as const, text: t.request, quote: t.quote, quotedContactId: approver.id, step: t.title, dueOn: stage.day(t.from - 16 * t.pace), ourOwnerId: ae.id, theirOwnerId: approver.id },
      { id: newId(stage.clock.now()), kind: 'information' as const, text: t.product, quote: '', quotedContactId: null, step: '', dueOn: null, ourOwnerId: null, theirOwnerId: null },
    ],
  }
  const { id, version } = await stage.does(ae, meetingsService.create, form)
  const sent = await stage.does(ae, meetingsService.send, { client: client.id, meeting: id, version, contacts: [approver.id], days: 14 })
  if (confirm) {
    stage.at(t.from - 1, '09:40')
    await clientAnswers(scene, client, 'minutes', id)
  }
  return { meeting: id, item, version: sent.version }
}

/** An objection, item by item, and the next revision sent. */
export const playObjection = async (scene: Scene, t: Tale, reason: string): Promise<void> => {
  const { stage } = scene
  const client = scene.clients[t.client]
  const { meeting, item } = await playMinutes(scene, t, false)
  stage.at(t.from - 1, '10:10')
  await clientAnswers(scene, client, 'minutes', meeting, { reason, answer: { items: { [item]: reason } } })
}

/** Plays a tale up to where it stands today. */
export const playTale = async (scene: Scene, t: Tale): Promise<void> => {
  const { stage, staff } = scene
  const client = scene.clients[t.client]
  const [ae, lead, art, copy, finance] = [staff[t.ae], staff[t.lead], staff[t.art], staff[t.copy], staff.shufen]
  const approver = client.contacts[0]!
  const past = (step: StepName): boolean => steps.indexOf(t.until) >= steps.indexOf(step)
  let day = t.from
  /** The morning of the next step, never later than today. */
  const next = (pace = 1, time = '09:30'): void => {
    day = Math.max(day - pace * t.pace, 0)
    stage.at(day, time)
  }
  const { item } = await playMinutes(scene, t)
  day -= 1

  next(1, '10:00')
  const job = (await stage.does(ae, jobsService.open, { client: client.id, itemId: item, title: t.title, reason: '' })).id
  const brief = await stage.uploads(ae, client.id, `${t.brand} ${t.product}.png`, await drawPoster({ ...t.poster, headline: t.brand }))
  const ref = { client: client.id, job }
  let { version } = await stage.does(ae, jobsService.save, {
    ...ref, version: 1, title: t.title, brand: t.brand, product: t.product, purpose: t.request, audience: '25–45', message: t.message, mustHaves: t.brand, mustNots: '—',
    sizes: 'B1 728 × 1030 mm', quantity: 800, material: '200 g', languages: client.locale === 'en' ? 'English' : '中文', deliveryFormat: 'PDF/X-4', dueOn: stage.day(t.from - 16 * t.pace),
    budgetMinor: t.lacks ? null : t.budget, noReferences: false, references: [{ fileId: brief, note: '' }], ownerId: ae.id, leadId: lead.id,
  })
  const step = async <I extends { version: number }>(player: Player, command: Command<I, { version: number }>, input: object = {}): Promise<void> => {
    version = (await stage.does(player, command, { ...ref, version, ...input } as unknown as I)).version
  }
  if (!past('submitted')) return
  await step(ae, jobsService.submit)
  if (t.cancelled) return step(ae, jobsService.cancel, { reason: t.cancelled })
  if (!past('accepted')) return
  stage.clock.advance(90)
  await step(lead, jobsService.accept)
  if (!past('issued')) return
  next()
  await step(finance, jobsService.issue)
  if (t.held) await step(finance, jobsService.hold, { reason: t.held })
  if (!past('scheduled')) return

  // The schedule: drafted, sent, signed by both; perhaps revised and signed again.
  const plan = (shift: number) => {
    const [a, b, c, d] = [newIds[0]!, newIds[1]!, newIds[2]!, newIds[3]!]
    const s = (stepId: string, name: string, our: Player | null, theirs: string | null, days: number, predecessorId: string | null) =>
      ({ stepId, name, detail: '', ourOwnerId: our?.id ?? null, theirOwnerId: theirs, days, predecessorId, pinnedOn: null })
    const en = client.locale === 'en'
    const hans = client.locale === 'zh-Hans'
    return [
      s(a, en ? 'Idea' : hans ? '创意方向' : '創意方向', lead, null, 3, null), s(b, en ? 'Direction agreed' : hans ? '方向确认' : '方向確認', null, approver.id, 1, a),
      s(c, en ? 'Artwork' : '完稿', art, null, 5 + shift, b), s(d, en ? 'Client approval' : hans ? '客户签字确认' : '客戶簽認', null, approver.id, 1, c),
    ]
  }
  const newIds = Array.from({ length: 4 }, () => newId(stage.clock.now()))
  const scheduled = async (shift: number, reason: string): Promise<void> => {
    const draft = await stage.does(ae, schedulesService.draft, { ...ref, version: null, direction: 'forward', anchor: stage.day(day), steps: plan(shift), reason })
    await stage.does(ae, schedulesService.send, { client: client.id, schedule: draft.id, version: draft.version, personId: ae.id, contactId: approver.id })
    await allSign(scene, client.id, 'schedule', job)
    next()
    await clientAnswers(scene, client, 'schedule', job)
  }
  await scheduled(0, '')
  if (!past('working')) return

  // Work: time, bought costs, versions.
  const log = (who: Player, minutes: number, note: string) => stage.does(who, costsService.log, { ...ref, onDay: stage.day(day), minutes, note })
  next(1, '18:00')
  await log(lead, 150, t.message)
  await log(copy, 240, t.message)
  next(1, '18:10')
  await log(art, 390, t.title)
  await stage.does(ae, schedulesService.tick, { ...ref, step: newIds[0]!, doneOn: stage.day(day) })
  if (t.revised) await scheduled(2, t.revised)
  if (t.bought) {
    const paper = await stage.uploads(ae, client.id, `${t.bought.vendor}.pdf`, await vendorPaper({ on: stage.day(day), vendor: t.bought.vendor, number: 'V-0001', what: t.bought.what, amount: t.bought.amount.toLocaleString('en'), to: '海棠廣告' }))
    await stage.does(ae, costsService.buy, { ...ref, vendor: t.bought.vendor, what: t.bought.what, paperNumber: 'V-0001', onDay: stage.day(day), netMinor: t.bought.amount, paperFileId: paper })
  }
  const stages = ([['copy', copy], ['art', art], ['lead', lead], ['ae', ae]] as const).map(([stage, who]) => ({ stage, people: [who.id] }))
  const file = async (n: number): Promise<string> => stage.uploads(art, client.id, `${t.brand} v${n}.png`, await drawPoster(n === 1 ? t.poster : { ...t.poster, line: `${t.poster.line} ${n}` }))
  const first = await stage.does(art, deliverablesService.add, { ...ref, title: t.title, fileId: await file(1), note: '', stages })
  if (!past('returned')) return
  const toClient = async (versionId: string, no?: string): Promise<void> => {
    await allSign(scene, client.id, 'deliverable', versionId)
    const { versions } = await stage.reads(ae, deliverablesService.get, { client: client.id, deliverable: first.id })
    await stage.does(ae, deliverablesService.send, { client: client.id, version: versionId, contact: approver.id, rowVersion: versions.find((v) => v.id === versionId)!.rowVersion })
    next()
    await clientAnswers(scene, client, 'deliverable', versionId, no ? { reason: no } : undefined)
  }
  if (t.returned) {
    await toClient(first.versionId, t.returned)
    next(1, '17:30')
    await log(art, 180, t.returned)
    const second = await stage.does(art, deliverablesService.addVersion, { client: client.id, deliverable: first.id, fileId: await file(2), note: t.returned, stages })
    if (!past('approved')) return
    await toClient(second.versionId)
  } else await toClient(first.versionId)
  for (const id of newIds) await stage.does(ae, schedulesService.tick, { ...ref, step: id, doneOn: stage.day(day) })

  if (!past('delivered')) return
  next()
  version = (await stage.reads(ae, jobsService.get, ref)).version
  await step(ae, jobsService.deliver)
  if (!past('closed')) return
  stage.clock.advance(120)
  await step(finance, jobsService.close)
  if (t.reopened) {
    stage.clock.advance(30)
    await step(finance, jobsService.reopen, { reason: t.reopened })
    stage.clock.advance(60)
    await step(finance, jobsService.close)
  }
  if (!past('requested')) return
  next()
  const { lines } = await stage.reads(ae, billingService.propose, ref)
  const request = await stage.does(ae, billingService.request, { ...ref, lines: zLineForm.array().parse(lines), note: '' })
  if (!past('invoiced')) return
  const invoice = await stage.does(finance, billingService.post, { client: client.id, request: request.id, version: 1 })
  await stage.does(finance, billingService.send, { client: client.id, invoice: invoice.id, contact: approver.id })
  const total = BigInt((await stage.reads(finance, billingService.invoice, { client: client.id, invoice: invoice.id })).totalMinor)
  if (t.asked) {
    const of = { client: client.id, invoice: invoice.id, contact: approver.id }
    stage.at(t.asked.ago, '10:20')
    await stage.does(ae, billingService.remind, { ...of, stage: 'first' })
    stage.at(t.asked.promisedAgo, '11:05')
    await stage.does(ae, billingService.promise, { ...of, promisedOn: stage.day(t.asked.promisedAgo - t.asked.days), amountMinor: total, note: '電話' })
  }
  if (!past('partly_paid')) return
  const pay = (amountMinor: bigint) => stage.does(finance, billingService.receive, {
    client: client.id, receivedOn: stage.day(day), amountMinor, method: '匯款', reference: '', keepAsCredit: false, allocations: [{ invoiceId: invoice.id, amountMinor }],
  })
  next(8)
  await pay(total / 2n)
  if (!past('paid')) return
  // Some days ago, whenever that is: the first figure of the desk is what came in this month.
  day = Math.min(day, 5)
  next()
  await pay(total - total / 2n)
  if (!past('filed')) return
  next()
  await stage.does(ae, archiveService.place, { ...ref, version: 0, room: 'A', shelf: '3', box: '12' })
  await stage.does(ae, archiveService.put, ref)
}
