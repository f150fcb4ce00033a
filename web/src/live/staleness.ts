/** Which parts of the screen may be old, since when: the push line itself, a PBX, the memory. */
import type { LinkItem } from '../api/types'
import type { Screen } from './store'

export const MEMORY = 'postgres'

export interface Broken {
  kind: 'screen' | 'pbx' | 'memory'
  name: string
  since: number
  reason: string
}

export function isLink(item: Screen[string]): item is LinkItem {
  return item.type === 'link'
}

/** The worst first. `lineLostAt` is when this browser last heard the server, if it hears it no more. */
export function broken(screen: Screen, lineLostAt: number | null): Broken[] {
  const links = Object.values(screen)
    .filter(isLink)
    .filter((link) => !link.up)
    .map((link) => ({
      kind: link.name === MEMORY ? ('memory' as const) : ('pbx' as const),
      name: link.name,
      since: Date.parse(link.since),
      reason: link.reason,
    }))
  const rank = { screen: 0, pbx: 1, memory: 2 }
  const line = lineLostAt === null ? [] : [{ kind: 'screen' as const, name: '', since: lineLostAt, reason: '' }]
  return [...line, ...links].sort((a, b) => rank[a.kind] - rank[b.kind] || a.name.localeCompare(b.name))
}
