import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import sharp from 'sharp'
import { emptyPdf } from './fixtures.ts'
import { canThumb, thumbOf } from './thumb.ts'

const stream = (bytes: Uint8Array): Readable => Readable.from([bytes], { objectMode: false })

test('every kind of picture gets a small WebP and keeps its proportions', async () => {
  const image = sharp({ create: { width: 1600, height: 400, channels: 4, background: '#0000' } })
  for (const [type, bytes] of [['image/png', await image.clone().png().toBuffer()], ['image/webp', await image.clone().webp().toBuffer()], ['image/gif', await image.clone().gif().toBuffer()],
    ['image/avif', await image.clone().avif().toBuffer()], ['image/tiff', await image.clone().tiff().toBuffer()]] as const) {
    const drawn = await thumbOf(type, stream(bytes))
    const found = await sharp(drawn.webp).metadata()
    assert.deepEqual([found.format, found.width, found.height, drawn.width, drawn.height, drawn.pages], ['webp', 640, 160, 1600, 400, null], type)
  }
})

test('the first page of a PDF is drawn, its pages counted and its size told in points', async () => {
  const drawn = await thumbOf('application/pdf', stream(emptyPdf(2)))
  const found = await sharp(drawn.webp).metadata()
  assert.deepEqual([found.format, drawn.width, drawn.height, drawn.pages], ['webp', 595, 842, 2])
  assert.ok(Math.abs(found.width / found.height - 595 / 842) < 0.01)
})

test('what cannot be read is an error and not a picture; SVG and huge PDFs are not tried', async () => {
  await assert.rejects(thumbOf('image/png', stream(Buffer.from('no picture'))))
  await assert.rejects(thumbOf('application/pdf', stream(Buffer.from('%PDF-1.4 junk'))))
  await assert.rejects(thumbOf('image/png', new Readable({ read() { this.destroy(new Error('store is away')) } })), /store is away/)
  assert.deepEqual([canThumb('image/svg+xml', 10), canThumb('application/pdf', 1e9), canThumb('image/jpeg', 1e9)], [false, false, true])
})
