import { describe, expect, it } from 'vitest'
import { ServerClock } from '../src/live/clock'
import { broken } from '../src/live/staleness'

const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

describe('the server clock', () => {
  it('trusts the message that was least late', () => {
    const clock = new ServerClock()
    clock.heard(at(100_000), 40_500) // half a second on the way
    clock.heard(at(110_000), 50_010)
    clock.heard(at(120_000), 60_900)
    expect(clock.at(70_000)).toBe(129_990)
  })

  it('follows when the clock of this machine is set', () => {
    const clock = new ServerClock()
    for (let beat = 0; beat < 6; beat += 1) clock.heard(at(beat * 10_000), beat * 10_000)
    for (let beat = 6; beat < 12; beat += 1) clock.heard(at(beat * 10_000), beat * 10_000 + 3_600_000)
    expect(clock.at(120_000 + 3_600_000)).toBe(120_000)
  })
})

describe('what is stale', () => {
  const link = (name: string, up: boolean) => ({ type: 'link' as const, id: `link:${name}`, name, up, since: at(5_000), reason: '' })

  it('is nothing while all is up', () => {
    expect(broken({ a: link('main', true) }, null)).toEqual([])
  })

  it('names every part that is down with its time, our own line first', () => {
    const found = broken({ a: link('postgres', false), b: link('main', false), c: link('second', true) }, 9_000)
    expect(found.map((part) => [part.kind, part.name, part.since])).toEqual([
      ['screen', '', 9_000],
      ['pbx', 'main', 5_000],
      ['memory', 'postgres', 5_000],
    ])
  })
})
