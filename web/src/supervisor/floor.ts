/** The floor as a supervisor reads it: queues, agents and calls in an order that does not jump. */
import { computed } from 'vue'
import { reachOf } from '../agent/reach'
import type { AgentItem, AgentState, CallItem, QueueItem, WaitingView } from '../api/types'
import { screen } from '../live/live'

export const STATES: readonly AgentState[] = ['ringing', 'talking', 'wrap_up', 'ready', 'paused', 'offline']

const items = computed(() => Object.values(screen.value))

export const queues = computed<QueueItem[]>(() =>
  items.value.filter((item): item is QueueItem => item.type === 'queue').sort((a, b) => a.label.localeCompare(b.label, 'zh')),
)

export const agents = computed<AgentItem[]>(() =>
  items.value
    .filter((item): item is AgentItem => item.type === 'agent' && takesCalls(item))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh')),
)

/** Who has neither phone nor queue and is not logged in is in the office, not at a desk. */
function takesCalls(agent: AgentItem): boolean {
  return agent.phone !== '' || agent.queues.length > 0 || agent.state !== 'offline'
}

export const calls = computed<CallItem[]>(() =>
  items.value
    .filter((item): item is CallItem => item.type === 'call')
    .sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at) || a.id.localeCompare(b.id)),
)

export function callOf(id: string | null): CallItem | null {
  const item = id ? screen.value[id] : undefined
  return item?.type === 'call' ? item : null
}

export function agentName(agentId: string): string {
  const item = screen.value[`agent:${agentId}`]
  return item?.type === 'agent' ? item.name : ''
}

/** The line of a queue, who has waited longest first. */
export function inLine(queue: QueueItem): WaitingView[] {
  return [...queue.waiting].sort((a, b) => Date.parse(a.since) - Date.parse(b.since) || a.position - b.position)
}

/** The words for an agent's own queue names. */
export function queueLabel(name: string): string {
  return queues.value.find((queue) => queue.queue === name || queue.queue.endsWith(`/${name}`))?.label ?? name
}

/** How many of a queue's members could take a call now. */
export function free(queue: QueueItem): number {
  return queue.members.filter((member) => {
    const item = screen.value[`agent:${member.agent_id}`]
    return item?.type === 'agent' ? item.state === 'ready' && reachOf(item) !== 'no' : !member.paused && !member.in_call
  }).length
}

export function counts(): Record<AgentState, number> {
  const found: Record<AgentState, number> = { offline: 0, ready: 0, paused: 0, ringing: 0, talking: 0, wrap_up: 0 }
  for (const agent of agents.value) found[agent.state] += 1
  return found
}
