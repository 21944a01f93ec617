import type { WalledTx } from '#kernel/db/walled.ts'
import { frozenData, requestsOf } from '#modules/signoff/index.ts'
import type { MeetingRow } from './repo.ts'
import type { MinutesData } from './words.ts'

/** Every revision that was sent, as it was frozen, with whom it went to and what each answered; newest first. */
export const revisionsOf = async (tx: WalledTx, row: MeetingRow) => {
  const document = await requestsOf(tx, row.client_id, 'minutes', row.id)
  if (!document) return []
  const found = []
  for (const v of document.versions.toReversed()) {
    const { record: frozen } = (await frozenData(tx, row.client_id, document.id, v.version)) as MinutesData
    found.push({
      revision: v.version, title: frozen.title, heldOn: frozen.heldOn, place: frozen.place, people: frozen.present.ours.map((p) => p.name),
      contacts: frozen.present.theirs.map((p) => p.name), items: frozen.items, fileId: v.fileId, sha256: v.sha256, frozenAt: v.frozenAt,
      inForce: v.version === row.confirmed_revision,
      requests: document.requests.filter((r) => r.version === v.version).map((r) => ({
        id: r.id, state: r.state, certificateFileId: r.certificateFileId,
        parties: r.parties.map((p) => ({
          id: p.id, side: p.side, contactId: p.contactId, name: p.name, role: p.role, state: p.state, reason: p.reason, answer: p.answer?.items ?? {}, mark: p.signature?.mark ?? '',
          askedAt: p.askedAt, openedAt: p.openedAt, remindedAt: p.remindedAt, expiresAt: p.expiresAt, endedAt: p.endedAt,
        })),
      })),
    })
  }
  return found
}
