import { z } from 'zod'
import { langs } from '#kernel/i18n/messages.ts'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zAmount, zCurrency, zMinor } from '#kernel/pure/money.ts'
import { zRegion } from '#kernel/pure/region.ts'
import { roles } from '#kernel/pure/roles.ts'
import { zName, zNote, zWord } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'

const tag = 'people'
const zRole = z.enum(roles)
const zRoles = z.array(zRole).max(roles.length).transform((all) => [...new Set(all)])
const zLang = z.enum(langs)
export const zMail = z.string().trim().toLowerCase().pipe(z.email().max(254))
/** Taken as typed; what is too weak is refused by the rules with a reason. */
const zPassword = z.string().min(1).max(1000)
const zCode = zWord(40).trim()
/** What `navigator.credentials` answers, as `@simplewebauthn/browser` writes it. Its bytes are checked by the server's library. */
const zRegistered = z.looseObject({ id: zWord(1400), rawId: zWord(1400), type: z.literal('public-key'), response: z.looseObject({ clientDataJSON: z.string(), attestationObject: z.string() }) })
const zAsserted = z.looseObject({
  id: zWord(1400), rawId: zWord(1400), type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }),
})
const zOptions = z.looseObject({ challenge: z.string() })
const ok = z.object({ ok: z.literal(true) })
const at = z.date()

export const zPerson = z.object({
  id: zId, name: z.string(), mail: z.string(), title: z.string(), roles: z.array(zRole), locale: zLang, seal: z.string(), active: z.boolean(),
  /** null: the invitation has not been taken up. */
  joinedAt: at.nullable(), version: zRowVersion,
})
export const zSeal = zWord(8).trim()
export const zAgency = z.object({
  id: zId, name: z.string(), legalName: z.string(), region: zRegion, locale: zLang, zone: z.string(), currency: zCurrency, taxNumber: z.string(),
  address: z.string(), phone: z.string(), bank: z.string(), logoFileId: zId.nullable(), invoiceSeries: z.string(), termsDays: z.int(), sample: z.boolean(), version: zRowVersion,
})
const zIn = z.object({ state: z.literal('in') })
const tooMany = 'too_many'
const passkeyRefusals = ['people.passkey_wrong', 'people.challenge_old'] as const

const setup = {
  state: read({ path: '/setup', summary: 'What this Docket needs before anybody can sign in', tag, wall: 'public' }).output(
    z.object({
      own: z.boolean(), sample: z.enum(['none', 'building', 'ready', 'unavailable']), codeNeeded: z.boolean(),
      /** The host on which passkeys work here. */
      passkeyHost: z.string(),
    }),
  ),
  createAgency: write({ path: '/setup/agency', summary: 'Start an agency with its first administrator, and sign in', tag, wall: 'public', refusals: ['people.set_up_already', 'people.setup_code', 'people.password_short', 'people.password_easy', 'people.secret_needed', ...passkeyRefusals, tooMany] })
    .input(z.object({ name: zName, region: zRegion, locale: zLang, person: zName, mail: zMail, password: zPassword.optional(), passkey: zRegistered.optional(), setupCode: zCode.optional() }))
    .output(zIn),
  openSample: write({ path: '/setup/sample', summary: 'Open the sample agency; the first time it is built', tag, wall: 'public', refusals: ['people.local_only'] })
    .input(z.object({ locale: zLang.optional() }).default({}))
    .output(z.object({ state: z.enum(['building', 'in']) })),
  sampleState: read({ path: '/setup/sample', summary: 'How far the building of the sample agency is', tag, wall: 'public' })
    .output(z.object({ state: z.enum(['none', 'building', 'ready', 'failed']), done: z.int(), of: z.int(), step: z.string() })),
}

const signin = {
  signIn: write({ path: '/session', summary: 'Sign in with mail and password; with the second factor where there is one', tag, wall: 'public', refusals: ['people.wrong', 'people.wrong_code', tooMany] })
    .input(z.object({ mail: zMail, password: zPassword, code: zCode.optional(), agency: zId.optional() }))
    .output(z.discriminatedUnion('state', [zIn, z.object({ state: z.literal('code') }), z.object({ state: z.literal('choose'), agencies: z.array(z.object({ id: zId, name: z.string() })) })])),
  passkeyOptions: read({ path: '/session/passkey', summary: 'A challenge for a passkey; good for five minutes and once', tag, wall: 'public' })
    .input(z.object({ to: z.enum(['register', 'sign-in']), mail: z.string().max(254).default('') }))
    .output(zOptions),
  signInWithPasskey: write({ path: '/session/passkey', summary: 'Sign in with a passkey', tag, wall: 'public', refusals: [...passkeyRefusals, tooMany] })
    .input(z.object({ passkey: zAsserted }))
    .output(zIn),
  signOut: write({ method: 'DELETE', path: '/session', summary: 'End this session', tag, wall: 'public' }).output(ok),
  forgot: write({ path: '/session/forgot', summary: 'Ask for a link to set a new password; the answer is the same whether the address is known', tag, wall: 'public', refusals: [tooMany] })
    .input(z.object({ mail: zMail }))
    .output(ok),
  ticket: read({ path: '/tickets/{token}', summary: 'What an invitation or reset link opens', tag, wall: 'public' })
    .input(z.object({ token: z.string().max(100) }))
    .output(z.object({ kind: z.enum(['invitation', 'reset']), agency: z.string(), name: z.string(), mail: z.string(), locale: zLang })),
  takeTicket: write({ path: '/tickets/{token}', summary: 'Take up an invitation, or set a new password; signs in unless a second factor is asked for', tag, wall: 'public', refusals: ['people.password_short', 'people.password_easy', 'people.secret_needed', ...passkeyRefusals, tooMany] })
    .input(z.object({ token: z.string().max(100), locale: zLang.optional(), password: zPassword.optional(), passkey: zRegistered.optional() }))
    .output(z.object({ state: z.enum(['in', 'sign-in']) })),
  prove: write({ path: '/session/proof', summary: 'Prove again who you are, as signing asks after 15 minutes', tag, wall: 'public', refusals: ['people.wrong', 'people.wrong_code', 'people.secret_needed', 'people.code_needed', ...passkeyRefusals, tooMany] })
    .input(z.object({ password: zPassword.optional(), code: zCode.optional(), passkey: zAsserted.optional() }))
    .output(z.object({ provedAt: at })),
  setPassword: write({ method: 'PUT', path: '/account/password', summary: 'Change or set my password; other sessions end', tag, wall: 'public', refusals: ['people.wrong', 'people.proof_old', 'people.password_short', 'people.password_easy', tooMany] })
    .input(z.object({ current: zPassword.optional(), password: zPassword }))
    .output(ok),
  switchTo: write({ path: '/session/switch', summary: 'Sign in as somebody else and go on in the same language: the sample agency on this machine only', tag, wall: 'public', refusals: ['people.local_only'] })
    .input(z.object({ person: zId }))
    .output(zIn),
}

const me = {
  me: read({ path: '/me', summary: 'Who I am here', tag, wall: 'agency' }).output(
    z.object({
      id: zId, name: z.string(), mail: z.string(), title: z.string(), roles: z.array(zRole), locale: zLang, seal: z.string(), totp: z.boolean(), password: z.boolean(),
      passkeys: z.int(), codesLeft: z.int(), method: z.string(), provedAt: at.nullable(), version: zRowVersion,
      agency: z.object({ id: zId, name: z.string(), region: zRegion, currency: zCurrency, zone: z.string(), sample: z.boolean(), termsDays: z.int(), locale: zLang }),
      sampleStaff: z.array(z.object({ id: zId, name: z.string(), title: z.string(), roles: z.array(zRole) })).optional(),
    }),
  ),
  directory: read({ path: '/people', summary: 'Everybody in the agency, by name', tag, wall: 'agency' })
    .output(z.array(z.object({ id: zId, name: z.string(), title: z.string(), seal: z.string(), roles: z.array(zRole), active: z.boolean() }))),
}

const account = {
  update: write({ method: 'PUT', path: '/account', summary: 'Change my title and language; names and seals are an administrator\'s', tag, wall: 'agency', refusals: ['people.needs_session'] })
    .input(z.object({ title: zNote(200).default(''), locale: zLang, version: zRowVersion }))
    .output(z.object({ version: zRowVersion })),
  setLanguage: write({ method: 'PUT', path: '/account/language', summary: 'Change my language', tag, wall: 'agency', refusals: ['people.needs_session'] }).input(z.object({ locale: zLang })).output(ok),
  totpSetup: read({ path: '/account/totp', summary: 'A fresh secret for an authenticator app; counts only once confirmed, within 15 minutes', tag, wall: 'agency', refusals: ['people.needs_session'] })
    .output(z.object({ setup: zId, secret: z.string(), uri: z.string() })),
  confirmTotp: write({ path: '/account/totp', summary: 'Turn the second factor on with a first code', tag, wall: 'agency', refusals: ['people.wrong_code', 'people.challenge_old', 'people.proof_old', 'people.needs_session'] })
    .input(z.object({ setup: zId, code: zCode }))
    .output(z.object({ batch: zId })),
  removeTotp: write({ method: 'DELETE', path: '/account/totp', summary: 'Turn the second factor off', tag, wall: 'agency', refusals: ['people.proof_old', 'people.needs_session'] }).output(ok),
  makeCodes: write({ path: '/account/codes', summary: 'Ten new recovery codes; the old ones end', tag, wall: 'agency', refusals: ['people.proof_old', 'people.totp_off', 'people.needs_session'] })
    .output(z.object({ batch: zId })),
  codes: read({ path: '/account/codes/{batch}', summary: 'The recovery codes just made; shown for five minutes', tag, wall: 'agency' })
    .input(z.object({ batch: zId }))
    .output(z.array(z.string())),
  passkeys: read({ path: '/account/passkeys', summary: 'My passkeys', tag, wall: 'agency' })
    .output(z.array(z.object({ id: zId, name: z.string(), createdAt: at, usedAt: at.nullable() }))),
  passkeyOptions: read({ path: '/account/passkeys/options', summary: 'A challenge to add a passkey, or to prove with one', tag, wall: 'agency', refusals: ['people.needs_session'] })
    .input(z.object({ to: z.enum(['register', 'prove']) }))
    .output(zOptions),
  addPasskey: write({ path: '/account/passkeys', summary: 'Add a passkey', tag, wall: 'agency', refusals: [...passkeyRefusals, 'people.proof_old', 'people.needs_session'] })
    .input(z.object({ name: zName, passkey: zRegistered }))
    .output(z.object({ id: zId })),
  removePasskey: write({ method: 'DELETE', path: '/account/passkeys/{id}', summary: 'Remove a passkey', tag, wall: 'agency', refusals: ['people.last_way_in', 'people.proof_old', 'people.needs_session'] })
    .input(z.object({ id: zId }))
    .output(ok),
  sessions: read({ path: '/account/sessions', summary: 'Where I am signed in', tag, wall: 'agency' })
    .output(z.array(z.object({ id: zId, mine: z.boolean(), method: z.string(), address: z.string(), agent: z.string(), createdAt: at, seenAt: at }))),
  endSession: write({ method: 'DELETE', path: '/account/sessions/{id}', summary: 'End one of my sessions', tag, wall: 'agency', refusals: ['people.needs_session'] }).input(z.object({ id: zId })).output(ok),
  endOthers: write({ method: 'DELETE', path: '/account/sessions', summary: 'End all my sessions but this one', tag, wall: 'agency', refusals: ['people.needs_session'] }).output(z.object({ ended: z.int() })),
}

const admin = ['admin'] as const
/** Who may see what an hour of anybody costs. */
export const money = ['admin', 'finance'] as const
const zStaffForm = z.object({ name: zName, title: zNote(200).default(''), locale: zLang, roles: zRoles })
/** What an hour may cost: NT$ 10,000,000 or ¥ 100,000 at most. */
const zHourly = zAmount.refine((n) => n <= 10n ** 7n, 'refusal.field.large')
export const zRate = z.object({ from: z.string(), costMinor: zMinor, chargeMinor: zMinor, setBy: zId, setAt: at, version: zRowVersion })
const staff = {
  list: read({ path: '/staff', summary: 'Staff with mail, state and roles', tag, wall: 'agency', roles: admin }).output(z.array(zPerson)),
  invite: write({ path: '/staff', summary: 'Invite somebody by mail', tag, wall: 'agency', roles: admin, refusals: ['people.mail_taken', 'mail.address'] })
    .input(zStaffForm.extend({ mail: zMail }))
    .output(z.object({ id: zId })),
  resend: write({ path: '/staff/{id}/invitation', summary: 'Send the invitation again; the earlier link ends', tag, wall: 'agency', roles: admin, refusals: ['people.joined_already', 'people.not_active', 'mail.address'] })
    .input(z.object({ id: zId }))
    .output(ok),
  update: write({ method: 'PUT', path: '/staff/{id}', summary: 'Change name, title, seal, language and roles', tag, wall: 'agency', roles: admin, refusals: ['people.last_admin', 'clients.last_keeper'] })
    .input(zStaffForm.extend({ id: zId, seal: zSeal.default(''), version: zRowVersion }))
    .output(z.object({ version: zRowVersion })),
  changeMail: write({ method: 'PUT', path: '/staff/{id}/mail', summary: 'Change the address somebody signs in with: their sessions and open links end, an open invitation goes to the new one, both addresses are told', tag, wall: 'agency', roles: admin, refusals: ['people.mail_taken', 'people.mail_same', 'people.proof_old', 'people.needs_session', 'mail.address'] })
    .input(z.object({ id: zId, version: zRowVersion, mail: zMail }))
    .output(z.object({ version: zRowVersion })),
  deactivate: write({ path: '/staff/{id}/deactivate', summary: 'End somebody\'s access; their sessions and keys end at once', tag, wall: 'agency', roles: admin, refusals: ['people.last_admin', 'clients.last_keeper', 'clients.hand_over', 'clients.hand_over_elsewhere'] })
    .input(z.object({ id: zId, version: zRowVersion }))
    .output(z.object({ version: zRowVersion })),
  reactivate: write({ path: '/staff/{id}/reactivate', summary: 'Give access back', tag, wall: 'agency', roles: admin })
    .input(z.object({ id: zId, version: zRowVersion }))
    .output(z.object({ version: zRowVersion })),
  endKeys: write({ method: 'DELETE', path: '/staff/{id}/keys', summary: 'End all API keys of somebody, at once; their sessions stay', tag, wall: 'agency', roles: admin })
    .input(z.object({ id: zId }))
    .output(z.object({ ended: z.int() })),
  rates: read({ path: '/staff/{id}/rates', summary: 'What an hour costs and is charged at, newest first', tag, wall: 'agency', roles: money }).input(z.object({ id: zId })).output(z.array(zRate)),
  currentRates: read({ path: '/rates', summary: 'Everybody\'s rate of today', tag, wall: 'agency', roles: money })
    .output(z.array(z.object({ id: zId, from: z.string(), costMinor: zMinor, chargeMinor: zMinor }))),
  setRate: write({ method: 'PUT', path: '/staff/{id}/rates/{from}', summary: 'Set the rate from a day on (version 0 where none begins that day); entries already made keep theirs', tag, wall: 'agency', roles: money })
    .input(z.object({ id: zId, from: zDate, version: zRowVersion, costMinor: zHourly, chargeMinor: zHourly }))
    .output(ok),
}

export const zAgencyForm = z.object({
  name: zName, legalName: zNote(300).default(''), locale: zLang, taxNumber: zNote(30).default(''), address: zNote(500).default(''), phone: zNote(50).default(''),
  bank: zNote(500).default(''), logoFileId: zId.nullable().default(null), invoiceSeries: z.string().trim().toUpperCase().regex(/^[A-Z0-9]{1,8}$/).default('INV'),
  termsDays: z.int().min(0).max(365).default(45), version: zRowVersion,
})
const agency = {
  get: read({ path: '/agency', summary: 'The agency\'s particulars, as papers show them', tag, wall: 'agency' }).output(zAgency),
  update: write({ method: 'PUT', path: '/agency', summary: 'Change the agency\'s particulars', tag, wall: 'agency', roles: admin, refusals: ['taxid.TW', 'taxid.PRC', 'taxid.HK', 'people.series_taken', 'people.logo_large', 'people.logo_unprintable', 'files.missing'] })
    .input(zAgencyForm)
    .output(z.object({ version: zRowVersion })),
}

const keys = {
  list: read({ path: '/keys', summary: 'My API keys', tag, wall: 'agency' })
    .output(z.array(z.object({ id: zId, name: z.string(), roles: z.array(zRole), createdAt: at, expiresAt: at, endedAt: at.nullable() }))),
  create: write({ path: '/keys', summary: 'Make an API key with some of my roles, for a year at most', tag, wall: 'agency', refusals: ['people.role_not_mine', 'people.needs_session', 'people.proof_old'] })
    .input(z.object({ name: zName, roles: zRoles, days: z.int().min(1).max(365) }))
    .output(z.object({ id: zId, expiresAt: at })),
  reveal: read({ path: '/keys/{id}/secret', summary: 'The key itself, for five minutes after it was made', tag, wall: 'agency', refusals: ['people.needs_session'] })
    .input(z.object({ id: zId }))
    .output(z.object({ key: z.string() })),
  end: write({ method: 'DELETE', path: '/keys/{id}', summary: 'End an API key', tag, wall: 'agency', refusals: ['people.needs_session'] }).input(z.object({ id: zId })).output(ok),
}

/** Staff, sign-in, the agency's particulars and keys for programs. */
export const peopleContract = { ...setup, ...signin, ...me, account, staff, agency, keys }
