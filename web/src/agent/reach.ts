/** Whether a phone would ring: what its registration says, or else what Asterisk says of the device. */
import type { AgentItem } from '../api/types'

export type Reach = 'yes' | 'no' | 'unknown'

const ALIVE = new Set(['idle', 'in_use', 'ringing', 'on_hold', 'busy'])

export function reachOf(agent: Pick<AgentItem, 'reachable' | 'phone_state'> | null): Reach {
  if (agent === null) return 'unknown'
  if (agent.reachable !== null) return agent.reachable ? 'yes' : 'no'
  if (ALIVE.has(agent.phone_state)) return 'yes'
  return agent.phone_state === 'unavailable' ? 'no' : 'unknown'
}

/** The place of its words. */
export function reachKey(reach: Reach): string {
  return { yes: 'agent.reachable', no: 'agent.unreachable', unknown: 'agent.phoneUnknown' }[reach]
}
