/** My calls of today, fetched again when one of them has ended or was recorded. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { get } from '../api/client'
import type { CallRow } from '../api/types'
import { localDay } from '../i18n/format'
import { clock } from '../live/clock'
import { me } from './me'
import { savedLast } from './records'

const MOST = 200
const AGAIN_AFTER = 8_000
const SETTLED_AFTER = 1_500 // the journal writes an ended call a moment later

export function useTodaysCalls() {
  const calls = shallowRef<CallRow[]>([])
  const away = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(timer)
    try {
      const day = localDay(clock.at(Date.now()))
      const answer = await get<{ calls: CallRow[] }>(`/calls?day=${day}&limit=${MOST}`)
      calls.value = answer.calls
      away.value = false
    } catch {
      away.value = true
      again(AGAIN_AFTER)
    }
  }
  function again(delay: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), delay)
  }
  onMounted(() => void load())
  watch(
    () => [me.value?.call, me.value?.state, savedLast.value],
    () => again(SETTLED_AFTER),
  )
  onBeforeUnmount(() => clearTimeout(timer))
  return { calls, away }
}
