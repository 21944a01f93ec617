import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { readConfig, terminalLang } from '#kernel/config.ts'
import { commands, help } from './commands.ts'
import { giveUp, teller } from './terminal.ts'

enableCompileCache(fileURLToPath(new URL('../../.cache/compiled', import.meta.url)))
const lang = terminalLang(process.env)
const [name = 'help', ...rest] = process.argv.slice(2)
const json = rest.includes('--json')
try {
  const command = commands[name]
  // What is told goes to stderr, so that an answer can be piped on.
  const tell = teller(lang, process.stderr)
  if (!command) {
    tell(help)
    process.exit(name === 'help' || name === '--help' || name === '-h' ? 0 : 2)
  }
  process.exitCode = await command({ config: readConfig(process.env), lang, tell, json, words: rest.filter((word) => !word.startsWith('--')) })
} catch (error) {
  giveUp(lang, error)
  process.exitCode = 1
}
process.exit()
