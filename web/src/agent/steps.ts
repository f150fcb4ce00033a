/** What an agent asks for himself, and what became of the last of it, in words. */
import { computed, ref, watch } from 'vue'
import type { Ask } from '../api/types'
import { errorText, i18n } from '../i18n'
import { ask, failedLate } from '../live/live'
import { pauseLabel } from '../shell/desk'
import { me } from './me'

const SHOWN_FOR = 10_000

interface Said {
  text: string
  isBad: boolean
}

const last = ref<Said>({ text: '', isBad: false })
let hide: ReturnType<typeof setTimeout> | undefined

/** Why the last request was not done, or when it will be; empty soon after. */
export const said = computed(() => last.value)

function say(text: string, isBad: boolean): void {
  clearTimeout(hide)
  last.value = { text, isBad }
  hide = setTimeout(() => (last.value = { text: '', isBad: false }), SHOWN_FOR)
}

watch(failedLate, (answer) => answer && say(errorText(answer.code), true))

async function request(wanted: Ask, word = ''): Promise<void> {
  const answer = await ask(wanted)
  say(answer.ok ? word : errorText(answer.code), !answer.ok)
}

/** In the middle of a call a pause waits for its end; the page says so, since the state does not. */
function pauseWord(reason: string): string {
  const isBusy = me.value?.state === 'talking' || me.value?.state === 'wrap_up'
  return isBusy ? i18n.global.t('agent.pauseAfter', { reason: pauseLabel(reason) }) : ''
}

export const steps = {
  logIn: (phone: string) => request({ type: 'log_in', phone }),
  logOut: () => request({ type: 'log_out' }),
  ready: () => request({ type: 'ready' }),
  pause: (reason: string) => request({ type: 'pause', reason }, pauseWord(reason)),
  finishWrapUp: (call_id: string) => request({ type: 'finish_wrap_up', call_id }),
}
