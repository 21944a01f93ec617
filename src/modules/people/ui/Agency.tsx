import type { z } from 'zod'
import { Button } from '#kernel/ui/Button.tsx'
import { FileDrop } from '#kernel/ui/FileDrop.tsx'
import { langOptions, t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Section } from '#kernel/ui/page.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Loaded, Why } from '#kernel/ui/states.tsx'
import { TextArea, TextField } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import type { Uploaded } from '#kernel/ui/upload.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { zAgency } from '../contract.ts'
import { Form } from './form.tsx'
import { people } from './people.ts'
import s from './people.module.css'

/** The agency's particulars, as every paper shows them. */
export default function AgencyPage() {
  const agency = useRead(people.agency.get, undefined)
  return (
    <>
      <PageTitle>{agency.data ? t('people.agency_title', { name: agency.data.name }) : t('people.agency')}</PageTitle>
      <Loaded of={agency}>{now => <Particulars key={now.version} agency={now} />}</Loaded>
      <Section title={t('people.witness')} ruled>
        <div className="stack"><p className="quiet">{t('people.witness_why')}</p><p><a href="/keys.json" download="docket-keys.json">{t('people.witness_get')}</a></p></div>
      </Section>
    </>
  )
}

const Particulars = ({ agency }: { agency: z.infer<typeof zAgency> }) => {
  const me = useMe()
  const draft = useDraft(`people.agency.${agency.version}`, { ...agency, termsDays: String(agency.termsDays), logo: [] as readonly Uploaded[] })
  const form = draft.value
  const { logo } = form
  const set = (key: keyof typeof form) => (value: string) => draft.put({ [key]: value })
  const save = useWrite(people.agency.update, { say: 'inline', done: () => { draft.saved(); toast({ text: t('people.saved') }) } })
  const days = /^\d{1,3}$/.test(form.termsDays.trim()) ? Number(form.termsDays) : Number.NaN
  const badDays = !(days <= 365)
  const readOnly = !holds(me, ['admin'])
  const { name, legalName, locale, taxNumber, address, phone, bank, logoFileId, invoiceSeries } = form
  const submit = () =>
    save.run({ name, legalName, locale, taxNumber, address, phone, bank, logoFileId: logo[0]?.id ?? logoFileId, invoiceSeries, termsDays: days, version: agency.version })
  return (
    <Section title={t('people.agency')} ruled aside={t(`people.region.${agency.region}`)}>
      <Form onSubmit={() => !badDays && !readOnly && void submit()} label={t('people.agency')}>
        <DraftNote of={draft} />
        <div className="fields">
          <TextField label={t('people.agency_name')} value={name} onChange={set('name')} readOnly={readOnly} />
          <TextField label={t('people.legal_name')} value={legalName} onChange={set('legalName')} optional readOnly={readOnly} />
          <TextField label={t(`people.taxid.${agency.region}`)} value={taxNumber} onChange={set('taxNumber')} optional readOnly={readOnly} error={save.refusal?.code.startsWith('taxid.') && save.whyOf(taxNumber)} />
          <TextField label={t('people.phone')} type="tel" value={phone} onChange={set('phone')} optional readOnly={readOnly} />
          <TextField className="wide" label={t('people.address')} value={address} onChange={set('address')} optional readOnly={readOnly} />
          <TextArea className="wide" label={t('people.bank')} value={bank} onChange={set('bank')} hint={t('people.bank_why')} optional readOnly={readOnly} />
          <TextField label={t('people.series')} value={invoiceSeries} onChange={set('invoiceSeries')} maxLength={8} readOnly={readOnly} />
          <TextField label={t('people.terms')} value={form.termsDays} onChange={set('termsDays')} inputMode="numeric" error={badDays && t('people.terms_bad')} readOnly={readOnly} />
          <Select label={t('people.language')} value={locale} onChange={one => draft.put({ locale: one })} options={langOptions} readOnly={readOnly} />
        </div>
        <div className="stack">
          {(logoFileId || !readOnly) && <span className="small quiet">{t('people.logo')}</span>}
          {logoFileId && logo.length === 0 && (
            <div className="row">
              <img className={s.logo} src={`/files/${agency.id}/${logoFileId}`} alt={t('people.logo')} />
              {!readOnly && <Button kind="word" onPress={() => draft.put({ logoFileId: null })}>{t('people.logo_remove')}</Button>}
            </div>
          )}
          {!readOnly && <FileDrop label={t('people.logo')} client={agency.id} files={logo} onChange={change => draft.set(now => ({ ...now, logo: change(now.logo) }))} multiple={false} takes="picture" />}
          {!readOnly && <span className="small quiet">{t('people.logo_why')}</span>}
        </div>
        <Why>{save.refusal?.code.startsWith('taxid.') ? null : save.why}</Why>
        <div className="row"><Button kind="do" type="submit" pending={save.pending} reason={readOnly && t('people.agency_role')}>{t('ui.save')}</Button></div>
      </Form>
    </Section>
  )
}
