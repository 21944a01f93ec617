import { compilePaper } from './compile.ts'
import { work } from './work.ts'

work(compilePaper)
