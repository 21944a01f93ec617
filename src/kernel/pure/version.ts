import { z } from 'zod'

/** The version of a thing that the caller has read: what PostgreSQL's int holds, and one more. */
export const zRowVersion = z.int().min(0).max(2 ** 31 - 2)
