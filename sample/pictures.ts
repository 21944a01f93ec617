import { join } from 'node:path'
import { convertSVGTextToPath, GlobalFonts } from '@napi-rs/canvas'
import sharp from 'sharp'
import { renderPaper } from '#kernel/paper/render.ts'

// Posters are drawn here as SVG; their letters become outlines, so that they look the same on a machine without fonts.
const font = (pack: string, weight: string, file: string): string => join(import.meta.dirname, '../node_modules/@expo-google-fonts', pack, weight, file)
let ready = false
const fonts = (): void => {
  if (ready) return
  GlobalFonts.registerFromPath(font('noto-serif-tc', '700Bold', 'NotoSerifTC_700Bold.ttf'), 'Sample Serif')
  GlobalFonts.registerFromPath(font('noto-sans-sc', '400Regular', 'NotoSansSC_400Regular.ttf'), 'Sample Sans')
  ready = true
}

export interface Poster {
  motif: 'rings' | 'cup' | 'hills' | 'wheel' | 'book' | 'waves'
  paper: string
  ink: string
  headline: string
  line: string
  foot: string
}
const safe = (text: string): string => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)
const many = (n: number, draw: (i: number) => string): string => Array.from({ length: n }, (_, i) => draw(i)).join('')

const motifs: Record<Poster['motif'], string> = {
  rings: many(9, (i) => `<ellipse cx="${300 - (i % 3) * 5}" cy="${300 + (i % 2) * 4}" rx="${30 + i * 22}" ry="${26 + i * 20}"/>`),
  cup: `<path d="M190 180h220l-34 260a20 20 0 0 1-20 17H244a20 20 0 0 1-20-17z"/>${many(7, (i) => `<path d="M${204 + i * 5} ${220 + i * 34}q96 ${26 - i} ${192 - i * 10} 0"/>`)}<path d="M300 180V96l52-36"/>`,
  hills: many(8, (i) => `<path d="M40 ${200 + i * 36}q130 ${-120 + i * 12} 260 0t260 0"/>`),
  wheel: `<circle cx="300" cy="300" r="200"/><circle cx="300" cy="300" r="186"/><circle cx="300" cy="300" r="18"/>${many(24, (i) => `<path d="M300 300L${300 + 186 * Math.cos((i * Math.PI) / 12)} ${300 + 186 * Math.sin((i * Math.PI) / 12)}"/>`)}`,
  book: `<path d="M300 160c-70-44-160-44-220-20v300c60-24 150-24 220 20zM300 160c70-44 160-44 220-20v300c-60-24-150-24-220 20z"/>${many(9, (i) => `<path d="M112 ${196 + i * 26}q90-22 164 14M488 ${196 + i * 26}q-90-22-164 14"/>`)}`,
  waves: `<path d="M150 300h300l-44 84H194zM300 120v180M300 140l120 130H300z"/>${many(6, (i) => `<path d="M40 ${420 + i * 20}q65 ${-22} 130 0t130 0t130 0t130 0"/>`)}`,
}

/** A poster as PNG, 900 × 1200. */
export const drawPoster = async (p: Poster): Promise<Uint8Array> => {
  fonts()
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800" width="900" height="1200"><rect width="600" height="800" fill="${p.paper}"/>
<g fill="none" stroke="${p.ink}" stroke-width="3" stroke-linejoin="round">${motifs[p.motif]}</g>
<text x="48" y="610" font-family="Sample Serif" font-size="62" fill="${p.ink}">${safe(p.headline)}</text>
<text x="50" y="664" font-family="Sample Sans" font-size="22" fill="${p.ink}">${safe(p.line)}</text>
<rect x="48" y="708" width="504" height="2" fill="${p.ink}"/><text x="50" y="748" font-family="Sample Sans" font-size="18" fill="${p.ink}">${safe(p.foot)}</text></svg>`
  return sharp(convertSVGTextToPath(Buffer.from(svg))).png().toBuffer()
}

/** The agency's logo as SVG: a begonia of five petals beside its name. */
export const drawLogo = (name: string): Uint8Array => {
  fonts()
  const petal = '<path d="M60 56C40 40 40 14 60 6c20 8 20 34 0 50z"/>'
  return convertSVGTextToPath(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${150 + name.length * 62} 120" width="${150 + name.length * 62}" height="120">
<g fill="#6d3b4a" stroke="#fff" stroke-width="2">${many(5, (i) => `<g transform="rotate(${i * 72} 60 60)">${petal}</g>`)}</g><circle cx="60" cy="60" r="9" fill="#d9b25f"/>
<text x="142" y="82" font-family="Sample Serif" font-size="62" fill="#1a1917">${safe(name)}</text></svg>`))
}

/** A vendor's invoice as PDF, on the vendor's own letterhead. */
export const vendorPaper = async (v: { on: string; vendor: string; number: string; what: string; amount: string; to: string }): Promise<Uint8Array> =>
  (await renderPaper({
    template: 'modules/billing/paper/invoice.typ', lang: 'zh-Hant',
    data: {
      on: v.on, kind: '請款單', number: v.number, title: v.what, agency: { name: v.vendor, legal: v.vendor, tax: '', address: '', phone: '' }, to: { name: v.to, lines: [] },
      facts: [{ label: '日期', value: v.on }], lines: [{ what: v.what, quantity: '1', price: v.amount, amount: v.amount }], sums: [], total: { label: '合計', value: `NT$ ${v.amount}` },
      bank: '', origin: '', labels: { to: '致', item: '項目', quantity: '數量', price: '單價', amount: '金額', bank: '匯款', origin: '' },
    },
  })).pdf
