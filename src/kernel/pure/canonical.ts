/**
 * One text for one value, whoever wrote it in whatever order: what the seals and the hash chain digest.
 * As RFC 8785 (keys in UTF-16 order, no whitespace, numbers and strings as ECMAScript writes them), with
 * `bigint` as its decimal text in quotes and `Date` as its ISO text; members that are `undefined` are left out.
 * @throws TypeError on what has no JSON form: NaN, infinities, functions, symbols, `undefined` in a list,
 *   lone surrogates, objects of a class, cycles, what is nested deeper than 100
 */
export const canonicalJson = (value: unknown): string => write(value, [])

const write = (value: unknown, above: object[]): string => {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form')
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`)
      return JSON.stringify(value)
    case 'boolean':
      return String(value)
    case 'bigint':
      return `"${value}"`
    case 'object':
      return value === null ? 'null' : writeObject(value, above)
    default:
      throw new TypeError(`${typeof value} has no canonical form`)
  }
}

const writeObject = (value: object, above: object[]): string => {
  if (value instanceof Date) return JSON.stringify(isoOf(value))
  if (above.length >= 100) throw new TypeError('what is nested so deep has no canonical form')
  if (above.includes(value)) throw new TypeError('a cycle has no canonical form')
  const path = [...above, value]
  // Array.from, so that a hole is refused like the undefined it reads as.
  if (Array.isArray(value)) return `[${Array.from(value, (v) => write(v, path)).join(',')}]`
  const proto = Object.getPrototypeOf(value)
  if (proto !== Object.prototype && proto !== null) throw new TypeError('an object of a class has no canonical form')
  const members = Object.entries(value).filter(([, v]) => v !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([k, v]) => `${write(k, path)}:${write(v, path)}`).join(',')}}`
}

const isoOf = (date: Date): string => {
  if (Number.isNaN(date.getTime())) throw new TypeError('an invalid date has no canonical form')
  return date.toISOString()
}
