/** What a person typed, for an `ilike` pattern: in it `%`, `_` and `\` mean themselves. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
