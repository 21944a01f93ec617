/** What a place in an input takes. */
export type Kind = 'text' | 'id' | 'day' | 'whole' | 'sum' | 'other'
export interface Leaf {
  path: readonly (string | number)[]
  kind: Kind
}
interface Def {
  type: string
  format?: string
  innerType?: Shape
  in?: Shape
  element?: Shape
  valueType?: Shape
  options?: readonly Shape[]
  shape?: Record<string, Shape>
  entries?: Record<string, unknown>
  values?: readonly unknown[]
}
interface Shape {
  _zod: { def: Def }
}

/** Through defaults, optionals and transformations to what a caller writes. */
const bare = (shape: Shape): Def => {
  const { def } = shape._zod
  const inner = def.innerType ?? def.in
  return inner ? bare(inner) : def
}
const kindOf = (def: Def): Kind => {
  if (def.type === 'string') return def.format === 'uuid' ? 'id' : def.format === 'date' ? 'day' : 'text'
  if (def.type === 'number') return 'whole'
  if (def.type === 'bigint' || def.options?.some((o) => bare(o).type === 'bigint')) return 'sum'
  return def.options?.some((o) => bare(o).type === 'string') ? 'text' : 'other'
}

/** Every place of an input where something is written, in objects and in the first element of lists too. */
export const leavesOf = (schema: unknown, path: readonly (string | number)[] = []): Leaf[] => {
  const def = bare(schema as Shape)
  if (def.shape) return Object.entries(def.shape).flatMap(([key, shape]) => leavesOf(shape, [...path, key]))
  if (def.type === 'array') return leavesOf(def.element, [...path, 0])
  if (def.type === 'record') return leavesOf(def.valueType, [...path, 'key'])
  return [{ path, kind: kindOf(def) }]
}

/** Something that a place takes: for elements that the given input has none of. */
const plausible = (schema: unknown): unknown => {
  const def = bare(schema as Shape)
  if (def.shape) return Object.fromEntries(Object.entries(def.shape).filter(([, s]) => !['optional', 'default', 'nullable'].includes(s._zod.def.type)).map(([key, s]) => [key, plausible(s)]))
  if (def.type === 'array') return []
  if (def.type === 'enum') return Object.values(def.entries ?? {})[0]
  if (def.type === 'literal') return def.values?.[0]
  return { text: 'x', id: '01890000-0000-7000-8000-0000000000ff', day: '2026-11-02', whole: 1, sum: 1n, other: true }[kindOf(def)]
}

/** The input with another value at one place. */
export const withValue = (schema: unknown, input: unknown, [key, ...rest]: Leaf['path'], value: unknown): unknown => {
  if (key === undefined) return value
  const def = bare(schema as Shape)
  const inner = (def.shape?.[key as string] ?? def.element ?? def.valueType) as unknown
  if (typeof key === 'number') {
    const [first, ...others] = (input as unknown[] | undefined) ?? []
    return [withValue(inner, first ?? plausible(inner), rest, value), ...others]
  }
  return { ...(input as object | undefined), [key]: withValue(inner, (input as Record<string, unknown> | undefined)?.[key], rest, value) }
}
