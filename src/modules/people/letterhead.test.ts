import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { receiveFile } from '#kernel/files/receive.ts'
import { addFile } from '#kernel/files/repo.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { peopleContract } from './contract.ts'
import { letterhead } from './letterhead.ts'
import { peopleService } from './service.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const svg = (width: number, height: number, colour = '#264'): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour}"/></svg>`)
const kept = async (name: string, bytes: Uint8Array, client = world.agencyId): Promise<{ id: string; sha256: string }> => {
  const received = await receiveFile(world.database.deps.store, world.agencyId, new Blob([bytes as BlobPart]).stream(), name, 10_000_000)
  return world.admin.tx((tx) => addFile(tx, client, received))
}
const save = async (logoFileId: string | null) => {
  const { agency } = world.admin.calls(peopleContract, peopleService(async () => undefined))
  const { id, region, zone, currency, sample, ...now } = await agency.get()
  return agency.update({ ...now, logoFileId })
}
const headFor = (clientId: string) =>
  world.database.read({ agencyId: world.agencyId, actor: { kind: 'system', id: null, name: 'Docket', clientId }, lang: 'en' }, (tx) => letterhead(tx, 'en'))

test('P19 a logo of any kind that prints stands on papers under its own bytes, also for whoever prints for one client alone', async () => {
  const png = await sharp(svg(40, 200)).png().toBuffer()
  for (const [name, bytes, ending] of [['wide.svg', svg(900, 60), 'svg'], ['tall.png', png, 'png'], ['photo.jpg', await sharp(png).jpeg().toBuffer(), 'jpg'], ['web.webp', await sharp(png).webp().toBuffer(), 'webp']] as const) {
    const { id, sha256 } = await kept(name, bytes)
    await save(id)
    assert.equal((await headFor(world.client)).logo, `${sha256}.${ending}`)
  }
  await save(null)
  assert.equal((await headFor(world.client)).logo, '')
})

test('P19 a logo that would break the press, or fill the memory with every paper, is refused and breaks nothing', async () => {
  const drawn = (inside: string): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">${inside}</svg>`)
  const vast = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } }).png({ compressionLevel: 9, palette: true, colours: 2 }).toBuffer()
  assert.ok(vast.length < 100_000)
  const link = (n: number) => `<pattern id="p${n + 1}" width="1" height="1"><rect width="9" height="9" fill="url(#p${n})"/></pattern>`
  const square = '<rect width="9" height="9"/>'
  for (const [name, bytes] of [
    ['deep.svg', drawn('<g>'.repeat(20_000) + square + '</g>'.repeat(20_000))],
    ['chain.svg', drawn(`<pattern id="p0" width="1" height="1">${square}</pattern>${Array.from({ length: 4000 }, (_, n) => link(n)).join('')}<rect width="9" height="9" fill="url(#p4000)"/>`)],
    ['laughs.svg', Buffer.from(`<!DOCTYPE svg [<!ENTITY a "ha">${Array.from('bcdefghij', (c, n) => `<!ENTITY ${c} "${`&${'abcdefghi'[n]};`.repeat(10)}">`).join('')}]>${drawn('<text>&j;</text>').toString()}`)],
    ['outside.svg', drawn('<image width="9" height="9" xlink:href="file:///etc/hostname"/>')],
    ['vast.png', vast], ['vast.svg', drawn(`<image width="9" height="9" xlink:href="data:image/png;base64,${vast.toString('base64')}"/>`)],
  ] as const)
    await assert.rejects(kept(name, bytes).then(({ id }) => save(id)), refused('people.logo_unprintable'), name)
  // What a browser would run is not run by the press.
  await save((await kept('script.svg', drawn(`<script>alert(1)</script>${square}`))).id)
  await save(null)
})

test('P19 what would spoil papers is refused before it is kept: damaged, no picture, too large, or of a client', async () => {
  const png = await sharp(svg(40, 40)).png().toBuffer()
  const noise = await sharp({ create: { width: 700, height: 700, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).png().toBuffer()
  assert.ok(noise.length > 1024 * 1024)
  for (const [name, bytes, code] of [
    ['cut.png', png.subarray(0, png.length - 30), 'people.logo_unprintable'], ['cut.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect'), 'people.logo_unprintable'],
    ['words.txt', Buffer.from('海棠'), 'people.logo_unprintable'], ['noise.png', noise, 'people.logo_large'],
  ] as const)
    await assert.rejects(kept(name, bytes).then(({ id }) => save(id)), refused(code), name)
  const theirs = await kept('theirs.png', png, world.client)
  await assert.rejects(save(theirs.id), refused('not_found'))
  await assert.rejects(world.admin.sql('update docket.agency set logo_file_id = $1, logo = $2', [theirs.id, `${theirs.sha256}.png`]), /agency_logo_of_the_house/)
  await assert.rejects(world.admin.sql("update docket.agency set logo = $1", [`${theirs.sha256}.png`]), /agency_logo_whole/)
  assert.equal((await headFor(world.client)).logo, '')
})
