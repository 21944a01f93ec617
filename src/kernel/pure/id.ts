import { z } from 'zod'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Whether a text is an id as PostgreSQL writes it: hashes, settings and comparisons know no other spelling. */
export const isUuid = (text: string): boolean => form.test(text)

/** An id over the wire. Whoever sends capitals (RFC 9562 allows them in input) means the same thing, and it goes on in one spelling. */
export const zId = z.uuid().toLowerCase()
