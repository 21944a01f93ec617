import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

/** The policy of our own pages: nothing from elsewhere, no inline script or style but under the answer's nonce. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'", `script-src 'self' 'nonce-${nonce}'`, `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' blob: data:", "font-src 'self'",
    "connect-src 'self'", "worker-src 'self' blob:", "frame-src 'self'", "object-src 'none'", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
const nothing = "default-src 'none'; frame-ancestors 'none'"

const put = (headers: Headers, name: string, value: string): void => {
  if (!headers.has(name)) headers.set(name, value)
}

/** Headers of every answer; a route that has set its own (files) keeps them. */
export const secureHeaders = (baseUrl: string): MiddlewareHandler<Env> => {
  const https = baseUrl.startsWith('https:')
  return async (c, next) => {
    await next()
    const { headers } = c.res
    const page = headers.get('Content-Type')?.startsWith('text/html') ?? false
    put(headers, 'Content-Security-Policy', page ? pagePolicy(c.get('visit').nonce) : nothing)
    put(headers, 'X-Content-Type-Options', 'nosniff')
    put(headers, 'X-Frame-Options', c.req.path.startsWith('/files/') ? 'SAMEORIGIN' : 'DENY')
    put(headers, 'Referrer-Policy', c.req.path.startsWith('/p/') ? 'no-referrer' : 'same-origin')
    put(headers, 'Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)')
    put(headers, 'Cross-Origin-Opener-Policy', 'same-origin')
    put(headers, 'Cross-Origin-Resource-Policy', 'same-origin')
    put(headers, 'Cache-Control', 'no-store')
    if (https) put(headers, 'Strict-Transport-Security', 'max-age=31536000')
    headers.set('X-Request-Id', c.get('visit').id)
  }
}
