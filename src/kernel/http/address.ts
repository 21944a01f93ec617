import { isIP, isIPv6 } from 'node:net'
import { hostname } from 'node:os'

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '')
const near = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/

/**
 * Where a request comes from. A proxy's word is taken only when BASE_URL is https (so there is one) and the connection
 * comes from this machine or a private network: then it is the last address the proxy added.
 */
export const addressOf = (peer: string | undefined, forwarded: string | undefined, behindProxy: boolean): string => {
  const direct = plain(peer ?? '')
  if (!behindProxy || !forwarded || !(direct === '' || near.test(direct))) return direct
  const last = plain(forwarded.split(',').at(-1)?.trim() ?? '')
  return isIP(last) ? last : direct
}

const relayed = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'] as const

/**
 * Whether this machine itself asks: judged by the connection alone, never by what a header says. A caller whom a proxy
 * relays may sit anywhere, however local the proxy's own connection is.
 */
export const asksHere = (peer: string | undefined, header: (name: string) => string | undefined): boolean => {
  const direct = plain(peer ?? '')
  return (direct === '::1' || direct.startsWith('127.')) && relayed.every((name) => header(name) === undefined)
}

/** Whom tries and floods are counted against: one address of IPv4, but the whole /64 of IPv6, since every customer holds one. */
export const netOf = (address: string): string => {
  const text = plain(address).split('%')[0] ?? ''
  if (!isIPv6(text)) return text
  const [left = [], right = []] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::').map((half) => half.split(':').filter(Boolean))
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  const [high, low] = [Number.parseInt(groups[6] ?? '', 16), Number.parseInt(groups[7] ?? '', 16)]
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  return `${groups.slice(0, 4).join(':')}::/64`
}

/**
 * Whether the name that the browser asked for is ours. A page of a stranger whose name is made to point here
 * ("DNS rebinding") asks under the stranger's name; an address in figures cannot be made to point anywhere.
 */
export const hostCheck = (baseUrl: string): ((host: string | undefined) => boolean) => {
  const given = new URL(baseUrl).hostname
  const allowed = (host: string): boolean => {
    const name = URL.parse(`http://${host}`)?.hostname.toLowerCase()
    if (name === undefined) return false
    if (name === given || name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0) return true
    // A network may give the machine another name while we run.
    const own = hostname().toLowerCase()
    return name === own || name === `${own}.local`
  }
  // People come by one name or two: the last that was good is not taken apart again.
  let good: string | undefined
  return (host) => {
    if (!host) return false
    if (host === good) return true
    if (!allowed(host)) return false
    good = host
    return true
  }
}

/**
 * Whether a state-changing request comes from one of our own pages. Browsers say so in Sec-Fetch-Site; older ones, and
 * pages on plain http, in Origin. A caller who sends neither is no browser, and has no cookies of ours by accident.
 */
export const ownPage = (given: { site: string | undefined; origin: string | undefined; host: string | undefined; baseUrl: string }): boolean => {
  const { site, origin, host, baseUrl } = given
  if (site !== undefined) return site === 'same-origin'
  if (origin === undefined) return true
  const from = URL.parse(origin)
  return from !== null && (origin === baseUrl || from.host === host)
}
