import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { leavesOf, withValue } from './absurd/shapes.ts'
import { absurd } from './absurd/values.ts'
import { ask, restAsk, rpcAsk } from './walls/ask.ts'
import { inputsFor } from './walls/inputs.ts'
import { procedures } from './walls/law.ts'
import { openWalls, type Walls } from './walls/world.ts'

// Whatever is written into a form or sent by a program, it is refused with a code or kept: never a bug.
let walls: Walls
before(async () => {
  walls = await openWalls()
})
after(() => walls?.close())

const shown = (value: unknown): string => (typeof value === 'bigint' ? `${value}n` : JSON.stringify(value).slice(0, 40))

test('no absurd value at any place of any procedure is a bug, over RPC or REST', async () => {
  const inputs = inputsFor(walls.things)
  const found: string[] = []
  let asked = 0
  const tried = async (name: string): Promise<void> => {
    const leaf = procedures.get(name)!
    const schema = leaf['~orpc'].inputSchema
    if (!schema) return
    let headers = await walls.insider.headers()
    for (const { path, kind } of leavesOf(schema))
      for (const [n, value] of absurd[kind].entries()) {
        const input = withValue(schema, inputs[name], path, value)
        const call = n % 4 === 3 ? restAsk(name, leaf, input) : rpcAsk(name, leaf, input)
        const heard = await ask(walls.app, call, headers)
        asked++
        if (heard.status >= 500 || heard.code === 'bug') found.push(`${call.name} ${path.join('.')} = ${shown(value)}: ${heard.status} ${heard.code}`)
        if (heard.status === 401) headers = await walls.insider.headers()
      }
  }
  const names = [...procedures.keys()]
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let name = names.pop(); name; name = names.pop()) await tried(name)
  }))
  assert.ok(asked > 3000, `only ${asked} were asked`)
  console.log(`${asked} absurd questions`)
  assert.deepEqual(found, [])
})
