import type { Readable } from 'node:stream'
import type { Sharp } from 'sharp'

/** A picture of a file for lists and viewers, with what was learnt while making it. */
export interface Thumb {
  webp: Buffer
  /** Of the original: pixels of an image as one sees it (turned upright), points of a PDF's first page. */
  width: number
  height: number
  /** Of a PDF; null for an image. */
  pages: number | null
}

const pictures = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'])
/** Longest side in pixels: sharp on a dense screen in a list, readable in a card. */
const side = 640
const limits = { limitInputPixels: 100_000_000, failOn: 'error', sequentialRead: true } as const
/** A PDF larger than this is not held in memory for a thumbnail. */
const largestPdf = 64 * 1024 * 1024

/** Whether a thumbnail is tried for this type and size (bytes). SVG is not: it is a page, and never drawn by the server. */
export const canThumb = (type: string, size: number): boolean => pictures.has(type) || (type === 'application/pdf' && size <= largestPdf)

/** Like the reader of PDFs below, loaded when it is needed: large. */
const sharpOf = async () => (await import('sharp')).default

const small = (image: Sharp): Sharp =>
  image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }).timeout({ seconds: 20 })

/**
 * Draws the thumbnail of an image or of a PDF's first page. Throws for what is damaged, has more than 100 million
 * pixels or takes longer than 20 seconds; nothing is fetched from anywhere.
 */
export const thumbOf = async (type: string, source: Readable): Promise<Thumb> => {
  if (type === 'application/pdf') return thumbOfPdf(Buffer.concat(await source.toArray()))
  const broken = new Promise<never>((_, reject) => source.once('error', reject))
  broken.catch(() => undefined)
  const image = (await sharpOf())(limits).autoOrient()
  source.pipe(image)
  try {
    const [about, webp] = await Promise.race([broken, Promise.all([image.metadata(), small(image.clone()).toBuffer()])])
    return { webp, width: about.autoOrient.width, height: about.autoOrient.height, pages: null }
  } finally {
    source.destroy()
  }
}

/** pdfjs takes the bytes it is given away, hence the copy. */
const thumbOfPdf = async (pdf: Buffer): Promise<Thumb> => {
  const [{ getDocument }, { pictureOf }, sharp] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('../paper/picture.ts'), sharpOf()])
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: 0, stopAtErrors: false })
  try {
    const document = await reading.promise
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
    const page = await pictureOf(pdf, 1, side)
    return { webp: await small(sharp(page, limits)).toBuffer(), width: Math.round(width), height: Math.round(height), pages: document.numPages }
  } finally {
    await reading.destroy()
  }
}
