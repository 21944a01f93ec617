export { archiveHearBilling } from './hear.ts'
