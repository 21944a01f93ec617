import { writeSync } from 'node:fs'
import { type Logger, pino } from 'pino'

/** Lines of one turn of the loop leave in one write: many requests share it under load, and no answer waits for it. */
const lines = (fd: number): { write(line: string): void } => {
  let waiting = ''
  const leave = (): void => {
    let bytes = Buffer.from(waiting)
    waiting = ''
    try {
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(fd, bytes))
    } catch (error) {
      // A reader that is slow or gone must not end the server: a pipe that is full loses lines, not requests.
      if (!['EAGAIN', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  process.on('exit', leave)
  return {
    write: (line) => {
      if (waiting === '') setImmediate(leave)
      waiting += line
    },
  }
}

/** The structured log of the server: one line of JSON for each request, and for what went wrong. */
export const openLog = (): Logger => pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, lines(1))
