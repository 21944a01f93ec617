import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Door } from '#kernel/ui/Door.tsx'
import { currentLang, t } from '#kernel/ui/i18n.ts'
import { Why } from '#kernel/ui/states.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import s from './people.module.css'
import { people, type SetupState } from './people.ts'
import { StartAgency } from './StartAgency.tsx'

/** The very first page: look around in the sample, or start. */
export const Welcome = ({ state, onDone }: { state: SetupState; onDone: () => void }) => {
  const [starting, setStarting] = useState(false)
  if (starting) return <StartAgency state={state} onDone={onDone} onBack={() => setStarting(false)} />
  return (
    <Door wide title={t('people.welcome')} below={t('people.welcome_why')}>
      <div className={s.offers}>
        <section><h2>{t('people.sample_title')}</h2><p className="quiet">{t('people.sample_why')}</p><OpenSample state={state.sample} onDone={onDone} /></section>
        <section><h2>{t('people.start_title')}</h2><p className="quiet">{t('people.start_why')}</p><Button onPress={() => setStarting(true)}>{t('people.start_title')}</Button></section>
      </div>
    </Door>
  )
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** Opens the sample agency, building it the first time; a line shows how far it is. */
export const OpenSample = ({ state, onDone, quiet }: { state: SetupState['sample']; onDone: () => void; quiet?: boolean }) => {
  const open = useWrite(people.openSample, { say: 'inline' })
  const [progress, setProgress] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)
  const go = async () => {
    setFailed(false)
    for (;;) {
      const answer = await open.run({ locale: currentLang() })
      if (answer?.state === 'in') return onDone()
      if (!answer) return setProgress(null)
      for (;;) {
        const now = await people.sampleState.call().catch(() => null)
        if (now?.state === 'failed') {
          setProgress(null)
          return setFailed(true)
        }
        if (now?.state === 'ready') break
        // Another process may be building: it is asked again until the agency is there.
        if (now) setProgress(now.state === 'building' ? Math.round((now.done / Math.max(now.of, 1)) * 100) : 0)
        await pause(400)
      }
    }
  }
  return (
    <>
      <Button kind={quiet ? 'word' : 'do'} onPress={() => void go()} pending={progress !== null || open.pending} reason={state === 'unavailable' && t('people.sample_away')}>{t('people.sample_title')}</Button>
      {progress !== null && <><p className="small quiet" role="status">{t('people.sample_building')}</p><span className={s.meter} role="progressbar" aria-label={t('people.sample_building')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={progress}><i style={{ width: `${progress}%` }} /></span></>}
      <Why>{failed ? t('people.sample_failed') : open.why}</Why>
    </>
  )
}
