import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { t } from '#kernel/ui/i18n.ts'
import { dropRefused, toast } from '#kernel/ui/toast.ts'

// A small library, and only for those who press the button.
const browser = () => import('@simplewebauthn/browser')

/** Undefined when the person waved it away, or the device could not, or has one already; it says so. */
const stopped = (error: Error): undefined => {
  toast({ text: t(error.name === 'InvalidStateError' ? 'people.passkey_there' : 'people.passkey_stopped'), tone: 'refused' })
  return undefined
}
/** Makes a passkey on this device from the server's options. */
export const makePasskey = async (options: { challenge: string }) => {
  dropRefused()
  const { startRegistration } = await browser()
  const made = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }).catch(stopped)
  return made && { ...made, response: { ...made.response } }
}
/** Signs the server's challenge with a passkey. */
export const askPasskey = async (options: { challenge: string }) => {
  dropRefused()
  const { startAuthentication } = await browser()
  const answer = await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }).catch(stopped)
  return answer && { ...answer, response: { ...answer.response } }
}
