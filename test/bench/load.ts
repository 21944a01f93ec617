import http from 'node:http'

export interface Figures {
  p50: number
  p95: number
  p99: number
  perSecond: number
  errors: number
}
/** Of milliseconds that were measured one after the other, unless it says how long all took together. */
export const figuresOf = (took: number[], seconds = took.reduce((a, b) => a + b, 0) / 1000, errors = 0): Figures => {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond: took.length / seconds, errors }
}
export interface Request {
  path: string
  body: string
  headers?: Record<string, string>
}
const send = (agent: http.Agent, port: number, { path, body, headers }: Request): Promise<{ status: number; text: string }> =>
  new Promise((done, fail) => {
    const request = http.request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: { Host: `localhost:${port}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (text += part))
      answer.on('end', () => done({ status: answer.statusCode ?? 0, text }))
    })
    request.on('error', fail)
    request.end(body)
  })

/** Asks `n` times over so many connections, each one after the other; milliseconds. */
export const load = async (port: number, connections: number, n: number, requestOf: (i: number) => Request): Promise<Figures> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  let next = 0
  let errors = 0
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, async () => {
    while (next < n) {
      const request = requestOf(next++)
      const from = performance.now()
      const { status, text } = await send(agent, port, request)
      took.push(performance.now() - from)
      if (status !== 200 && errors++ === 0) console.error(request.path, status, text.slice(0, 300))
    }
  }))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  return figuresOf(took, seconds, errors)
}
