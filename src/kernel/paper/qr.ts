import { renderSVG } from 'uqr'

/** A QR code as an SVG string for `data.qr`: medium correction, so that it survives a photocopy; ink on nothing. */
export const qrSvg = (text: string): string => renderSVG(text, { ecc: 'M', border: 0, whiteColor: 'none', blackColor: '#1a1917' })
