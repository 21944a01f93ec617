import { compilePaper } from './compile.ts'
import { work } from './work.ts'

/** More than any logo needs; what takes it once would take it with every paper. In KiB, with the press itself. */
const mostMemory = 300 * 1024

work((order: Parameters<typeof compilePaper>[0]) => {
  compilePaper(order)
  if (process.resourceUsage().maxRSS > mostMemory) throw new Error('takes too much memory')
})
