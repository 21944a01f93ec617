import { approvedWork } from '#test/setup/approved.ts'
import type { World } from '#test/setup/world.ts'
import { jobsContract } from './contract.ts'
import { jobsService } from './service.ts'

type Who = keyof World['people']
/** The procedures of this module as somebody of the agency. */
export const jobsAs = (world: World, who: Who) => world.people[who].calls(jobsContract, jobsService)

/** What a whole order says, but for its id and version. */
export const wholeOrder = (world: World) => ({
  title: '秋季新品主視覺海報', brand: '松木家居', product: '原木餐桌', purpose: '讓正在換屋的家庭到門市試坐。', audience: '35 至 50 歲、與長輩同住的雙薪家庭',
  message: '一張桌子，坐得下三代人。', mustHaves: '木紋特寫、門市地址', mustNots: '不放人物', sizes: 'B1 728 × 1030 mm', quantity: 400, material: '200 g 雪銅',
  languages: '繁體中文', deliveryFormat: 'PDF/X-4', dueOn: '2026-12-01', budgetMinor: 190_000n, noReferences: true, ownerId: world.ae.id, leadId: world.lead.id,
})

/** A complete draft of 陳怡君's for 松木家居. */
export const draftedJob = async (world: World, over: Partial<ReturnType<typeof wholeOrder>> & { itemId?: string } = {}) => {
  const { itemId, ...form } = over
  const ae = jobsAs(world, 'ae')
  const { id: job } = await ae.open({ client: world.client, ...(itemId ? { itemId } : {}), title: '秋季新品主視覺海報' })
  const { version } = await ae.save({ client: world.client, job, version: 1, ...wholeOrder(world), ...form })
  return { client: world.client, job, version }
}

/** An order that the lead has accepted: finance's turn. */
export const acceptedJob = async (world: World, over: Parameters<typeof draftedJob>[1] = {}) => {
  const { client, job, version } = await draftedJob(world, over)
  const sent = await jobsAs(world, 'ae').submit({ client, job, version })
  const taken = await jobsAs(world, 'lead').accept({ client, job, version: sent.version })
  return { client, job, version: taken.version }
}

/** An issued order: work may begin. */
export const issuedJob = async (world: World, over: Parameters<typeof draftedJob>[1] = {}) => {
  const accepted = await acceptedJob(world, over)
  return { ...accepted, ...(await jobsAs(world, 'finance').issue(accepted)) }
}

/** The same job delivered, with a work that the client has approved; answers its new version. */
export const delivered = async (world: World, { client, job }: { client: string; job: string }) => {
  await approvedWork(world, { client, job })
  const { version } = await jobsAs(world, 'ae').get({ client, job })
  return jobsAs(world, 'ae').deliver({ client, job, version })
}
