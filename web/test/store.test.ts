import { describe, expect, it } from 'vitest'
import type { Delta, Item, LinkItem } from '../src/api/types'
import { apply, EMPTY } from '../src/live/store'

const AT = '2026-11-23T22:41:05Z'

function link(name: string, up = true): LinkItem {
  return { type: 'link', id: `link:${name}`, name, up, since: AT, reason: '' }
}

function delta(put: Record<string, Item>, drop: string[] = [], snapshot = false): Delta {
  return { type: 'delta', now: AT, put, drop, snapshot }
}

describe('apply', () => {
  it('puts items whole and leaves the others the same objects', () => {
    const first = apply(EMPTY, delta({ 'link:main': link('main'), 'link:postgres': link('postgres') }))
    const second = apply(first, delta({ 'link:main': link('main', false) }))
    expect(second['link:main']).toEqual(link('main', false))
    expect(second['link:postgres']).toBe(first['link:postgres'])
  })

  it('drops what is gone, known or not', () => {
    const screen = apply(EMPTY, delta({ 'link:main': link('main') }))
    expect(apply(screen, delta({}, ['link:main', 'call:never-seen']))).toEqual({})
  })

  it('forgets everything at a snapshot', () => {
    const screen = apply(EMPTY, delta({ 'link:old': link('old') }))
    expect(Object.keys(apply(screen, delta({ 'link:main': link('main') }, [], true)))).toEqual(['link:main'])
  })

  it('does not change the screen it was given', () => {
    const screen = apply(EMPTY, delta({ 'link:main': link('main') }))
    apply(screen, delta({}, ['link:main']))
    expect(Object.keys(screen)).toEqual(['link:main'])
  })

  it('gives the same screen by differences as by one snapshot, for any order of small steps', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    for (let seed = 1; seed <= 200; seed += 1) {
      let dice = seed
      const roll = (sides: number): number => (dice = (dice * 48271) % 2147483647) % sides
      const floor: Record<string, Item> = {}
      let screen = EMPTY
      for (let step = 0; step < 30; step += 1) {
        const name = names[roll(names.length)] ?? 'a'
        const id = `link:${name}`
        if (roll(3) === 0) {
          delete floor[id]
          screen = apply(screen, delta({}, [id]))
        } else {
          floor[id] = link(name, roll(2) === 0)
          screen = apply(screen, delta({ [id]: floor[id] }))
        }
      }
      expect(screen).toEqual(apply(EMPTY, delta(floor, [], true)))
    }
  })
})
