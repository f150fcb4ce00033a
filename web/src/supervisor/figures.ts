/** Today's figures of the queues, asked for twice a minute. */
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { get } from '../api/client'
import type { Figure, QueuesToday, QueueToday } from '../api/types'
import { duration } from '../i18n/format'

const EVERY = 30_000

export function useFigures() {
  const rows = shallowRef<QueueToday[]>([])
  const away = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    try {
      rows.value = (await get<QueuesToday>('/queues/today')).queues
      away.value = false
    } catch {
      away.value = true
    }
    timer = setTimeout(() => void load(), EVERY)
  }
  onMounted(() => void load())
  onBeforeUnmount(() => clearTimeout(timer))
  return { rows, away }
}

type Kind = 'count' | 'percent' | 'seconds'

/** The figures that are shown, in this order, and what sort of number each is. */
export const SHOWN: readonly (readonly [name: string, kind: Kind])[] = [
  ['offered', 'count'],
  ['answered', 'count'],
  ['abandoned', 'count'],
  ['short_abandoned', 'count'],
  ['flow_out', 'count'],
  ['lost', 'count'],
  ['service_level', 'percent'],
  ['connect_rate', 'percent'],
  ['abandonment_rate', 'percent'],
  ['average_speed_of_answer', 'seconds'],
  ['wait_p90', 'seconds'],
  ['longest_wait', 'seconds'],
]

export function figureText(kind: Kind, figure: Figure | undefined): string {
  if (figure === undefined || figure.value === null) return '–'
  if (kind === 'percent') return `${figure.value.toFixed(1)}%`
  return kind === 'seconds' ? duration(figure.value) : String(figure.value)
}
