import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Drawing, PageOrder } from './picture.ts'

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => join(home, name) + sep
/** Beyond this a drawing costs more memory than a preview is worth: 16 million pixels are 64 MB. */
const mostPixels = 16_000_000

/** Draws one page; only ever run in a process of its own, whose end is the only limit that holds against a hostile file. */
export const drawPage = async ({ pdf, page, width }: PageOrder): Promise<Drawing> => {
  const reading = getDocument({
    data: pdf,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    maxImageSize: mostPixels * 4,
    stopAtErrors: false,
    verbosity: 0,
  })
  try {
    const document = await reading.promise
    if (!Number.isInteger(page) || page < 1 || page > document.numPages) throw new Error(`no page ${page}`)
    const leaf = await document.getPage(page)
    const { width: w, height: h } = leaf.getViewport({ scale: 1 })
    const viewport = leaf.getViewport({ scale: Math.min(width / w, Math.sqrt(mostPixels / (w * h))) })
    const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
    await leaf.render({
      canvas: null,
      canvasContext: canvas.getContext('2d') as unknown as CanvasRenderingContext2D,
      viewport,
      background: '#ffffff',
    }).promise
    return { png: new Uint8Array(canvas.toBuffer('image/png')), pages: document.numPages, width: w, height: h }
  } finally {
    await reading.destroy()
  }
}
