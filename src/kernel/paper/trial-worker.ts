import { Press } from './press.ts'
import type { Paper, PaperOrder } from './render.ts'

/** More than any logo needs; what takes it once would take it with every paper. In KiB, with the press itself. */
const mostMemory = 300 * 1024

/** Prints one picture in a process of its own, which ends with 0 when that went well: the press is native code, and what breaks it ends the process. */
process.once('message', async ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  const press = new Press<PaperOrder, Paper>(new URL('./compile-worker.ts', import.meta.url), { patience: 20_000, heap: 96 })
  const printed = await press.print({ template: 'kernel/paper/picture.typ', lang: 'en', data: { name }, files: { [name]: bytes } }).then(() => true, () => false)
  process.exit(printed && process.resourceUsage().maxRSS <= mostMemory ? 0 : 1)
})
// Whoever asked is gone: at once, since an orderly end would wait for native code that may never come back.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
