import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { stopTestServer } from '#test/setup/database.ts'

// npm test: every check in turn, all of them even when one fails, and one line at the end.
const bin = (name: string): string => `node_modules/.bin/${name}`
const only = process.argv.slice(2)

interface Outcome {
  passed: number
  failed: number
}
const run = (command: string, args: string[], count?: (output: string) => Outcome | undefined): Promise<Outcome> =>
  new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      process.stdout.write(chunk)
    })
    child.on('close', (code) => done(count?.(output) ?? (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })))
  })

const figure = (output: string, name: string): number | undefined => {
  const found = [...output.matchAll(new RegExp(`^ℹ ${name} (\\d+)$`, 'gm'))].at(-1)
  return found ? Number(found[1]) : undefined
}
/** The counts that node's runner closes with; a run without them has failed. */
const counted = (output: string): Outcome => {
  const [tests, pass] = [figure(output, 'tests'), figure(output, 'pass')]
  return tests === undefined || pass === undefined || tests === 0 ? { passed: 0, failed: 1 } : { passed: pass, failed: tests - pass }
}
const tests = (concurrency: number, patterns: string[]): Promise<Outcome> =>
  run(process.execPath, ['--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`, ...patterns.flatMap((p) => globSync(p))], counted)

const checks: [name: string, go: () => Promise<Outcome>][] = [
  ['types', () => run(process.execPath, ['node_modules/ts7/bin/tsc', '--noEmit'])],
  ['lint', () => run(bin('biome'), ['lint', '--error-on-warnings', '.'])],
  ['architecture', () => run(process.execPath, ['scripts/architecture.ts'])],
  ['invariants', () => run(process.execPath, ['scripts/invariants.ts'])],
  ['rules and services', () => tests(2, ['src/**/*.test.ts', 'test/*.test.ts', 'test/setup/*.test.ts'])],
  ['laws', () => tests(2, ['test/laws/*.test.ts'])],
  ['journeys', () => tests(2, ['test/journeys/*.test.ts'])],
]

const sum: Outcome = { passed: 0, failed: 0 }
const bad: string[] = []
for (const [name, go] of checks) {
  if (only.length > 0 && !only.includes(name)) continue
  const began = Date.now()
  console.log(`\n── ${name}`)
  const { passed, failed } = await go()
  sum.passed += passed
  sum.failed += failed
  if (failed > 0) bad.push(name)
  console.log(`── ${name}: ${failed === 0 ? 'ok' : 'FAILED'}, ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
await stopTestServer()
if (bad.length > 0) console.log(`\nfailed: ${bad.join(', ')}`)
console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed === 0 ? 0 : 1
