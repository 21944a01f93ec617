import { isIP } from 'node:net'
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

/** This machine itself: whoever can reach the server from here needs no brake. */
export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.')

/**
 * Whether the name that the browser asked for is ours. A page of a stranger whose name is made to point here
 * ("DNS rebinding") asks under the stranger's name; an address in figures cannot be made to point anywhere.
 */
export const hostAllowed = (host: string | undefined, baseUrl: string): boolean => {
  if (!host) return false
  const url = URL.parse(`http://${host}`)
  if (!url) return false
  const name = url.hostname.toLowerCase()
  if (name === new URL(baseUrl).hostname || name === 'localhost' || name.endsWith('.localhost')) return true
  if (isIP(name.replace(/^\[|\]$/g, ''))) return true
  const own = hostname().toLowerCase()
  return name === own || name === `${own}.local`
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
