import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { t, tAny } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { MarkOf } from '#kernel/ui/Seal.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { usePaper } from '#modules/billing/ui/billing.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { type SignedDocument, signoff } from '#modules/signoff/ui/signoff.ts'
import { archive, type JobFile } from './archive.ts'
import s from './archive.module.css'

type Paper = JobFile['papers'][number]
/** In the order in which they come about. */
const order = ['minutes', 'order', 'schedule', 'deliverable', 'slip', 'vendor', 'request', 'invoice', 'receipt', 'reversal', 'label']
/** As which it is printed: a credit note is an invoice's paper. */
const printedAs = (kind: Paper['kind']) => (kind === 'credit_note' ? 'invoice' : kind)

/** What stands on the newest version of a paper: the seals and drawn marks of who signed it. */
const marksOn = (paper: SignedDocument, version: number) =>
  paper.requests.filter(r => r.version === version).flatMap(r => r.parties).flatMap(p => (p.signature ? [<MarkOf key={p.id} name={p.signature.name} mark={p.signature.mark} size="s" />] : []))

/** A paper's title after the name of its kind, which some begin with. */
const withoutKind = (title: string, kind: string): string => (title.startsWith(kind) ? title.slice(kind.length).replace(/^[：:]\s*/, '') : title)

interface Props {
  client: string
  job: string
  number: string | null
}
/** All the papers of a job: the frozen ones in their newest version, with the marks that stand on it, and those that nobody has printed yet, which are printed as they are opened. */
export const PapersPanel = ({ client, job, number }: Props) => {
  const file = useRead(archive.file, { client, job })
  return (
    <Loaded of={useRead(signoff.papers, { client, job })}>
      {frozen => {
        const loose = (file.data?.papers ?? []).filter(one => !frozen.some(paper => paper.kind === printedAs(one.kind) && paper.subjectId === one.id))
        const all: { kind: string; at: string; row: ReactNode }[] = [
          ...frozen.filter(paper => paper.versions.length > 0).map(paper => ({ kind: paper.kind, at: paper.id, row: <Frozen client={client} of={paper} number={number} /> })),
          ...loose.map(one => ({ kind: printedAs(one.kind), at: one.id, row: <Loose client={client} of={one} /> })),
        ].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
        return all.length > 0 && (
          <Section title={t('signoff.papers')} small id="papers" aside={<span className="num">{all.length}</span>}>
            <ul className={s.papers}>{all.map(({ kind, at, row }) => <li key={`${kind} ${at}`}>{row}</li>)}</ul>
          </Section>
        )
      }}
    </Loaded>
  )
}

/** What has a number of its own (a request, an invoice, a credit note) is known by it, not by its kind. */
const Frozen = ({ client, of: paper, number }: { client: string; of: SignedDocument; number: string | null }) => {
  const newest = paper.versions.at(-1)!
  const kind = tAny(`signoff.document.${paper.kind}`)
  const own = paper.number !== '' && !paper.number.startsWith(number ?? '') ? paper.number : null
  // Work is signed twice, inside and by the client: each has a certificate of its own.
  const certificates = paper.requests.filter(r => r.version === newest.version && r.certificateFileId !== null)
  return (
    <>
      <div>
        {/* Of what is signed there may be several of one title. A wide blank before the version would keep its underline where the line breaks. */}
        <a href={fileAddress({ client, id: newest.fileId })} target="_blank" rel="noreferrer">{own ? <span className="num">{own}</span> : kind} <span className="small quiet">{withoutKind(newest.title, kind)}{paper.requests.length > 0 && ` ${t('signoff.version', { kind: paper.kind, version: newest.version })}`}</span></a>
        {certificates.map(r => <small key={r.id}><a href={fileAddress({ client, id: r.certificateFileId! })} target="_blank" rel="noreferrer">{paper.kind === 'deliverable' ? t('signoff.certificate_of', { side: r.purpose === 'sign' ? 'inside' : 'client' }) : t('signoff.certificate')}</a></small>)}
      </div>
      <span>{marksOn(paper, newest.version)}</span>
    </>
  )
}

/** A paper that stands elsewhere or was never printed: minutes open as their page, a vendor's paper as the file it is, the others are printed at their first opening. */
const Loose = ({ client, of }: { client: string; of: Paper }) => {
  const paper = usePaper()
  const print = useWrite(jobs.paper)
  const { id } = of
  const kind = printedAs(of.kind)
  const word = of.kind === 'credit_note' ? t('billing.credit_note') : kind === 'vendor' ? t('costs.paper') : kind === 'reversal' ? t('billing.reversal') : t(`signoff.document.${kind}`)
  const open = async () => {
    if (kind === 'request' || kind === 'invoice' || kind === 'receipt' || kind === 'reversal') return paper.open(client, kind, id)
    const made = await print.run({ client, job: id })
    if (made) window.open(fileAddress({ client, id: made.fileId }), '_blank', 'noreferrer')
  }
  // Money's papers are known by their number, the others by what they are.
  const name = of.title ? <>{word} <span className="small quiet">{of.title}</span></> : <><span className="num">{of.number}</span> <span className="small quiet">{word}</span></>
  return (
    <>
      <div>
        {kind === 'minutes' ? <Link href={`/clients/${client}/meetings/${id}`}>{name}</Link>
          : of.fileId !== null ? <a href={fileAddress({ client, id: of.fileId })} target="_blank" rel="noreferrer">{name}</a>
            : name}
      </div>
      {kind !== 'minutes' && of.fileId === null && <Button size="s" kind="word" label={`${t('billing.act.paper')}: ${word} ${of.number}`} pending={paper.pending || print.pending} onPress={() => void open()}>{t('billing.act.paper')}</Button>}
    </>
  )
}
