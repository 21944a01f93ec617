import { existsSync, globSync, readFileSync } from 'node:fs'

// docs/invariants.md says where each rule stands three times. This reads the table and the modules' own, and names what it does not find.
const requirements = readFileSync('docs/requirements.md', 'utf8')
const table = readFileSync('docs/invariants.md', 'utf8')
const migrations = globSync('migrations/*.sql').map((f) => readFileSync(f, 'utf8')).join('\n')
const faults: string[] = []
let checked = 0

/** `path:name` — the file exists and declares the name as `how` says: a word that stands anywhere would prove nothing. */
const stands = (rule: string, ref: string, how: (name: string) => string): void => {
  checked++
  const at = ref.indexOf(':')
  const [path, name] = [ref.slice(0, at), ref.slice(at + 1)]
  if (at < 0 || !existsSync(path)) faults.push(`${rule}: no file ${path || ref}`)
  else if (name === '' || !readFileSync(path, 'utf8').includes(how(name))) faults.push(`${rule}: ${path} has no "${how(name)}"`)
}
for (const line of table.split('\n')) {
  const cells = line.split('|').map((c) => c.trim())
  if (cells.length < 6 || !/^[A-Z]+\d+$/.test(cells[1]!)) continue
  const [, rule, , pure, test, database] = cells as [string, string, string, string, string, string]
  const refs = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1]!)
  if (!requirements.includes(`| ${rule} |`)) faults.push(`${rule}: no such requirement`)
  for (const [cell, how] of [[pure, (name: string) => `export const ${name} =`], [test, (title: string) => `test('${title}`]] as const) {
    if (refs(cell).length === 0) faults.push(`${rule}: a column is empty`)
    for (const ref of refs(cell)) stands(rule, ref, how)
  }
  if (refs(database).length === 0) faults.push(`${rule}: no constraint or policy`)
  for (const name of refs(database)) {
    checked++
    if (!migrations.includes(name)) faults.push(`${rule}: no migration holds ${name}`)
  }
}
// Each README numbers its own under a letter that is no other's; a test that cites a number cites one that stands there.
const owners = new Map<string, string>()
for (const path of globSync('src/{kernel,modules}/*/README.md').sort()) {
  const text = readFileSync(path, 'utf8')
  for (const [, id] of text.matchAll(/^(?:\| )?([A-Z]\d+) (?:\||\S)/gm)) {
    if (requirements.includes(`| ${id} |`)) continue
    checked++
    if (owners.has(id!)) faults.push(`${id}: numbered in ${owners.get(id!)} and again in ${path}`)
    owners.set(id!, path)
  }
  for (const file of globSync(path.replace('README.md', '**/*.test.ts')))
    for (const [, ids] of readFileSync(file, 'utf8').matchAll(/^test\('((?:[A-Z]\d+ )+)/gm))
      for (const id of ids!.trim().split(' ')) {
        checked++
        if (!requirements.includes(`| ${id} |`) && !new RegExp(`\\b${id}\\b`).test(text)) faults.push(`${id}: cited by a test in ${file}, not in ${path}`)
      }
}
for (const folder of globSync('src/modules/*')) {
  const path = `${folder}/README.md`
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').length : 0
  if (lines === 0 || lines >= 60) faults.push(`${path}: a module has a README of under 60 lines, this one has ${lines}`)
}
for (const fault of faults) console.log(fault)
console.log(`invariants: ${checked} places checked, ${faults.length} missing`)
if (checked < 30 || faults.length > 0) process.exitCode = 1
