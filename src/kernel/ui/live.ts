import { useEffect } from 'react'
import { queries } from './rpc.ts'
import { setLine } from './session.ts'

/**
 * Fetches again what a topic touches: a module's name (`jobs`) all of its queries, `client:<id>` and `job:<id>` every
 * query that mentions the id.
 */
export const refresh = (topics: readonly string[]): void => {
  const ids = topics.filter(topic => topic.includes(':')).map(topic => topic.slice(topic.indexOf(':') + 1))
  void queries.invalidateQueries({
    predicate: ({ queryKey, queryHash }) => {
      const path = queryKey[0]
      return (Array.isArray(path) && topics.includes(path[0])) || ids.some(id => queryHash.includes(id))
    },
  })
}

/** A line that took longer to open has missed as much as one that broke; in milliseconds. */
const slow = 1000

/** Keeps the page as the server has it. After a broken line everything is asked again: events may have been missed. */
export const useLive = (on: boolean): void => {
  useEffect(() => {
    if (!on) return
    let source: EventSource
    let broken = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      const began = performance.now()
      source = new EventSource('/events')
      source.onopen = () => {
        setLine({ offline: false })
        if (broken || performance.now() - began > slow) void queries.invalidateQueries()
        broken = false
      }
      source.onmessage = event => refresh((JSON.parse(event.data) as { topics: string[] }).topics)
      source.onerror = () => {
        broken = true
        // The browser gives up by itself on an error page; ask again after a while.
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 5000)
      }
    }
    open()
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [on])
}
