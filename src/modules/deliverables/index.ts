export { hearJobs as deliverablesHearJobs, hearSignoff as deliverablesHearSignoff } from './hear.ts'
export { newestOf as deliverablesOf } from './newest.ts'
export { deliverablesFound, underWay } from './repo.ts'
