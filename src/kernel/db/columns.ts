import type { ColumnType } from 'kysely'

/** A column with a default: it may be left out when a row is added. */
export type Fresh<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: read as it is, written as text, since a list would be taken for an array of PostgreSQL. */
export type Json<T> = ColumnType<T, string, string>
