import type pg from 'pg'

/** Upper bounds in milliseconds. */
const bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]
interface Series {
  counts: number[]
  sum: number
  total: number
}

/** Counts and durations by procedure or route, and the pool: no names, no ids, nothing from behind the walls. */
export class Metrics {
  readonly #series = new Map<string, Series>()

  /** Notes one answered request. */
  note(route: string, status: number, ms: number): void {
    const key = `route="${route.replace(/["\\\n]/g, '_')}",status="${status}"`
    const series = this.#series.get(key) ?? { counts: bounds.map(() => 0), sum: 0, total: 0 }
    this.#series.set(key, series)
    series.sum += ms
    series.total += 1
    for (const [n, bound] of bounds.entries()) if (ms <= bound) series.counts[n] = (series.counts[n] ?? 0) + 1
  }

  /** The text that Prometheus reads. */
  text(pool: pg.Pool, connections: number): string {
    const lines = ['# HELP docket_request_milliseconds Answered requests by procedure or route', '# TYPE docket_request_milliseconds histogram']
    for (const [key, { counts, sum, total }] of this.#series) {
      for (const [n, bound] of bounds.entries()) lines.push(`docket_request_milliseconds_bucket{${key},le="${bound}"} ${counts[n]}`)
      lines.push(`docket_request_milliseconds_bucket{${key},le="+Inf"} ${total}`, `docket_request_milliseconds_sum{${key}} ${sum.toFixed(3)}`, `docket_request_milliseconds_count{${key}} ${total}`)
    }
    const gauge = (name: string, help: string, value: number) => lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`)
    gauge('docket_pool_total', 'Connections to the database', pool.totalCount)
    gauge('docket_pool_idle', 'Connections that wait for work', pool.idleCount)
    gauge('docket_pool_waiting', 'Requests that wait for a connection', pool.waitingCount)
    gauge('docket_live_connections', 'Open browsers that are told of changes', connections)
    gauge('docket_memory_bytes', 'Resident memory of the process', process.memoryUsage.rss())
    return `${lines.join('\n')}\n`
  }
}
