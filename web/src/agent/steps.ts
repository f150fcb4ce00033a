/** What an agent asks for himself, and what became of the last of it, in words. */
import { computed, ref, watch } from 'vue'
import type { Ask } from '../api/types'
import { errorText } from '../i18n'
import { ask, failedLate } from '../live/live'

const SHOWN_FOR = 10_000

interface Said {
  text: string
  isBad: boolean
}

const last = ref<Said>({ text: '', isBad: false })
let hide: ReturnType<typeof setTimeout> | undefined

/** Why the last request was not done; empty soon after. */
export const said = computed(() => last.value)

function say(text: string, isBad: boolean): void {
  clearTimeout(hide)
  last.value = { text, isBad }
  hide = setTimeout(() => (last.value = { text: '', isBad: false }), SHOWN_FOR)
}

watch(failedLate, (answer) => answer && say(errorText(answer.code), true))

async function request(wanted: Ask): Promise<void> {
  const answer = await ask(wanted)
  say(answer.ok ? '' : errorText(answer.code), !answer.ok)
}

export const steps = {
  logIn: (phone: string) => request({ type: 'log_in', phone }),
  logOut: () => request({ type: 'log_out' }),
  ready: () => request({ type: 'ready' }),
  pause: (reason: string) => request({ type: 'pause', reason }),
  finishWrapUp: (call_id: string) => request({ type: 'finish_wrap_up', call_id }),
}
