import { lazy, Suspense, useEffect } from 'react'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { Door } from '#kernel/ui/Door.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Skeleton } from '#kernel/ui/states.tsx'
import { wiring } from './wiring.ts'

const SignIn = wiring.signIn && lazy(wiring.signIn)

/** Asks for sign-in: alone before the first page, above the page when a session has ended, so that nothing typed is lost. */
export const SignedOut = ({ overlay, onDone }: { overlay: boolean; onDone: () => void }) => {
  useEffect(() => {
    // Signed in meanwhile in another tab.
    addEventListener('focus', onDone)
    return () => removeEventListener('focus', onDone)
  }, [onDone])
  const form = SignIn ? (
    <Suspense fallback={overlay ? <Skeleton /> : null}><SignIn overlay={overlay} onDone={onDone} /></Suspense>
  ) : (
    <div className="row"><ButtonLink kind="do" href="/sign-in" away>{t('ui.session_ended_tab')}</ButtonLink><Button onPress={onDone}>{t('ui.session_ended_check')}</Button></div>
  )
  // The sign-in page brings its own frame.
  if (!overlay) return SignIn ? form : <Door title={t('ui.session_ended')}>{form}</Door>
  return <Dialog title={t('ui.session_ended')} open onClose={() => undefined} firm><p className="quiet">{t('ui.session_ended_why')}</p>{form}</Dialog>
}
