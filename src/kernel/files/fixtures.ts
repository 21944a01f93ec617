/** A PDF of so many empty pages of A4, 595 by 842 points. */
export const emptyPdf = (pages: number): Buffer => {
  const leaves = Array.from({ length: pages }, () => '<</Type/Page/Parent 2 0 R>>')
  const kids = leaves.map((_, n) => `${n + 3} 0 R`).join(' ')
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${kids}]/Count ${pages}/MediaBox[0 0 595 842]>>`, ...leaves]
  let out = '%PDF-1.4\n'
  const places = objects.map((o, i) => {
    const at = out.length
    out += `${i + 1} 0 obj${o}endobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  return Buffer.from(`${out}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF`)
}
