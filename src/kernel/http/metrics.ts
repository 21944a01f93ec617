import type pg from 'pg'

/** Upper bounds in milliseconds. */
const bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]
interface Series {
  /** As Prometheus names it. */
  labels: string
  /** How many by the first bound that was not exceeded. */
  counts: number[]
  sum: number
  total: number
}

/** Counts and durations by procedure or route, and the pool: no names, no ids, nothing from behind the walls. */
export class Metrics {
  readonly #series = new Map<string, Series>()

  /** Notes one answered request. */
  note(route: string, status: number, ms: number): void {
    const key = `${status} ${route}`
    let series = this.#series.get(key)
    if (!series) {
      series = { labels: `route="${route.replace(/["\\\n]/g, '_')}",status="${status}"`, counts: bounds.map(() => 0), sum: 0, total: 0 }
      this.#series.set(key, series)
    }
    series.sum += ms
    series.total += 1
    const first = bounds.findIndex((bound) => ms <= bound)
    if (first >= 0) series.counts[first]! += 1
  }

  /** The text that Prometheus reads. */
  text(pool: pg.Pool, connections: number): string {
    const lines = ['# HELP docket_request_milliseconds Answered requests by procedure or route', '# TYPE docket_request_milliseconds histogram']
    for (const { labels, counts, sum, total } of this.#series.values()) {
      let within = 0
      for (const [n, bound] of bounds.entries()) {
        within += counts[n]!
        lines.push(`docket_request_milliseconds_bucket{${labels},le="${bound}"} ${within}`)
      }
      lines.push(`docket_request_milliseconds_bucket{${labels},le="+Inf"} ${total}`, `docket_request_milliseconds_sum{${labels}} ${sum.toFixed(3)}`, `docket_request_milliseconds_count{${labels}} ${total}`)
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
