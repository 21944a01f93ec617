import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { compilePaper } from './compile.ts'
import { work } from './work.ts'

// A laid-out paper lies outside the heap, where the collector does not see how much it holds: uncollected, thirty are 20 MB.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

work(compilePaper, collect)
