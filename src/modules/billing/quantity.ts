/** Thousandths of what a person typed (`2`, `1.5`, full-width forms too); null when it is no quantity above zero and up to a million. */
export const readQuantity = (text: string): bigint | null => {
  const found = /^(\d{1,7})(?:\.(\d{1,3}))?$/.exec(text.normalize('NFKC').trim().replaceAll(',', ''))
  if (!found) return null
  const thousandths = BigInt(found[1]! + (found[2] ?? '').padEnd(3, '0'))
  return thousandths > 0n && thousandths <= 10n ** 9n ? thousandths : null
}
/** `1500n` → `1.5`. */
export const writeQuantity = (thousandths: bigint): string => {
  const part = (thousandths % 1000n).toString().padStart(3, '0').replace(/0+$/, '')
  return `${thousandths / 1000n}${part && `.${part}`}`
}
