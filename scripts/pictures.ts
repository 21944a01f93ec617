import { globSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { callsOf, type Look, openHouse, until } from '#test/journeys/house.ts'
import { becomes, open, settled, show } from '#test/journeys/sample.ts'

/** Takes the README's pictures from the sample agency into docs/pictures: `node scripts/pictures.ts`. */
const root = fileURLToPath(new URL('../', import.meta.url))
const folder = join(root, 'docs/pictures/')
const most = 400_000
const desk: Look = { lang: 'zh-Hant', theme: 'light', width: 1440 }

const take = async (page: Page, name: string): Promise<void> => {
  await settled(page)
  const file = `${folder}${name}.png`
  // A palette keeps paper and ink as they are, at a third of the size.
  await sharp(await page.screenshot()).png({ palette: true, colours: 256, compressionLevel: 9, effort: 10 }).toFile(file)
  const { size } = await stat(file)
  if (size > most) throw new Error(`${name}.png has ${size} bytes; more than ${most} is too heavy for a README`)
  console.log(`docs/pictures/${name}.png ${Math.round(size / 1000)} kB`)
}

await mkdir(folder, { recursive: true })
// A contact's page is written in the letters of the phone that opens it. Where this machine has no Chinese ones, the browser
// borrows those of our papers.
const letters = await mkdtemp(join(tmpdir(), 'docket-letters-'))
await mkdir(join(letters, 'fonts'))
for (const face of ['sans-tc', 'serif-tc', 'sans-sc'])
  for (const file of globSync(`${root}node_modules/@expo-google-fonts/noto-${face}/{400Regular,600SemiBold}/*.ttf`)) await symlink(file, join(letters, 'fonts', basename(file)))
process.env.XDG_DATA_HOME = letters
const house = await openHouse({ sample: true, mail: false })
try {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  const call = callsOf(page)
  const { rows: jobs } = await call.jobs.list({ most: 200 })
  // In the midst of its work: a revised schedule, time and bought costs, a version that came back.
  const busy = jobs.find((j) => j.title === '十二月型錄封面海報')!
  const { rows: invoices } = await call.billing.invoices({ most: 50 })
  // One that is being collected: a reminder is proposed.
  const invoice = invoices.find((i) => i.kind === 'invoice' && i.settledMinor < i.totalMinor)!
  const { meetingId } = await call.jobs.get({ client: busy.client, job: busy.id })
  const job = `${house.address}/clients/${busy.client}/jobs/${busy.id}`

  await show(page, house.address, desk)
  await take(page, 'desk')
  await show(page, job, desk)
  await take(page, 'job')
  await show(page, job, { ...desk, theme: 'dark' })
  await take(page, 'job-dark')
  await show(page, `${job}/schedule`, desk)
  await take(page, 'schedule')
  await show(page, `${house.address}/clients/${busy.client}/meetings/${meetingId}`, desk)
  await take(page, 'minutes')
  await show(page, `${house.address}/clients/${invoice.client}/invoices/${invoice.id}`, desk)
  await take(page, 'invoice')

  // A contact's page stands behind the link of a letter: the schedule of the job is revised and sent once more.
  const began = new Date()
  const { inForce } = await call.schedules.forJob({ client: busy.client, job: busy.id })
  const { contacts } = await call.clients.get({ client: busy.client })
  const approver = contacts.find((c) => c.approverSince !== null)!
  const me = await call.people.me()
  const steps = inForce!.steps.map((s) => ({ ...s, days: s.no === inForce!.steps.length - 1 ? s.days + 2 : s.days }))
  const draft = await call.schedules.draft({ client: busy.client, job: busy.id, version: null, direction: inForce!.direction, anchor: inForce!.anchor, steps, reason: '封面人物拿掉，桌子重拍，多兩個工作天。' })
  await call.schedules.send({ client: busy.client, schedule: draft.id, version: draft.version, personId: me.id, contactId: approver.id })
  const ours = (await call.signoff.mine({ client: busy.client })).find((one) => one.kind === 'schedule' && one.jobId === busy.id)!
  await call.signoff.sign({ client: busy.client, party: ours.party, sha256: ours.sha256, consentVersion: ours.consentVersion })
  // The sample's letters never go out; who wrote one may open it, on record.
  const letter = await until('the letter', async () => (await call.desk.outbox()).mails.find((m) => m.toMail === approver.mail && m.state === 'waiting' && m.createdAt >= began))
  await call.desk.openLetter({ client: busy.client, mail: letter.id })
  const link = /https?:\/\/\S+\/p\/[\w-]+/.exec((await call.desk.letter({ client: busy.client, mail: letter.id })).body)![0]
  const contact = await house.person()
  await open(contact, link, desk)
  await take(contact, 'portal')
  await open(contact, link, { ...desk, width: 390 })
  await take(contact, 'portal-390')
} finally {
  await house.close()
  await rm(letters, { recursive: true })
}
