import { addFile } from '#kernel/files/repo.ts'
import { issuedJob } from '#modules/jobs/fixtures.ts'
import { decline, sign } from '#modules/signoff/act.ts'
import { signoffContract } from '#modules/signoff/contract.ts'
import { requestsOf, signoffService } from '#modules/signoff/index.ts'
import type { Actor, World } from '#test/setup/world.ts'
import { deliverablesContract } from './contract.ts'
import { deliverablesService } from './service.ts'

type Who = keyof World['people']
/** The procedures of this module as somebody of the agency. */
export const deliverablesAs = (world: World, who: Who) => world.people[who].calls(deliverablesContract, deliverablesService)

/** Those of signoff, by which its versions are signed. */
export const signoffAs = (world: World, who: Who) => world.people[who].calls(signoffContract, signoffService)

/** A file of a client, its bytes in the store. */
export const workFile = async (world: World, client: string, text: string, by: Actor = world.member): Promise<string> => {
  const { sha256, size } = await world.database.deps.store.putBytes(world.agencyId, Buffer.from(text))
  return by.tx(async (tx) => (await addFile(tx, client, { sha256, size, name: '主視覺.png', type: 'image/png', width: 1200, height: 1600 })).id)
}

/** Copy by the AE, art by the member, checked by the lead and the AE. */
export const stagesFor = (world: World) => [
  { stage: 'copy' as const, people: [world.ae.id, world.traffic.id] }, { stage: 'art' as const, people: [world.member.id] },
  { stage: 'lead' as const, people: [world.lead.id] }, { stage: 'ae' as const, people: [world.ae.id] },
]

/** Who may sign a version now, as the pages learn it. */
export const askedOf = async (world: World, client: string, version: string) => {
  const document = await world.director.tx((tx) => requestsOf(tx, client, 'deliverable', version))
  return (document?.requests ?? []).filter((r) => r.state === 'open').flatMap((r) => r.parties.filter((p) => p.state === 'asked').map((p) => ({ ...p, sha256: r.sha256, consentVersion: r.consentVersion })))
}
const actorOf = (world: World, id: string | null): Actor => Object.values(world.people).find((p) => p.id === id)!

/** Everybody who is asked inside signs, stage after stage, `most` hands at the most. Answers how many signed. */
export const signInside = async (world: World, client: string, version: string, most = 20): Promise<number> => {
  for (let n = 0; n < most; n++) {
    const next = (await askedOf(world, client, version)).find((p) => p.side === 'agency')
    if (!next) return n
    await actorOf(world, next.personId).calls(signoffContract, signoffService).sign({ client, party: next.id, sha256: next.sha256, consentVersion: next.consentVersion })
  }
  return most
}

/** What happens to works in a world, one step each: put in, put in anew, looked at, sent to the client, answered by the link. */
export const worksIn = (world: World) => {
  let drawn = 0
  const put = async (over: { client?: string; job?: string; stages?: ReturnType<typeof stagesFor> } = {}) => {
    const { client, job } = over.job ? { client: world.client, job: over.job } : await issuedJob(world)
    const fileId = await workFile(world, client, `work ${++drawn}`)
    const made = await deliverablesAs(world, 'member').add({ client, job, title: '主視覺海報', fileId, note: '', stages: over.stages ?? stagesFor(world) })
    return { client, job, ...made }
  }
  const next = async (client: string, deliverable: string) => {
    const fileId = await workFile(world, client, `work ${++drawn}`)
    return deliverablesAs(world, 'member').addVersion({ client, deliverable, fileId, note: '木紋放大', stages: stagesFor(world) })
  }
  const newest = async (client: string, deliverable: string) => (await deliverablesAs(world, 'ae').get({ client, deliverable })).versions.at(-1)!
  const send = async (client: string, deliverable: string, contact = world.contacts.approver) => {
    const v = await newest(client, deliverable)
    return deliverablesAs(world, 'ae').send({ client, version: v.id, contact, rowVersion: v.rowVersion })
  }
  /** What the contact does by the link. */
  /** The page is open: the press that follows is answered whatever has happened meanwhile. */
  const answering = async (client: string, version: string, reason?: string): Promise<() => Promise<void>> => {
    const [party] = (await askedOf(world, client, version)).filter((p) => p.side === 'client')
    const ref = { client, partyId: party!.id, sha256: party!.sha256 }
    return () => world.database.write(world.contactScope(client, party!.contactId!, party!.name), async (tx) => {
      if (reason) await decline(tx, { ...ref, reason, name: party!.name })
      else await sign(tx, { ...ref, consentVersion: party!.consentVersion, method: 'link', provedAt: null, name: party!.name, mark: '' })
    })
  }
  const answer = async (...which: Parameters<typeof answering>): Promise<void> => (await answering(...which))()
  /** What somebody is asked about this version now. */
  const openRequest = async (client: string, version: string) =>
    (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', version)))!.requests.find((r) => r.state === 'open')
  return { put, next, newest, send, answer, answering, openRequest }
}
export type Works = ReturnType<typeof worksIn>
