/** The agent at this screen: what he is doing, on which call, in which queues. */
import { computed } from 'vue'
import type { AgentItem, CallItem, QueueItem } from '../api/types'
import { myId, screen } from '../live/live'

export const me = computed<AgentItem | null>(() => {
  const item = screen.value[`agent:${myId.value}`]
  return item?.type === 'agent' ? item : null
})

export const myCall = computed<CallItem | null>(() => {
  const item = me.value?.call ? screen.value[me.value.call] : undefined
  return item?.type === 'call' ? item : null
})

export const myQueues = computed<QueueItem[]>(() =>
  Object.values(screen.value)
    .filter((item): item is QueueItem => item.type === 'queue')
    .sort((a, b) => a.label.localeCompare(b.label)),
)

/** The longest wait of a queue's line as an instant, or null if nobody waits. */
export function oldest(queue: QueueItem): number | null {
  const instants = queue.waiting.map((caller) => Date.parse(caller.since))
  return instants.length ? Math.min(...instants) : null
}

export type Pressure = 'none' | 'calm' | 'near' | 'late'

/** How a wait stands against the queue's service level: near it from two thirds on. */
export function pressure(waited: number | null, serviceLevel: number): Pressure {
  if (waited === null) return 'none'
  if (waited >= serviceLevel) return 'late'
  return waited >= (serviceLevel * 2) / 3 ? 'near' : 'calm'
}
