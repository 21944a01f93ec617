import { messages } from '#kernel/i18n/messages.ts'

/** Words of the module's pages. */
export const peoplePageMessages = messages({})
