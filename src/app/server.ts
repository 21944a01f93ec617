import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { readConfig, terminalLang } from '#kernel/config.ts'
import { giveUp, teller } from './terminal.ts'

// What was compiled once is not compiled again at the next start; without a writable folder it simply is.
enableCompileCache(fileURLToPath(new URL('../../.cache/compiled', import.meta.url)))
const lang = terminalLang(process.env)
try {
  const config = readConfig(process.env)
  const say = teller(lang, process.stdout)
  const { findDatabase } = await import('./find.ts')
  const launched = Promise.withResolvers<void>()
  const finding = findDatabase(config, say, launched.resolve)
  // PostgreSQL comes up in its own process while ours loads the rest.
  await Promise.race([launched.promise, finding])
  // Told of below, where it is awaited.
  finding.catch(() => undefined)
  const { run } = await import('./run.ts')
  await run(config, say, finding)
} catch (error) {
  giveUp(lang, error)
  process.exit(1)
}
