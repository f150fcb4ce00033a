/** Requests under way on the live channel: each is answered, lost with the line, or too late. */
import { newKey } from '../api/key'
import type { Answer, Ask, InMessage } from '../api/types'

const ANSWER_WITHIN = 10_000

export class Requests {
  private readonly waiting = new Map<string, (answer: Answer) => void>()

  constructor(
    private readonly send: (message: InMessage) => boolean,
    private readonly draw: () => string = newKey,
    private readonly later: (delay: number, then: () => void) => () => void = after,
    /** An order that was taken and then failed: its second answer comes when nobody waits any more. */
    private readonly late: (answer: Answer) => void = () => undefined,
  ) {}

  /** Never rejects: no line and no answer are answers too (`not_connected`, `connection_lost`, `no_answer`). */
  ask(request: Ask): Promise<Answer> {
    const key = this.draw()
    return new Promise((resolve) => {
      if (!this.send({ ...request, key })) return resolve(refusal(key, 'not_connected'))
      const cancel = this.later(ANSWER_WITHIN, () => this.answered(refusal(key, 'no_answer')))
      this.waiting.set(key, (answer) => {
        cancel()
        resolve(answer)
      })
    })
  }

  answered(answer: Answer): void {
    const waiting = this.waiting.get(answer.key)
    this.waiting.delete(answer.key)
    if (waiting !== undefined) waiting(answer)
    else if (!answer.ok) this.late(answer)
  }

  /** The line is gone: whether the server heard the requests nobody knows; the next screen shows it. */
  lost(): void {
    for (const key of [...this.waiting.keys()]) this.answered(refusal(key, 'connection_lost'))
  }
}

function refusal(key: string, code: string): Answer {
  return { type: 'answer', key, ok: false, code, detail: '' }
}

export function after(delay: number, then: () => void): () => void {
  const timer = setTimeout(then, delay)
  return () => clearTimeout(timer)
}
