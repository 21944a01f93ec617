import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { langs } from '#kernel/i18n/messages.ts'
import { drawingOf, pictureOf } from './picture.ts'
import { qrSvg } from './qr.ts'
import { renderPaper, warmPaper } from './render.ts'

const source = resolve(import.meta.dirname, '../..')
const samples = globSync('modules/*/paper/*.sample.json', { cwd: source })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
type Data = Record<string, unknown> & { title: string; to: { name: string; lines: string[] }; agency: Record<string, string> }
const sample = (path: string): Data => JSON.parse(readFileSync(resolve(source, path), 'utf8')) as Data
const poster = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 103 73"><rect width="103" height="73" fill="#d9c3a0"/></svg>')
const files = { 'poster.svg': poster }
const invoice = 'modules/billing/paper/invoice.typ'

const textOf = async (pdf: Uint8Array): Promise<string> => {
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const document = await reading.promise
  let text = ''
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent()
    text += items.map((item) => ('str' in item ? item.str : '')).join('')
  }
  await reading.destroy()
  return text
}
const squeeze = (text: string): string => text.replace(/\s/gu, '')

test('there is a sample for every paper', () => {
  assert.ok(samples.length >= 8)
  for (const path of samples) assert.ok(existsSync(resolve(source, path.replace('.sample.json', '.typ'))), path)
})

for (const path of samples) {
  const template = path.replace('.sample.json', '.typ')
  for (const lang of langs) {
    test(`${template} in ${lang}: tagged PDF/A-2a, fonts embedded as subsets, its words come out again, the same bytes twice`, async () => {
      const data = sample(path)
      const one = await renderPaper({ template, lang, data, files })
      const two = await renderPaper({ template, lang, data, files })
      assert.deepEqual(one, two)
      assert.match(one.templateSha256, /^[0-9a-f]{64}$/)
      const raw = Buffer.from(one.pdf).toString('latin1')
      assert.match(raw, /pdfaid:part>2<[\s\S]*pdfaid:conformance>A</)
      assert.match(raw, /\/MarkInfo\s*<<\s*\/Marked true/)
      assert.match(raw, /\/FontName\s*\/[A-Z]{6}\+NotoSans/)
      assert.equal((raw.match(/\/FontDescriptor\b/g) ?? []).length > 0, true)
      assert.equal(/\/FontName\s*\/(?![A-Z]{6}\+)/.test(raw), false, 'a font that is not a subset')
      const text = squeeze(await textOf(one.pdf))
      for (const words of [data.title, data.to.name, ...data.to.lines, data.agency.legal!]) assert.ok(text.includes(squeeze(words)), words)
    })
  }
}

/** The words under which page 1 shows a green figure, and its width and height in millimetres; null where nothing is green. */
const greenOf = async (pdf: Uint8Array): Promise<{ alt: string | undefined; box: [number, number] } | null> => {
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const tree = await (await (await reading.promise).getPage(1)).getStructTree()
  await reading.destroy()
  const all = (node: StructNode): StructNode[] => [node, ...(node.children ?? []).flatMap((one) => all(one as StructNode))]
  const { png, width } = await drawingOf(pdf, 1, 1200)
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  const [xs, ys] = [new Set<number>(), new Set<number>()]
  for (let i = 0; i < data.length; i += info.channels) {
    if (data[i]! > 60 || data[i + 1]! < 200 || data[i + 2]! > 60) continue
    const at = i / info.channels
    xs.add(at % info.width)
    ys.add(Math.floor(at / info.width))
  }
  const mm = (pixels: number): number => Math.round(((pixels / 1200) * width * 25.4) / 72)
  return xs.size === 0 ? null : { alt: all(tree as StructNode).find((node) => node.role === 'Figure')?.alt, box: [mm(xs.size), mm(ys.size)] }
}
interface StructNode {
  role?: string
  alt?: string
  children?: unknown[]
}

test('the agency’s logo stands at the head of every paper, read aloud as its name; without one the name stands there', async () => {
  const shape = (width: number, height: number) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#0f0"/></svg>`)
  const printed = async (template: string, data: Data, logo?: Uint8Array) =>
    (await renderPaper({ template, lang: 'zh-Hant', data: { ...data, agency: { ...data.agency, logo: logo ? 'logo.svg' : '' } }, files: { ...files, ...(logo ? { 'logo.svg': logo } : {}) } })).pdf
  for (const path of samples) {
    const [template, data] = [path.replace('.sample.json', '.typ'), sample(path)]
    const alt = data.agency.name
    assert.deepEqual(await greenOf(await printed(template, data, shape(400, 100))), { alt, box: path.includes('label') ? [28, 7] : [48, 12] }, template)
    const plain = await printed(template, data)
    assert.equal(await greenOf(plain), null, template)
    assert.ok(squeeze(await textOf(plain)).includes(alt!), template)
  }
  // However wide or tall, it keeps its shape and leaves the paper's kind its place.
  for (const [width, height, box] of [[3200, 100, [64, 2]], [170, 2000, [1, 12]], [8, 8, [12, 12]], [9000, 9000, [12, 12]]] as const)
    assert.deepEqual((await greenOf(await printed(invoice, sample('modules/billing/paper/invoice.sample.json'), shape(width, height))))?.box, box)
})

test('a Simplified paper is set in the Simplified font first', async () => {
  const data = sample('modules/billing/paper/invoice.sample.json')
  const font = async (lang: 'zh-Hant' | 'zh-Hans') => Buffer.from((await renderPaper({ template: invoice, lang, data })).pdf).toString('latin1')
  assert.match(await font('zh-Hant'), /\+NotoSansTC/)
  const hans = await font('zh-Hans')
  assert.match(hans, /\+NotoSansSC/)
  assert.doesNotMatch(hans, /\+NotoSansTC/)
})

test('rare characters of names stand; what no font has is a visible 〓, never a failure', async () => {
  const data = { ...sample('modules/billing/paper/invoice.sample.json'), title: '張𠮷堃 游錫堃 陶喆 😀 한국 ไทย' }
  for (const lang of langs)
    assert.ok(squeeze(await textOf((await renderPaper({ template: invoice, lang, data })).pdf)).includes('張𠮷堃游錫堃陶喆〓〓〓〓〓〓'))
})

test('data is never markup, and controls of direction are not printed', async () => {
  const title = '#panic() $x$ *a* @x <y> `z` #image("/kernel/paper/render.ts") \\u{41} // end'
  const text = await textOf(
    (
      await renderPaper({
        template: invoice,
        lang: 'en',
        data: { ...sample('modules/billing/paper/invoice.sample.json'), title: `\u202e${title}\u0007` },
      })
    ).pdf,
  )
  assert.ok(squeeze(text).includes(squeeze(title)))
})

test('five thousand characters without a space stay on the sheet and come out whole', async () => {
  const long = 'Supercalifragilistic'.repeat(250)
  const data = { ...sample('modules/billing/paper/invoice.sample.json'), title: long, to: { name: '甲'.repeat(5000), lines: [] } }
  const { pdf, pages } = await renderPaper({ template: invoice, lang: 'en', data })
  assert.ok(pages > 3)
  const text = squeeze(await textOf(pdf))
  // Only where a page ends is the word interrupted, by the foot.
  assert.ok(text.split('Supercalifragilistic').length - 1 >= 250 - pages)
  assert.equal(text.includes('\u200b'), false)
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const document = await reading.promise
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n)
    for (const item of (await page.getTextContent()).items)
      if ('str' in item) assert.ok(item.transform[4] + item.width < page.view[2]! - 40, item.str)
  }
  await reading.destroy()
})

/** The lines of each page as they are set, from the top, with what stands beside each other on one line. */
const linesOf = async (pdf: Uint8Array): Promise<string[][]> => {
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const document = await reading.promise
  const pages: string[][] = []
  for (let n = 1; n <= document.numPages; n++) {
    const at = new Map<number, string>()
    for (const item of (await (await document.getPage(n)).getTextContent()).items)
      if ('str' in item) at.set(Math.round(item.transform[5]), (at.get(Math.round(item.transform[5])) ?? '') + item.str)
    pages.push([...at].toSorted(([a], [b]) => b - a).map(([, text]) => text.replace(/\s+/gu, ' ')))
  }
  await reading.destroy()
  return pages
}
const minutes = 'modules/meetings/paper/minutes.typ'

test('a name breaks at its hyphen; only a word that is wider than its column breaks within', async () => {
  const name = 'Alexandra Konstantinopoulou-Featherstonehaugh'
  const data = sample('modules/meetings/paper/minutes.sample.json')
  const [first] = data.items as object[]
  const all = { ...data, items: [{ ...first, owners: [{ side: '客戶', name }, { side: '客戶', name: 'Donaudampfschifffahrtsgesellschaft' }] }], signs: [{ state: 'awaited', name }, { state: 'awaited', name }, { state: 'awaited', name }] }
  const lines = (await linesOf((await renderPaper({ template: minutes, lang: 'zh-Hant', data: all })).pdf)).flat()
  assert.equal(lines.filter((line) => /Konstantinopoulou-$/.test(line)).length >= 1, true, lines.join('\n'))
  for (const line of lines) assert.doesNotMatch(line, /Featherston(?!ehaugh)|Konstantinopoulo?$|Alexandra Konst/)
  assert.ok(squeeze(lines.join('')).includes('Donaudampf'))
})

test('who signs stands on one sheet with the last of what is signed, however long the paper is', async () => {
  for (const [template, key] of [[minutes, 'items'], ['modules/schedules/paper/schedule.typ', 'steps']] as const) {
    const data = sample(template.replace('.typ', '.sample.json'))
    const [first] = data[key] as object[]
    for (let n = 1; n < 24; n++) {
      const rows = Array.from({ length: n }, (_, i) => ({ ...first, number: `${i + 1}`, text: `第${i + 1}項`, step: `第${i + 1}步` }))
      const pages = await linesOf((await renderPaper({ template, lang: 'zh-Hant', data: { ...data, [key]: rows } })).pdf)
      const last = squeeze(pages.at(-1)!.join(''))
      assert.ok(last.includes('待簽') && last.includes(`第${n}步`), `${template}, ${n} rows: ${last}`)
    }
  }
})

test('a figure stands with its measure word on one line', async () => {
  const data = sample('modules/jobs/paper/order.sample.json')
  for (let width = 1; width < 24; width++) {
    const sizes = `${'樣'.repeat(width)} 350 × 900 mm、${'樣'.repeat(width)} 24 小時`
    const lines = (await linesOf((await renderPaper({ template: 'modules/jobs/paper/order.typ', lang: 'zh-Hant', data: { ...data, order: { ...(data.order as object), sizes } } })).pdf)).flat()
    assert.ok(lines.some((line) => line.includes('350 × 900 mm')), `${width}: ${lines.join('\n')}`)
    assert.ok(lines.some((line) => line.includes('24 小')), `${width}: ${lines.join('\n')}`)
  }
})

test('nothing outside is read: templates only of modules, pictures only those handed over', async () => {
  const data = sample('modules/deliverables/paper/signoff.sample.json')
  for (const template of ['../package.json', '/etc/passwd', 'kernel/paper/warm.typ', 'modules/billing/paper/../../x.typ'])
    await assert.rejects(renderPaper({ template, lang: 'en', data }), /not a template/)
  await assert.rejects(
    renderPaper({ template: 'modules/deliverables/paper/signoff.typ', lang: 'en', data, files: { '../x.svg': poster } }),
    /not a picture/,
  )
  for (const name of ['poster.svg', '../../package.json', '../../../../../../etc/passwd'])
    await assert.rejects(
      renderPaper({ template: 'modules/deliverables/paper/signoff.typ', lang: 'en', data: { ...data, picture: { name, alt: '' } } }),
      /signoff\.typ/,
    )
})

test('a broken picture refuses its own paper only', async () => {
  const data = sample('modules/deliverables/paper/signoff.sample.json')
  const template = 'modules/deliverables/paper/signoff.typ'
  const [bad, good] = await Promise.allSettled([
    renderPaper({ template, lang: 'en', data, files: { 'poster.svg': Buffer.from('not a picture') } }),
    renderPaper({ template, lang: 'en', data, files }),
  ])
  assert.equal(bad.status, 'rejected')
  assert.equal(good.status, 'fulfilled')
})

test('a mark is drawn only from a path of plain strokes; the seal stands for anything else', async () => {
  const data = sample('modules/billing/paper/receipt.sample.json')
  const signed = async (drawn: string): Promise<string> => {
    const signs = [{ state: 'signed', seal: '淑芬', name: '何淑芬', drawn }]
    return squeeze(
      await textOf((await renderPaper({ template: 'modules/billing/paper/receipt.typ', lang: 'zh-Hant', data: { ...data, signs } })).pdf),
    )
  }
  assert.ok(!(await signed('M 1,2 C 3,4 5,6 7,8')).includes('淑芬何淑芬'))
  for (const drawn of ["M 1,2'/><text>x</text>", 'M 1', '']) assert.ok((await signed(drawn)).includes('淑芬何淑芬'), drawn)
})

test('pictures of pages: PNG of the width asked for, with ink on it; limits hold', async () => {
  await warmPaper('zh-Hans')
  const { pdf } = await renderPaper({ template: invoice, lang: 'zh-Hans', data: sample('modules/billing/paper/invoice.sample.json') })
  const png = await pictureOf(pdf, 1, 400)
  assert.equal(png.subarray(1, 4).toString(), 'PNG')
  assert.equal(png.readUInt32BE(16), 400)
  assert.ok(png.length > 5000)
  await assert.rejects(pictureOf(pdf, 2, 400), /no page 2/)
  await assert.rejects(pictureOf(Buffer.from('no pdf at all'), 1, 400))
  const { png: _, ...about } = await drawingOf(pdf, 1, 100)
  assert.deepEqual({ ...about, width: Math.round(about.width), height: Math.round(about.height) }, { pages: 1, width: 595, height: 842 })
  const huge = await pictureOf(pdf, 1, 1_000_000)
  assert.ok(huge.readUInt32BE(16) * huge.readUInt32BE(20) <= 16_100_000)
})

test('a QR code is an SVG of its own', () => assert.match(qrSvg('https://docket.example/j/2026-0147'), /^<svg [^>]+viewBox=/))
