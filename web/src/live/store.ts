/** What is on this screen right now: items by id, changed by the server's differences only. */
import type { Delta, Item } from '../api/types'

export type Screen = Readonly<Record<string, Item>>

export const EMPTY: Screen = {}

/** The screen after a difference. Items come whole; an untouched item stays the same object. */
export function apply(screen: Screen, delta: Delta): Screen {
  const next: Record<string, Item> = delta.snapshot ? {} : { ...screen }
  for (const id of delta.drop) delete next[id]
  return Object.assign(next, delta.put)
}
