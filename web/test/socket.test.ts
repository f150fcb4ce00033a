import { beforeEach, describe, expect, it } from 'vitest'
import type { OutMessage } from '../src/api/types'
import { Socket, type LineState } from '../src/live/socket'
import { FakeServer, FakeTime, settled } from './fakes'

let time: FakeTime
let server: FakeServer
let states: LineState[]
let heard: OutMessage[]

function socket(isSessionOver?: (error: unknown) => boolean): Socket {
  return new Socket(server.surroundings(isSessionOver), {
    said: (message) => heard.push(message),
    line: (state) => states.push(state),
  })
}

async function connected(): Promise<Socket> {
  const line = socket()
  line.start()
  await settled()
  server.last.welcome()
  return line
}

beforeEach(() => {
  time = new FakeTime()
  server = new FakeServer(time)
  states = []
  heard = []
})

describe('the line', () => {
  it('says hello with a ticket and is open at the welcome', async () => {
    const line = await connected()
    expect(server.last.heard).toEqual([{ type: 'hello', ticket: 'ticket-1', protocol: 1 }])
    expect(line.state).toBe('open')
    expect(heard.map((message) => message.type)).toEqual(['welcome', 'delta'])
  })

  it('is dead after 25 s without a word, and comes back with a new ticket', async () => {
    await connected()
    await time.pass(24_000)
    expect(states.at(-1)).toBe('open')
    await time.pass(1_000)
    expect(states.at(-1)).toBe('waiting')
    await time.pass(500)
    expect(server.last.heard).toEqual([])
    expect(server.tickets).toBe(2)
  })

  it('lives as long as it beats', async () => {
    await connected()
    for (let beat = 0; beat < 10; beat += 1) {
      await time.pass(10_000)
      server.last.say({ type: 'beat', now: '2026-11-23T22:41:05Z' })
    }
    expect(states.at(-1)).toBe('open')
    expect(server.wires).toHaveLength(1)
  })

  it('does not wait forever for a welcome', async () => {
    const line = socket()
    line.start()
    await settled()
    await time.pass(10_000)
    expect(line.state).toBe('waiting')
    expect(server.wires[0]?.left).toBe(true)
  })

  it('backs off twice as long each time, never longer than 15 s, and forgets it when it is back', async () => {
    await connected()
    const gaps: number[] = []
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const before = time.now
      server.last.drop()
      const wires = server.wires.length
      while (server.wires.length === wires) await time.pass(100)
      gaps.push(time.now - before)
    }
    expect(gaps).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])
    server.last.welcome()
    server.last.drop()
    const wires = server.wires.length
    await time.pass(500)
    expect(server.wires).toHaveLength(wires + 1)
  })

  it('keeps trying while there is no server at all', async () => {
    server.refuse = new Error('no server')
    const line = socket()
    line.start()
    await settled()
    await time.pass(60_000)
    expect(line.state).toBe('waiting')
    server.refuse = null
    while (server.wires.length === 0) await time.pass(500)
    server.last.welcome()
    expect(line.state).toBe('open')
  })

  it('hurries when the network comes back', async () => {
    const line = await connected()
    server.last.drop()
    line.hurry()
    await settled()
    expect(server.wires).toHaveLength(2)
  })

  it.each([
    [4003, 'session_over'],
    [4009, 'too_many_screens'],
    [4010, 'other_version'],
  ] as const)('ends at close code %i as %s', async (code, ending) => {
    await connected()
    server.last.drop(code)
    await time.pass(120_000)
    expect(states.at(-1)).toBe(ending)
    expect(server.wires).toHaveLength(1)
  })

  it.each([1001, 1006, 1012, 4000, 4001, 4008, 4029])('comes back after close code %i', async (code) => {
    await connected()
    server.last.drop(code)
    await time.pass(1_000)
    expect(server.wires).toHaveLength(2)
  })

  it('ends when the ticket is refused because nobody is logged in', async () => {
    server.refuse = new Error('401')
    const line = socket(() => true)
    line.start()
    await settled()
    expect(line.state).toBe('session_over')
  })

  it('says nothing on a line that is not open, and nothing after a stop', async () => {
    const line = await connected()
    const wire = server.last
    line.stop()
    expect(line.send({ type: 'ready', key: 'k' })).toBe(false)
    expect(wire.left).toBe(true)
    await time.pass(60_000)
    expect(server.wires).toHaveLength(1)
  })

  it('does not open a line that was stopped while the ticket was fetched', async () => {
    const line = socket()
    line.start()
    line.stop()
    await settled()
    expect(server.wires).toHaveLength(0)
  })
})
