import { type ReactNode, useEffect, useState } from 'react'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { type Mark, markReady, SignPad } from '#kernel/ui/SignPad.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { Prove } from '#modules/people/ui/proof.tsx'
import { printOf, signoff, type ToSign } from './signoff.ts'
import s from './signoff.module.css'

interface Props {
  of: ToSign
  /** What the paper belongs to, where the page around does not say it. */
  about?: ReactNode
  onClose: () => void
  /** After the server has it: the seal may come down. */
  onSigned?: () => void
}

/** Sign one version, or say why not. The sentence above the button is the one that is kept with the signature. */
export const SignDialog = ({ of, about, onClose, onSigned }: Props) => {
  const me = useMe()
  const lang = useLang()
  const [mark, setMark] = useState<Mark>({ kind: 'typed' })
  const [objecting, setObjecting] = useState(false)
  // A party is asked for one version: the next version asks anew, and gives another reason.
  const draft = useDraft(`signoff.decline.${of.party}`, '')
  const reason = draft.value
  const [proving, setProving] = useState(false)
  const sign = useWrite(signoff.sign, { say: 'inline', done: () => { draft.saved(); onSigned?.(); onClose() } })
  const decline = useWrite(signoff.decline, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const ref = { client: of.client, party: of.party, sha256: of.sha256 }
  const write = objecting ? decline : sign
  const press = () => objecting ? decline.run({ ...ref, reason: reason.trim() }) : sign.run({ ...ref, lang, consentVersion: of.consentVersion, mark: mark.kind === 'drawn' ? (mark.path ?? '') : '' })
  const code = write.refusal?.code
  useEffect(() => {
    // Who signed in more than fifteen minutes ago proves it once more, then the same answer goes on.
    if (code === 'signoff.prove_again') setProving(true)
  }, [code])
  const why = code === 'signoff.prove_again' ? null : write.why
  const no = why && <div className={s.consent}><Why>{why}</Why></div>
  const foot = objecting
    ? <>{no}<Button onPress={() => setObjecting(false)}>{t('ui.cancel')}</Button><Button kind="do" pending={decline.pending} reason={!reason.trim() && t('refusal.text.empty')} reasonAt="beside" onPress={() => void press()}>{t('signoff.decline_do')}</Button></>
    : <>{no}<p className={`small quiet ${s.consent}`}>{t(`signoff.consent.${of.consent}` as MessageKey, { side: me.agency.name, stage: t('signoff.stage', { stage: of.stage }), print: printOf(of.sha256) })}</p><Button onPress={() => setObjecting(true)}>{t('signoff.decline')}</Button><Button kind="seal" pending={sign.pending} reason={!markReady(mark) && t('ui.sign.empty')} reasonAt="beside" onPress={() => void press()}>{t('signoff.sign')}</Button></>
  return (
    <>
      <Dialog title={t('signoff.sign_title', { title: of.title })} open onClose={onClose} foot={foot}>
        <div className="stack">
          {about && <p className="small">{about}</p>}
          {of.consent === 'stage' && <Work file={fileAddress({ client: of.client, id: of.fileId })} title={of.title} />}
          <div className="row"><span className="small quiet num">{t('signoff.version', { kind: of.kind, version: of.version })}　{t('signoff.print', { print: printOf(of.sha256) })}</span><span className="push"><ButtonLink size="s" away href={fileAddress({ client: of.client, id: of.fileId })}>{t(of.consent === 'stage' ? 'signoff.open_work' : 'signoff.open_paper')}</ButtonLink></span></div>
          {objecting
            ? <><DraftNote of={draft} /><TextArea label={t('signoff.reason')} value={reason} onChange={draft.set} maxLength={5000} rows={4} autoFocus /></>
            : <SignPad name={me.name} value={mark} onChange={setMark} />}
        </div>
      </Dialog>
      {proving && <Prove onClose={() => { setProving(false); write.clear() }} onProved={() => { setProving(false); void press() }} />}
    </>
  )
}

/** The work itself, to be seen before it is signed: smaller here, whole behind the button beneath. Nothing where no picture of it can be made. */
const Work = ({ file, title }: { file: string; title: string }) => {
  const [failed, setFailed] = useState(false)
  return failed ? null : <img className={s.work} src={`${file}/thumb`} alt={title} onError={() => setFailed(true)} />
}
