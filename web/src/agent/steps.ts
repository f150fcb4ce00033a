/** What an agent asks for himself, and the last refusal in words. */
import { readonly, ref } from 'vue'
import type { Ask } from '../api/types'
import { errorText } from '../i18n'
import { ask } from '../live/live'

const SHOWN_FOR = 10_000

const text = ref('')
let hide: ReturnType<typeof setTimeout> | undefined

/** Why the last request was not done; empty if it was, or long ago. */
export const problem = readonly(text)

async function request(wanted: Ask): Promise<void> {
  const answer = await ask(wanted)
  clearTimeout(hide)
  text.value = answer.ok ? '' : errorText(answer.code)
  hide = setTimeout(() => (text.value = ''), SHOWN_FOR)
}

export function useSteps() {
  return {
    logIn: (phone: string) => request({ type: 'log_in', phone }),
    logOut: () => request({ type: 'log_out' }),
    ready: () => request({ type: 'ready' }),
    pause: (reason: string) => request({ type: 'pause', reason }),
    finishWrapUp: (call_id: string) => request({ type: 'finish_wrap_up', call_id }),
  }
}
