import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileKind, takenAs } from './filekind.ts'

test('a file is called what its content shows', () => {
  for (const [type, risky, kind] of [
    ['application/x-msdownload', true, 'program'], ['application/x-elf', true, 'program'], ['text/plain', true, 'script'], ['text/x-shellscript', true, 'script'], ['text/html', true, 'page'],
    ['image/svg+xml', true, 'drawing'], ['image/png', false, 'picture'], ['application/pdf', false, 'pdf'], ['video/mp4', false, 'film'], ['audio/mpeg', false, 'sound'],
    ['text/csv', false, 'text'], ['application/octet-stream', false, 'unknown'], ['application/zip', false, 'other'],
  ] as const)
    assert.equal(fileKind({ type, risky }), kind, type)
})
test('a logo is a picture or a drawing, a paper a PDF or a picture, and neither is anything else', () => {
  const types = ['image/png', 'image/heic', 'image/svg+xml', 'application/pdf', 'application/x-msdownload', 'text/html', 'application/octet-stream', 'application/zip']
  assert.deepEqual(types.filter((type) => takenAs('picture', type)), ['image/png', 'image/heic', 'image/svg+xml'])
  assert.deepEqual(types.filter((type) => takenAs('paper', type)), ['image/png', 'image/heic', 'application/pdf'])
})
