import { refuse } from '#kernel/pure/refusal.ts'

/** Letters of a drawn mark at the most: SVG path data in a box of 300 × 100. */
export const markLimit = 20_000

/** Numbers that each command takes; absolute coordinates, as the signing pad writes and the certificate draws them. */
const takes: Record<string, number> = { M: 2, L: 2, Q: 4, C: 6 }
const token = /([A-Z])|(-?(?:\d{1,4}(?:\.\d{1,3})?|\.\d{1,3}))(?![\d.])|([ ,]+)/y

/**
 * Refuses `signoff.mark` unless the text is SVG path data and nothing else: absolute commands with the right count of
 * plain numbers near the box. The mark is printed on certificates, so nothing that is not a stroke may be in it.
 */
export const checkMark = (mark: string): void => {
  if (mark === '') return
  if (mark.length > markLimit || !isPath(mark)) throw refuse('signoff.mark')
}

const isPath = (mark: string): boolean => {
  token.lastIndex = 0
  let command = ''
  let numbers = 0
  let strokes = 0
  const whole = (): boolean => {
    if (command === '') return true
    return numbers > 0 && numbers % takes[command]! === 0
  }
  while (token.lastIndex < mark.length) {
    const found = token.exec(mark)
    if (!found) return false
    const [, letter, number] = found
    if (letter !== undefined) {
      if (!(letter in takes) || !whole() || (command === '' && letter !== 'M')) return false
      if (letter !== 'M') strokes++
      command = letter
      numbers = 0
    } else if (number !== undefined) {
      if (command === '' || Math.abs(Number(number)) > 2000) return false
      numbers++
    }
  }
  return whole() && strokes > 0
}
