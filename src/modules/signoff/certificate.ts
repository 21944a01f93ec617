import { fromKysely } from 'pg-boss'
import type pg from 'pg'
import type { Scope } from '#kernel/db/actor.ts'
import type { Database } from '#kernel/db/database.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { paperName } from '#kernel/files/name.ts'
import { addFile, filesByIds } from '#kernel/files/repo.ts'
import { say } from '#kernel/i18n/say.ts'
import { isMailAddress } from '#kernel/mail/compose.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { logoOf } from '#kernel/paper/logo.ts'
import { renderPaper } from '#kernel/paper/render.ts'
import { checkpointClient, publicKeys } from '#kernel/record/checkpoint.ts'
import { record } from '#kernel/record/record.ts'
import { clientById, contactById } from '#modules/clients/index.ts'
import { letterhead, namesOf, personById } from '#modules/people/index.ts'
import { type CertificateFacts, certificateData } from './certificate-data.ts'
import { attachLimit } from './letter.ts'
import * as repo from './repo.ts'
import { shown } from './shape.ts'

export const certificateQueue = 'certificate'
export interface CertificateJob {
  agencyId: string
  clientId: string
  requestId: string
}
const template = 'modules/signoff/paper/certificate.typ'

/** In the transaction that completes a request: the worker makes the certificate after the commit. */
export const queueCertificate = async (tx: WalledTx, clientId: string, requestId: string): Promise<void> => {
  const job: CertificateJob = { agencyId: tx.agencyId, clientId, requestId }
  await tx.deps.boss.send(certificateQueue, job, { singletonKey: requestId, db: fromKysely(tx.db()) })
}

/** Queues again what has been complete for five minutes without a certificate: a lost job is not a lost paper. */
export const sweepCertificates = async (pool: pg.Pool, boss: WalledTx['deps']['boss'], now: Date): Promise<number> => {
  const before = new Date(now.getTime() - 5 * 60_000)
  const { rows } = await pool.query<{ agency_id: string; client_id: string; id: string }>('select agency_id, client_id, id from docket.door_uncertified($1, 1000)', [before])
  let queued = 0
  for (const r of rows) {
    const job: CertificateJob = { agencyId: r.agency_id, clientId: r.client_id, requestId: r.id }
    if (await boss.send(certificateQueue, job, { singletonKey: r.id })) queued++
  }
  return queued
}

/** What the worker does for a job of the queue: prints the certificate of a complete request and mails it to every party, once. */
export const makeCertificate = async (database: Database, job: CertificateJob): Promise<'made' | 'gone'> => {
  const scope: Scope = { agencyId: job.agencyId, actor: { kind: 'system', id: null, name: 'Docket', clientId: job.clientId }, lang: 'en' }
  const facts = await database.write(scope, (tx) => factsOf(tx, job))
  if (!facts) return 'gone'
  const lang = facts.version.lang
  const data = certificateData(facts, lang)
  const paper = await renderPaper({ template, lang, data, files: await logoOf(database.deps.store, job.agencyId, data) })
  const { sha256, size } = await database.deps.store.putBytes(job.agencyId, paper.pdf)
  const made = await database.write(scope, async (tx) => {
    const name = paperName(say(lang, 'signoff.paper.certificate'), facts.document.number, facts.version.title)
    const file = await addFile(tx, job.clientId, { sha256, size, name, type: 'application/pdf', pages: paper.pages })
    if (!(await repo.setCertificate(tx, job.clientId, job.requestId, file.id))) return false
    await mailAll(tx, facts, file.id)
    const { document, version } = facts
    await record(tx, {
      client: job.clientId, what: 'signoff.certified', subject: { kind: document.kind, id: document.subjectId }, job: document.jobId,
      data: { title: version.title, version: version.version, sha256 },
    })
    return true
  })
  return made ? 'made' : 'gone'
}

const factsOf = async (tx: WalledTx, job: CertificateJob): Promise<CertificateFacts | undefined> => {
  const request = await repo.findRequest(tx, job.clientId, job.requestId)
  if (request?.state !== 'complete' || request.certificate_file_id !== null) return undefined
  const row = await repo.findDocument(tx, job.clientId, request.document_id)
  const document = row && (await shown(tx, job.clientId, [row]))[0]
  const own = document?.requests.find((r) => r.id === request.id)
  const version = document?.versions.find((v) => v.version === request.version)
  if (!document || !own || !version) return undefined
  const names = await namesOf(tx, [version.frozenBy, own.createdBy])
  // Every signature of the request stands in the chain by now: the worker comes after their transactions.
  const witness = await checkpointClient(tx, job.clientId)
  const key = witness && (await publicKeys(tx)).find((k) => k.id === witness.keyId)
  if (!key) throw new Error('a complete request without a record')
  return { document, request: own, version, names, witness, publicKey: key.publicKey, agency: await letterhead(tx, version.lang), client: await clientById(tx, job.clientId) }
}

/** Both sides get the certificate, each in their language, with the signed file when mail can carry it. */
const mailAll = async (tx: WalledTx, { document, request, version }: CertificateFacts, certificate: string): Promise<void> => {
  const [file] = await filesByIds(tx, document.client, [version.fileId])
  const withPaper = file !== undefined && file.size <= attachLimit
  const told = new Set<string>()
  for (const p of request.parties) {
    const who = p.contactId === null ? await personById(tx, p.personId!) : await contactById(tx, document.client, p.contactId)
    if (told.has(who.mail) || !isMailAddress(who.mail)) continue
    told.add(who.mail)
    const values = { name: who.name, title: version.title, number: document.number, sha256: request.sha256, withPaper: String(withPaper) }
    await queueMail(tx, {
      client: document.client, to: { name: who.name, mail: who.mail }, files: withPaper ? [certificate, version.fileId] : [certificate],
      subject: say(who.locale, 'signoff.mail.certificate_subject', values).trim(), body: say(who.locale, 'signoff.mail.certificate', values),
      about: { kind: document.kind, id: document.subjectId },
    })
  }
}
