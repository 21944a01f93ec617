import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { t } from '#kernel/ui/i18n.ts'
import { toast } from '#kernel/ui/toast.ts'

// A small library, and only for those who press the button.
const browser = () => import('@simplewebauthn/browser')

/** Undefined when the person waved it away, or the device could not; it says so. */
const stopped = (): undefined => {
  toast({ text: t('people.passkey_stopped'), tone: 'refused' })
  return undefined
}
/** Makes a passkey on this device from the server's options. */
export const makePasskey = async (options: { challenge: string }) => {
  const { startRegistration } = await browser()
  const made = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }).catch(stopped)
  return made && { ...made, response: { ...made.response } }
}
/** Signs the server's challenge with a passkey. */
export const askPasskey = async (options: { challenge: string }) => {
  const { startAuthentication } = await browser()
  const answer = await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }).catch(stopped)
  return answer && { ...answer, response: { ...answer.response } }
}
