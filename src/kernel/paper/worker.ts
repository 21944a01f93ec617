import { parentPort } from 'node:worker_threads'
import { compilePaper } from './compile.ts'
import type { Answer, Order } from './render.ts'

/** One paper at a time: the compiler is synchronous, which is why it lives on a thread of its own. */
parentPort!.on('message', (order: Order) => {
  let answer: Answer
  try {
    answer = { id: order.id, ...compilePaper(order) }
  } catch (error) {
    answer = { id: order.id, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort!.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer as ArrayBuffer] : [])
})
