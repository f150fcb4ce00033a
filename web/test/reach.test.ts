import { describe, expect, it } from 'vitest'
import { reachOf } from '../src/agent/reach'

describe('a phone', () => {
  it.each([
    [true, 'unavailable', 'yes'],
    [false, 'idle', 'no'],
    [null, 'idle', 'yes'],
    [null, 'ringing', 'yes'],
    [null, 'unavailable', 'no'],
    [null, 'unknown', 'unknown'],
  ] as const)('registered %s, device %s: would ring: %s', (reachable, phone_state, reach) => {
    expect(reachOf({ reachable, phone_state })).toBe(reach)
  })
})
