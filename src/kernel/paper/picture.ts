import { Press } from './press.ts'

export interface PageOrder {
  pdf: Uint8Array
  page: number
  width: number
}
export interface Drawing {
  png: Uint8Array
  /** Of the whole file. */
  pages: number
  /** Of this page, in points. */
  width: number
  height: number
}

const mostBytes = 100 * 1024 * 1024
/** A process of its own: a hostile file may loop, eat memory or break native code, and then only this ends. Ends when idle: it is large. */
const press = new Press<PageOrder, Drawing>(new URL('./draw-worker.ts', import.meta.url), { patience: 15_000, rest: 30_000, heap: 256 })

/**
 * Draws one page (1 …) of any PDF as PNG, `width` pixels wide (less where that would be over 16 million pixels), and
 * tells what was learnt of the file. Nothing is fetched and no script in it runs. Throws for a page that is not there,
 * a file damaged, locked or over 100 MB, and after 15 s.
 */
export const drawingOf = (pdf: Uint8Array, page: number, width: number): Promise<Drawing> => {
  if (pdf.byteLength > mostBytes) return Promise.reject(new RangeError(`a PDF of ${pdf.byteLength} bytes is not drawn`))
  // Plain bytes, uncopied: pdf.js takes no Buffer, and a Buffer arrives as one.
  return press.print({ pdf: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength), page, width })
}

/** The picture alone; as `drawingOf`. */
export const pictureOf = async (pdf: Uint8Array, page: number, width: number): Promise<Buffer> => {
  const { png } = await drawingOf(pdf, page, width)
  return Buffer.from(png.buffer, png.byteOffset, png.byteLength)
}
