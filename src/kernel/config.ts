import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Lang, Message } from './i18n/messages.ts'
import { StartError } from './start-error.ts'

/** A setting that cannot be used: one sentence that says what to write instead. */
export class ConfigError extends StartError {
  constructor(words: Message) {
    super(words)
    this.name = 'ConfigError'
  }
}

/** Everything the environment decides. Read once, here and nowhere else. */
export interface Config {
  port: number
  host: string
  /** True when only this machine can reach the server: then set-up needs no code, and the sample has its switch. */
  loopback: boolean
  /** Where people reach Docket, without a slash at the end: what links in mails begin with. */
  baseUrl: string
  /** Absolute. */
  dataDir: string
  databaseUrl: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  /** `file:///folder` or `s3://bucket?…`, as `openStore` takes it. */
  filesUrl: string
  metrics: boolean
  /** What the terminal is told in; not what people see in the browser. */
  lang: Lang
}

type Env = Record<string, string | undefined>

/** The language of the terminal, from LC_ALL, LC_MESSAGES or LANG; English when they do not say Chinese. */
export const terminalLang = (env: Env): Lang => {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  if (/^zh[_-]?(tw|hk|mo|hant)/i.test(locale)) return 'zh-Hant'
  return /^zh/i.test(locale) ? 'zh-Hans' : 'en'
}

/** Reads and checks the settings; an empty one counts as not given. Throws a `ConfigError` at the first wrong one. */
export const readConfig = (env: Env): Config => {
  const get = (name: string): string | undefined => env[name]?.trim() || undefined
  const port = readPort(get('PORT') ?? '4173')
  const host = readHost(get('HOST') ?? '127.0.0.1')
  const loopback = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/.test(host)
  const dataDir = resolve(get('DATA_DIR') ?? 'data')
  const smtpUrl = readSmtp(get('SMTP_URL'))
  return {
    port,
    host,
    loopback,
    baseUrl: readBase(get('BASE_URL')) ?? `http://${loopback || /^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : bracketed(host)}:${port}`,
    dataDir,
    databaseUrl: readDatabase(get('DATABASE_URL')),
    smtpUrl,
    mailFrom: readFrom(get('MAIL_FROM'), smtpUrl !== undefined),
    filesUrl: readFiles(get('FILES_URL')) ?? pathToFileURL(join(dataDir, 'files')).href,
    metrics: readSwitch('METRICS', get('METRICS')),
    lang: terminalLang(env),
  }
}

const wrong = (hant: string, hans: string, en: string): ConfigError => new ConfigError({ hant, hans, en })

const readPort = (text: string): number => {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port
  throw wrong(`PORT 要是 1 到 65535 的整數，例如 PORT=4173；現在是「${text}」。`, `PORT 要是 1 到 65535 的整数，例如 PORT=4173；现在是“${text}”。`, `PORT must be a whole number from 1 to 65535, such as PORT=4173; it is "${text}".`)
}

const readHost = (text: string): string => {
  if (/^[a-z0-9.:_-]+$/i.test(text) && URL.canParse(`http://${bracketed(text)}`)) return text
  throw wrong(`HOST 要是位址或主機名稱，例如 HOST=0.0.0.0；現在是「${text}」。`, `HOST 要是地址或主机名，例如 HOST=0.0.0.0；现在是“${text}”。`, `HOST must be an address or a host's name, such as HOST=0.0.0.0; it is "${text}".`)
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)

const readBase = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '') return url.origin
  throw wrong(`BASE_URL 要是別人開啟 Docket 的網址，只有主機、不帶路徑，例如 BASE_URL=https://docket.example.com；現在是「${text}」。`, `BASE_URL 要是别人打开 Docket 的网址，只有主机、不带路径，例如 BASE_URL=https://docket.example.com；现在是“${text}”。`, `BASE_URL must be the address people open, a host without a path, such as BASE_URL=https://docket.example.com; it is "${text}".`)
}

/** Addresses with passwords are not repeated on the screen. */
const readDatabase = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const url = URL.parse(text.replace('@/', '@localhost/'))
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return text
  throw wrong('DATABASE_URL 要寫成 postgres://使用者:密碼@主機:5432/資料庫。', 'DATABASE_URL 要写成 postgres://用户:密码@主机:5432/数据库。', 'DATABASE_URL must read postgres://user:password@host:5432/database.')
}

const readSmtp = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return text
  throw wrong('SMTP_URL 要寫成 smtp://使用者:密碼@主機:587，或 smtps://…:465。', 'SMTP_URL 要写成 smtp://用户:密码@主机:587，或 smtps://…:465。', 'SMTP_URL must read smtp://user:password@host:587, or smtps://…:465.')
}

const readFrom = (text: string | undefined, needed: boolean): string => {
  if (text === undefined && !needed) return 'Docket <docket@localhost>'
  if (text !== undefined && /^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(text) && text.includes('<') === text.endsWith('>')) return text
  throw wrong(`MAIL_FROM 要是寄件人，例如 MAIL_FROM="Docket <docket@example.com>"；現在${text === undefined ? '沒有設定' : `是「${text}」`}。`, `MAIL_FROM 要是发件人，例如 MAIL_FROM="Docket <docket@example.com>"；现在${text === undefined ? '没有设置' : `是“${text}”`}。`, `MAIL_FROM must be the sender, such as MAIL_FROM="Docket <docket@example.com>"; it is ${text === undefined ? 'not set' : `"${text}"`}.`)
}

const bucketHolds = (url: URL): boolean => {
  const endpoint = url.searchParams.get('endpoint')
  const place = endpoint === null ? undefined : URL.parse(endpoint)
  return url.hostname !== '' && /^\/?$/.test(url.pathname) && url.username === '' && [...url.searchParams.keys()].every((k) => k === 'region' || k === 'endpoint') && (place === undefined || (place !== null && /^https?:$/.test(place.protocol) && place.username === ''))
}
/** Not repeated on the screen: somebody may have written the bucket's secret into it. */
const readFiles = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (url !== null && ((url.protocol === 'file:' && url.hostname === '' && url.pathname.length > 1) || (url.protocol === 's3:' && bucketHolds(url)))) return text
  const bucket = 's3://BUCKET?region=…&endpoint=https://…'
  const secrets = 'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY'
  throw wrong(`FILES_URL 要寫成 file:///資料夾 或 ${bucket}；金鑰不寫在這裡，放在環境變數 ${secrets}。`, `FILES_URL 要写成 file:///文件夹 或 ${bucket}；密钥不写在这里，放在环境变量 ${secrets}。`, `FILES_URL must read file:///a/folder or ${bucket}; its keys are not written here but in ${secrets}.`)
}

const readSwitch = (name: string, text: string | undefined): boolean => {
  if (text === undefined || text === '0') return false
  if (text === '1') return true
  throw wrong(`${name} 只能是 1（開）或 0（關）；現在是「${text}」。`, `${name} 只能是 1（开）或 0（关）；现在是“${text}”。`, `${name} must be 1 (on) or 0 (off); it is "${text}".`)
}
