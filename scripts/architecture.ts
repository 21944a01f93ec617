import { globSync } from 'node:fs'
import { cruise, type ICruiseResult, type IRegularForbiddenRuleType } from 'dependency-cruiser'
import { below, layers } from './edges.ts'

// The rules of direction (AGENTS.md), read from the imports themselves, types included.
const modules = layers.flat()
for (const dir of globSync('src/modules/*')) {
  const name = dir.split(/[\\/]/).at(-1)!
  if (!(modules as readonly string[]).includes(name)) throw new Error(`module ${name} stands in no layer of scripts/edges.ts`)
}
type Rule = IRegularForbiddenRuleType
const rule = (name: string, from: Rule['from'], to: Rule['to']): Rule => ({ name, severity: 'error', from, to })
const tests = '(\\.test\\.ts|fixtures\\.ts)$'

const forbidden: Rule[] = [
  rule('no cycles', {}, { circular: true }),
  rule('nothing unresolved', {}, { couldNotResolve: true }),
  rule('kernel knows no module and no app', { path: '^src/kernel/' }, { path: '^src/(modules|app)/' }),
  rule('modules know no app', { path: '^src/modules/', pathNot: tests }, { path: '^src/app/' }),
  rule('pure files import pure files and Zod', { path: '^(src/kernel/pure/|src/modules/[^/]+/rules\\.ts)', pathNot: tests }, { pathNot: ['^src/kernel/pure/', '^src/kernel/i18n/messages\\.ts$', '^src/modules/[^/]+/(rules|plan|compare|contract)\\.ts$', '^src/kernel/(rpc/define|db/actor)\\.ts$', 'node_modules/zod/'] }),
  rule('ui reaches no service, repo or database', { path: '/ui/' }, { path: '(service|repo)\\.ts$|^src/kernel/(db|http|mail|record|paper)/' }),
  rule('the browser imports no server library', { path: '/ui/|^src/app/web/', pathNot: tests }, { path: 'node_modules/(pg|kysely|hono|pg-boss|nodemailer|sharp|pino)/|^node:' , dependencyTypesNot: ['type-only'] }),
  rule('only repos and the kernel speak SQL', { path: '^src/modules/', pathNot: ['repo\\.ts$', tests, '/doors\\.ts$'] }, { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] }),
  rule('a server module is entered by its front door', { path: '^src/modules/([^/]+)/', pathNot: tests }, { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/(index|contract)\\.ts$', '^src/modules/[^/]+/ui/'] }),
  rule('another module\'s ui is entered from ui only', { path: '^src/modules/([^/]+)/(?!ui/)' }, { path: '^src/modules/[^/]+/ui/', pathNot: '^src/modules/$1/' }),
  ...modules.map((m) => rule(`${m} imports only what stands below it`, { path: `^src/modules/${m}/`, pathNot: tests }, { path: '^src/modules/', pathNot: [`^src/modules/${m}/`, ...below(m).map((b) => `^src/modules/${b}/`)] })),
]

const { output } = await cruise(
  ['src', 'sample', 'scripts'],
  { ruleSet: { forbidden }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, validate: true, tsConfig: { fileName: 'tsconfig.json' }, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] } },
)
const { summary, modules: seen } = output as ICruiseResult
const imports = summary.totalDependenciesCruised ?? 0
for (const v of summary.violations) console.log(`${v.rule.name}: ${v.from} → ${v.cycle ? v.cycle.map((c) => c.name).join(' → ') : v.to}`)
const own = seen.filter((m) => m.source.startsWith('src/')).length
console.log(`architecture: ${own} files read, ${imports} imports, ${summary.violations.length} violations`)
// A reader that finds nothing to read finds nothing wrong either.
if (own < 100 || imports < 300) {
  console.log('too few files were read: the check itself is broken')
  process.exitCode = 1
}
if (summary.violations.length > 0) process.exitCode = 1
