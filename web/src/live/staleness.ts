/** Which parts of the screen may be old, since when: the push line itself, a PBX, the memory. */
import type { LinkItem } from '../api/types'
import type { Screen } from './store'

/** Links that are no PBX: the memory, and the server's own log in front of it. */
const OURS: Record<string, Broken['kind']> = { postgres: 'memory', journal: 'journal' }

export interface Broken {
  kind: 'screen' | 'pbx' | 'memory' | 'journal'
  name: string
  since: number
  reason: string
}

export function isLink(item: Screen[string]): item is LinkItem {
  return item.type === 'link'
}

/** True if what this part knows is shown as live: calls, agents, queues. */
export function hasLiveState(part: Broken): boolean {
  return part.kind === 'screen' || part.kind === 'pbx'
}

/** The worst first. `lineLostAt` is when this browser last heard the server, if it hears it no more. */
export function broken(screen: Screen, lineLostAt: number | null): Broken[] {
  const links = Object.values(screen)
    .filter(isLink)
    .filter((link) => !link.up)
    .map((link) => ({
      kind: OURS[link.name] ?? ('pbx' as const),
      name: link.name,
      since: Date.parse(link.since),
      reason: link.reason,
    }))
  const rank = { screen: 0, pbx: 1, journal: 2, memory: 3 }
  const line = lineLostAt === null ? [] : [{ kind: 'screen' as const, name: '', since: lineLostAt, reason: '' }]
  return [...line, ...links].sort((a, b) => rank[a.kind] - rank[b.kind] || a.name.localeCompare(b.name))
}
