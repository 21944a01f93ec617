import type { Message } from '#kernel/i18n/messages.ts'
import { filesMessages } from '#kernel/files/messages.ts'
import { kernelMessages } from '#kernel/messages/index.ts'
import { mailMessages } from '#kernel/mail/messages.ts'
import { pureMessages } from '#kernel/pure/messages.ts'
import { rpcMessages } from '#kernel/rpc/messages.ts'
import { uiMessages } from '#kernel/ui/messages.ts'
import { archiveMessages } from '#modules/archive/messages/index.ts'
import { billingMessages } from '#modules/billing/messages/index.ts'
import { clientsMessages } from '#modules/clients/messages/index.ts'
import { costsMessages } from '#modules/costs/messages/index.ts'
import { deliverablesMessages } from '#modules/deliverables/messages/index.ts'
import { deskMessages } from '#modules/desk/messages/index.ts'
import { jobsMessages } from '#modules/jobs/messages/index.ts'
import { meetingsMessages } from '#modules/meetings/messages/index.ts'
import { peopleMessages } from '#modules/people/messages/index.ts'
import { schedulesMessages } from '#modules/schedules/messages/index.ts'
import { signoffMessages } from '#modules/signoff/messages/index.ts'

/** Every set of words in the product, by the room it belongs to: the server's, and what the build compiles for the browser. */
export const messageSets: Record<string, Record<string, Message>> = {
  files: filesMessages,
  kernel: kernelMessages,
  mail: mailMessages,
  pure: pureMessages,
  rpc: rpcMessages,
  ui: uiMessages,
  archive: archiveMessages,
  billing: billingMessages,
  clients: clientsMessages,
  costs: costsMessages,
  deliverables: deliverablesMessages,
  desk: deskMessages,
  jobs: jobsMessages,
  meetings: meetingsMessages,
  people: peopleMessages,
  schedules: schedulesMessages,
  signoff: signoffMessages,
}

/** All of them as one. @throws when two sets hold the same key */
export const allMessages = (): Record<string, Message> => {
  const all: Record<string, Message> = {}
  for (const [room, set] of Object.entries(messageSets)) {
    for (const [key, message] of Object.entries(set)) {
      if (key in all) throw new Error(`message ${key} is declared twice, the second time by ${room}`)
      all[key] = message
    }
  }
  return all
}
