import { messages } from '#kernel/i18n/messages.ts'

/** Words of the pages. */
export const jobsUiMessages = messages({
  'jobs.all': { hant: '全部客戶', hans: '全部客户', en: 'All clients' },
})
type M = typeof jobsUiMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
