import { filesMessages } from '#kernel/files/messages.ts'
import type { Message } from '#kernel/i18n/messages.ts'
import { kernelMessages } from '#kernel/messages/index.ts'
import { pureMessages } from '#kernel/pure/messages.ts'
import { uiMessages } from '#kernel/ui/messages.ts'

/** Every set of words in the product, by the room it belongs to: the server's, and what the build compiles for the browser. */
export const messageSets: Record<string, Record<string, Message>> = {
  kernel: kernelMessages,
  pure: pureMessages,
  files: filesMessages,
  ui: uiMessages,
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
