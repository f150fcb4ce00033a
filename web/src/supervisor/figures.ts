/** Today's figures of the queues: asked for twice a minute, and when a call has ended. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { get } from '../api/client'
import type { Figure, QueuesToday, QueueToday } from '../api/types'
import { duration } from '../i18n/format'
import { calls } from './floor'

const EVERY = 30_000
const SOON = 3_000 // the journal writes an ended call a moment later

export function useFigures() {
  const rows = shallowRef<QueueToday[]>([])
  const away = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(timer)
    try {
      rows.value = (await get<QueuesToday>('/queues/today')).queues
      away.value = false
    } catch {
      away.value = true
    }
    again(EVERY)
  }
  function again(delay: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), delay)
  }
  watch(
    () => calls.value.length,
    (now, before) => now < before && again(SOON),
  )
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
