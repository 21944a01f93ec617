import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { safeName } from './name.ts'
import { sniff } from './sniff.ts'

const utf8 = (text: string): Uint8Array => Buffer.from(text)
const png = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#fff' } }).png().toBuffer()
const jpg = await sharp(png).jpeg().toBuffer()

test('a file is what its content shows; the right extension is added and none taken away', async () => {
  assert.deepEqual(await sniff(png, '海報.png'), { type: 'image/png', name: '海報.png', misnamed: false, risky: false })
  assert.deepEqual(await sniff(jpg, 'photo.JPEG'), { type: 'image/jpeg', name: 'photo.JPEG', misnamed: false, risky: false })
  assert.deepEqual(await sniff(jpg, '合約.pdf'), { type: 'image/jpeg', name: '合約.pdf.jpg', misnamed: true, risky: false })
  assert.deepEqual(await sniff(png, 'no extension'), { type: 'image/png', name: 'no extension.png', misnamed: false, risky: false })
  assert.deepEqual(await sniff(utf8('%PDF-1.7\n1 0 obj'), 'artwork.ai'), { type: 'application/pdf', name: 'artwork.ai', misnamed: false, risky: false })
})

test('programs, scripts and pages are found whatever they are called', async () => {
  const exe = Buffer.concat([utf8('MZ'), Buffer.alloc(200)])
  assert.deepEqual(await sniff(exe, '報價單.pdf'), { type: 'application/x-msdownload', name: '報價單.pdf.exe', misnamed: true, risky: true })
  const sh = await sniff(utf8('#!/bin/sh\nrm -rf /'), 'readme.txt')
  assert.deepEqual([sh.type, sh.risky, sh.misnamed], ['text/x-shellscript', true, true])
  for (const page of ['<!DOCTYPE html><p>x', ' \n<!-- a --><html>', '\ufeff<script>alert(1)</script>', '<iframe src=x>']) {
    const found = await sniff(utf8(page), 'brief.csv')
    assert.deepEqual([found.type, found.name, found.risky], ['text/html', 'brief.csv.html', true], page)
  }
  const svg = await sniff(utf8('<?xml version="1.0"?>\n<!-- made by -->\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'logo.svg')
  assert.deepEqual([svg.type, svg.name, svg.risky], ['image/svg+xml', 'logo.svg', true])
  assert.equal((await sniff(utf8('WScript.Echo(1)'), 'a.js')).risky, true)
})

test('text is text in the encodings of Taiwan and the mainland, and its name tells which', async () => {
  assert.equal((await sniff(utf8('品名,數量\n海報,300'), '清單.csv')).type, 'text/csv')
  assert.equal((await sniff(Buffer.from('a4a4a4e5', 'hex'), '中文.csv')).type, 'text/csv')
  assert.equal((await sniff(Buffer.from('fffe2d4e8765', 'hex'), '中文.txt')).type, 'text/plain')
  assert.deepEqual(await sniff(utf8('hello'), 'photo.png'), { type: 'text/plain', name: 'photo.png.txt', misnamed: true, risky: false })
  assert.deepEqual(await sniff(utf8('字'.repeat(3000)).subarray(0, 4097), 'long.txt'), { type: 'text/plain', name: 'long.txt', misnamed: false, risky: false })
  assert.equal((await sniff(Buffer.from([0, 1, 2, 3, 250, 0]), 'x.dat')).type, 'application/octet-stream')
})

test('old Office files are told apart by their name', async () => {
  const doc = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  assert.deepEqual(await sniff(doc, '企劃.doc'), { type: 'application/msword', name: '企劃.doc', misnamed: false, risky: false })
})

test('names lose their folders, their unseen and turned-around characters, and nothing else', () => {
  assert.equal(safeName('../../etc/passwd'), 'passwd')
  assert.equal(safeName('C:\\Users\\王\\報價單.xlsx'), '報價單.xlsx')
  assert.equal(safeName('invoice\u202Efdp.exe'), 'invoicefdp.exe')
  assert.equal(safeName('a\u0000b\r\nc.pdf'), 'abc.pdf')
  assert.equal(safeName('cafe\u0301.txt'), 'café.txt')
  assert.equal(safeName('👩‍🎨 𠮷野家 堃.png'), '👩‍🎨 𠮷野家 堃.png')
  assert.equal(safeName('..'), 'file')
  assert.equal(safeName(''), 'file')
  assert.equal(safeName('.htaccess'), 'htaccess')
  assert.equal(safeName('what? "now": <a>|b*.pdf'), 'what_ _now__ _a__b_.pdf')
  assert.equal(safeName('\ud800x.png'), '\ufffdx.png')
})

test('a name of 5,000 characters keeps its extension and whole characters', () => {
  const name = safeName(`${'👩‍🎨'.repeat(5000)}.tar`, 'pdf')
  assert.ok(Buffer.byteLength(name) <= 255)
  assert.match(name, /^(👩‍🎨)+\.tar\.pdf$/u)
  assert.equal(safeName(`${'x'.repeat(254)}. and more`), 'x'.repeat(254))
})

test('any name becomes a safe one, and stays what it is the second time', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
    const safe = safeName(name)
    assert.ok(safe.length >= 1 && Buffer.byteLength(safe) <= 255)
    assert.doesNotMatch(safe, /[\p{Cc}/\\\u202a-\u202e\u2066-\u2069]/u)
    assert.ok(safe.isWellFormed())
    assert.equal(safeName(safe), safe)
  }), { numRuns: 2000 })
})
