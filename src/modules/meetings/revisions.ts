import type { WalledTx } from '#kernel/db/walled.ts'
import { requestsOf, snapshotsOf } from '#modules/signoff/index.ts'
import type { MeetingRow } from './repo.ts'
import type { MinutesData } from './words.ts'

/** Every revision that was sent, as it was frozen, with whom it went to and what each answered; newest first. */
export const revisionsOf = async (tx: WalledTx, row: MeetingRow) => {
  const document = await requestsOf(tx, row.client_id, 'minutes', row.id)
  if (!document) return []
  const snapshots = new Map((await snapshotsOf(tx, row.client_id, document.id)).map((s) => [s.version, (s.data as MinutesData).record]))
  return document.versions.toReversed().map((v) => {
    const frozen = snapshots.get(v.version)!
    return {
      revision: v.version, title: frozen.title, heldOn: frozen.heldOn, place: frozen.place, people: frozen.present.ours.map((p) => p.name),
      contacts: frozen.present.theirs.map((p) => p.name), items: frozen.items, fileId: v.fileId, sha256: v.sha256, frozenAt: v.frozenAt,
      inForce: v.version === row.confirmed_revision,
      requests: document.requests.filter((r) => r.version === v.version).map((r) => ({
        id: r.id, state: r.state,
        parties: r.parties.map((p) => ({
          id: p.id, side: p.side, contactId: p.contactId, name: p.name, role: p.role, state: p.state, reason: p.reason, answer: p.answer?.items ?? {},
          askedAt: p.askedAt, openedAt: p.openedAt, endedAt: p.endedAt,
        })),
      })),
    }
  })
}
