import { t, tAny } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { Seal } from '#kernel/ui/Seal.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { type SignedDocument, signoff } from './signoff.ts'
import s from './signoff.module.css'

/** Whose seals stand on the newest version of a paper. */
const sealsOn = (paper: SignedDocument, version: number): string[] =>
  paper.requests.filter(r => r.version === version).flatMap(r => r.parties).flatMap(p => (p.signature ? [p.signature.name] : []))

/** A paper's title after the name of its kind, which some begin with. */
const withoutKind = (title: string, kind: string): string => (title.startsWith(kind) ? title.slice(kind.length).replace(/^[：:]\s*/, '') : title)

/** The frozen papers of a job, each in its newest version, with the seals that stand on it. What has a number of its own (a request, an invoice, a credit note) is known by it, not by its kind. */
export const PapersPanel = ({ client, job, number }: { client: string; job: string; number: string | null }) => (
  <Loaded of={useRead(signoff.papers, { client, job })}>
    {papers => papers.length > 0 && (
      <Section title={t('signoff.papers')} small id="papers" aside={<span className="num">{papers.length}</span>}>
        <ul className={s.papers}>
          {papers.map(paper => {
            const newest = paper.versions.at(-1)
            const kind = tAny(`signoff.document.${paper.kind}`)
            const own = paper.number !== '' && !paper.number.startsWith(number ?? '') ? paper.number : null
            const certificate = paper.requests.find(r => r.version === newest?.version && r.certificateFileId !== null)?.certificateFileId
            return newest && (
              <li key={paper.id}>
                <div>
                  {/* Of what is signed there may be several of one title. */}
                  <a href={fileAddress({ client, id: newest.fileId })} target="_blank" rel="noreferrer">{own ? <span className="num">{own}</span> : kind} <span className="small quiet">{withoutKind(newest.title, kind)}{paper.requests.length > 0 && `　${t('signoff.version', { kind: paper.kind, version: newest.version })}`}</span></a>
                  {certificate && <small><a href={fileAddress({ client, id: certificate })} target="_blank" rel="noreferrer">{t('signoff.certificate')}</a></small>}
                </div>
                <span>{sealsOn(paper, newest.version).map(name => <Seal key={name} name={name} size="s" />)}</span>
              </li>
            )
          })}
        </ul>
      </Section>
    )}
  </Loaded>
)
