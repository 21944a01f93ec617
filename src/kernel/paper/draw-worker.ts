import { drawPage } from './draw.ts'
import { work } from './work.ts'

work(drawPage)
