/** Today's figures of the queues, asked for twice a minute. */
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { get } from '../api/client'
import type { Figure, QueueFigures } from '../api/types'
import { duration } from '../i18n/format'

const EVERY = 30_000

export function useFigures() {
  const rows = shallowRef<QueueFigures[]>([])
  const away = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    try {
      rows.value = (await get<{ queues: QueueFigures[] }>('/queues/today')).queues
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

const PERCENT = /rate|level|percent/
const SECONDS = /asa|wait|talk|aht|handling|time/

/** A figure by what its name says it is: a share, a duration, or a count. */
export function figureText(name: string, figure: Figure | undefined): string {
  if (figure === undefined || figure.value === null) return '–'
  if (PERCENT.test(name)) return `${figure.value.toFixed(1)}%`
  return SECONDS.test(name) && name !== 'waiting' ? duration(figure.value) : String(figure.value)
}
