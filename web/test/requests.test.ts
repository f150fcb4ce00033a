import { describe, expect, it } from 'vitest'
import type { InMessage } from '../src/api/types'
import { Requests } from '../src/live/requests'
import { FakeTime } from './fakes'

function desk(isOpen = true) {
  const time = new FakeTime()
  const sent: InMessage[] = []
  let count = 0
  const send = (message: InMessage): boolean => isOpen && sent.push(message) > 0
  return { time, sent, requests: new Requests(send, () => `k${(count += 1)}`, time.later) }
}

describe('requests', () => {
  it('match an answer to its request by the key', async () => {
    const { requests, sent } = desk()
    const first = requests.ask({ type: 'ready' })
    const second = requests.ask({ type: 'pause', reason: 'meal' })
    requests.answered({ type: 'answer', key: 'k2', ok: false, code: 'on_a_call', detail: '' })
    requests.answered({ type: 'answer', key: 'k1', ok: true, code: '', detail: '' })
    expect(sent).toEqual([{ type: 'ready', key: 'k1' }, { type: 'pause', reason: 'meal', key: 'k2' }])
    expect((await first).ok).toBe(true)
    expect((await second).code).toBe('on_a_call')
  })

  it('are refused at once without a line', async () => {
    expect((await desk(false).requests.ask({ type: 'ready' })).code).toBe('not_connected')
  })

  it('are lost with the line, and say so', async () => {
    const { requests } = desk()
    const asked = requests.ask({ type: 'ready' })
    requests.lost()
    expect((await asked).code).toBe('connection_lost')
  })

  it('tell of an order that was taken and failed afterwards', async () => {
    const late: string[] = []
    const requests = new Requests(() => true, () => 'k1', new FakeTime().later, (answer) => late.push(answer.code))
    const asked = requests.ask({ type: 'ready' })
    requests.answered({ type: 'answer', key: 'k1', ok: true, code: '', detail: '' })
    requests.answered({ type: 'answer', key: 'k1', ok: false, code: 'order_failed', detail: '' })
    expect((await asked).ok).toBe(true)
    expect(late).toEqual(['order_failed'])
  })

  it('do not wait longer than ten seconds', async () => {
    const { requests, time } = desk()
    const asked = requests.ask({ type: 'ready' })
    await time.pass(10_000)
    expect((await asked).code).toBe('no_answer')
  })
})
