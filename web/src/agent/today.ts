/** My calls of today, fetched again when one of them has ended or was recorded. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { get } from '../api/client'
import type { Calls, PastCall } from '../api/types'
import { me } from './me'
import { savedLast } from './records'
import { person } from '../shell/session'

const MOST = 200
const AGAIN_AFTER = 8_000
const SETTLED_AFTER = 1_500 // the journal writes an ended call a moment later

/** A supervisor at the desk wants his own calls there too; an agent is given no others. */
function mine(): string {
  return `&agent=${encodeURIComponent(person.value?.id ?? '')}`
}

export function useTodaysCalls() {
  const calls = shallowRef<PastCall[]>([])
  const away = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(timer)
    try {
      const answer = await get<Calls>(`/calls?limit=${MOST}${mine()}`)
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
