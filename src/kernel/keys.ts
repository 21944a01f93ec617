import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

/** A 32-byte key for one purpose, from the root secret (HKDF-SHA256): keys of two purposes tell nothing of each other. */
export const deriveKey = (root: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', root, 'docket', purpose, 32))

/** Encrypts with AES-256-GCM. Gives base64url of nonce, tag and ciphertext: safe to store beside what it belongs to. */
export const seal = (key: Buffer, plaintext: Buffer | string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** The opposite of `seal`; null when the key is another one or a byte was changed. */
export const unseal = (key: Buffer, sealed: string): Buffer | null => {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  cipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()])
  } catch {
    return null
  }
}

/**
 * The secret in a contact's link (256 bits, base64url). It is derived and never stored: the database holds `tokenHash`
 * of it, and mail makes it again when it is sent.
 */
export const linkToken = (root: Buffer, kind: 'party' | 'ticket', id: string): string =>
  createHmac('sha256', deriveKey(root, 'link')).update(`${kind}:${id}`).digest('base64url')

/** What the database keeps of a token: SHA-256, 32 bytes. */
export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer')

/**
 * The root of every derived key, 32 bytes: from the password in DATABASE_URL, so that all processes on one database
 * share it without a further setting; else from `secret` in the data folder, made at the first start (0600).
 */
export const readRoot = async (from: { databaseUrl: string | undefined; dataDir: string }): Promise<Buffer> => {
  const password = from.databaseUrl === undefined ? '' : passwordOf(from.databaseUrl)
  // A person chose this one: stretched, so that a leaked token does not open a quick search for it.
  if (password !== '') return scryptSync(password, 'docket root', 32, { N: 2 ** 14 })
  return secretFile(from.dataDir)
}

const passwordOf = (url: string): string => decodeURIComponent(new URL(url.replace('@/', '@localhost/')).password)

/** The secret of a data folder. Many processes may ask at once: the first one's file is everybody's. */
export const secretFile = async (dataDir: string): Promise<Buffer> => {
  const path = join(dataDir, 'secret')
  const found = await readFile(path, 'utf8').catch((e: NodeJS.ErrnoException) => {
    if (e.code === 'ENOENT') return undefined
    throw e
  })
  if (found !== undefined) return parse(found, path)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  await file.writeFile(`${randomBytes(32).toString('base64url')}\n`)
  await file.sync()
  await file.close()
  await link(draft, path).catch((e: NodeJS.ErrnoException) => {
    if (e.code !== 'EEXIST') throw e
  })
  await rm(draft)
  return parse(await readFile(path, 'utf8'), path)
}

const parse = (text: string, path: string): Buffer => {
  const root = Buffer.from(text.trim(), 'base64url')
  if (root.length !== 32)
    throw new StartError({
      hant: `${path} 不是 Docket 的密鑰檔，請從備份還原它。`,
      hans: `${path} 不是 Docket 的密钥文件，请从备份恢复它。`,
      en: `${path} is not Docket's secret; restore that file from a backup.`,
    })
  return root
}
