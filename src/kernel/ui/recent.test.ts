import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inSight, type Recent, withRecent } from './recent.ts'

const opened = (n: number): Recent => ({ href: `/clients/a/jobs/${n}`, title: `J${n}` })

test('what was opened last stands first, once, and eight are enough', () => {
  let list: Recent[] = []
  for (let n = 1; n <= 12; n++) list = withRecent(list, opened(n))
  assert.deepEqual(list.map((one) => one.title), ['J12', 'J11', 'J10', 'J9', 'J8', 'J7', 'J6', 'J5'])
  const again = withRecent(list, { ...opened(9), title: 'renamed' })
  assert.deepEqual(again.map((one) => one.title).slice(0, 3), ['renamed', 'J12', 'J11'])
  assert.equal(again.length, 8)
})

test('of a client no longer in sight nothing is named', () => {
  const list = [opened(1), { href: '/clients/ab', title: 'rival' }, { href: '/clients/ab/invoices/1', title: 'IN-1' }, { href: '/clients/a', title: 'A' }]
  assert.deepEqual(inSight(list, [{ id: 'a' }]).map((one) => one.title), ['J1', 'A'])
  assert.deepEqual(inSight(list, []), [])
})
