import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'

const require = createRequire(import.meta.url)
/** Beyond this a drawing costs more memory than a preview is worth: 16 million pixels are 64 MB. */
const mostPixels = 16_000_000
const mostBytes = 100 * 1024 * 1024
const patience = 15_000

/**
 * Draws one page (1 …) of any PDF as PNG, `width` pixels wide at most. Nothing is fetched and no script in the
 * file runs. Throws RangeError for a page that is not there or a file over 100 MB, Error for a damaged file and
 * after 15 s of drawing.
 */
export const pictureOf = async (pdf: Uint8Array, page: number, width: number): Promise<Buffer> => {
  if (pdf.byteLength > mostBytes) throw new RangeError(`PDF of ${pdf.byteLength} bytes is larger than ${mostBytes}`)
  // Both are large: loaded only when a picture is wanted.
  const [{ getDocument }, { createCanvas }] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('@napi-rs/canvas')])
  const home = dirname(require.resolve('pdfjs-dist/package.json'))
  const folder = (name: string): string => join(home, name) + sep
  const reading = getDocument({
    data: new Uint8Array(pdf), // pdfjs gives the bytes away, hence a copy
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    maxImageSize: mostPixels * 4,
    stopAtErrors: false,
    verbosity: 0,
  })
  const { promise: tooLong, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`drawing page ${page} took longer than ${patience} ms`)), patience)
  const draw = async (): Promise<Buffer> => {
    const document = await reading.promise
    if (page < 1 || page > document.numPages) throw new RangeError(`no page ${page}`)
    const leaf = await document.getPage(page)
    const { width: w, height: h } = leaf.getViewport({ scale: 1 })
    const scale = Math.min(width / w, Math.sqrt(mostPixels / (w * h)))
    const viewport = leaf.getViewport({ scale })
    const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
    const context = canvas.getContext('2d')
    await leaf.render({ canvas: null, canvasContext: context as unknown as CanvasRenderingContext2D, viewport, background: '#ffffff' }).promise
    return canvas.toBuffer('image/png')
  }
  try {
    return await Promise.race([draw(), tooLong])
  } finally {
    clearTimeout(timer)
    await reading.destroy()
  }
}
