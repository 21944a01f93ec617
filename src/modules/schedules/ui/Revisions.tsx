import { t } from '#kernel/ui/i18n.ts'
import { Section, Tag } from '#kernel/ui/page.tsx'
import { MarkOf } from '#kernel/ui/Seal.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import type { SignedDocument } from '#modules/signoff/ui/signoff.ts'
import type { Schedule } from './schedules.ts'
import s from './schedule.module.css'

/** Every revision there was, newest first: what it said, who signed it, and its paper. */
export const Revisions = ({ data, document }: { data: Schedule; document: SignedDocument | null }) => (
  <Section title={t('schedules.revisions')} small>
    <ol className={s.revisions}>
      {data.revisions.toReversed().map(r => {
        const paper = document?.versions.find(v => v.version === r.revision)
        const request = document?.requests.find(q => q.version === r.revision)
        return (
          <li key={r.id}>
            <span><b>{t('schedules.revision', { n: r.revision })}</b> <Tag tone={r.state === 'signed' ? 'strong' : undefined}>{t(`schedules.state.${r.state}`)}</Tag></span>
            <span className="small faint"><Instant of={r.signedAt ?? r.sentAt ?? r.createdAt} /></span>
            <span className="row">
              {request?.parties.flatMap(p => (p.signature ? [<MarkOf key={p.id} name={p.signature.name} mark={p.signature.mark} size="s" />] : []))}
              {paper && document && <a className="small" href={fileAddress({ client: document.client, id: paper.fileId })} target="_blank" rel="noreferrer">{t('schedules.paper_open')}</a>}
              {request?.certificateFileId && document && <a className="small" href={fileAddress({ client: document.client, id: request.certificateFileId })} target="_blank" rel="noreferrer">{t('signoff.certificate')}</a>}
            </span>
            {paper && <p>{paper.title}</p>}
            {r.reason && <p className="faint">{r.reason}</p>}
          </li>
        )
      })}
    </ol>
  </Section>
)
