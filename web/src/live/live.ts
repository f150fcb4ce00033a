/** The one live connection of this tab: socket, screen and clock put together for the pages. */
import { computed, readonly, ref, shallowRef } from 'vue'
import { ApiError, post } from '../api/client'
import type { Answer, Ask, OutMessage, Ticket } from '../api/types'
import { clock, heardNow } from './clock'
import { after, Requests } from './requests'
import { Socket, type LineState, type Wire } from './socket'
import { broken } from './staleness'
import { apply, EMPTY, type Screen } from './store'

const RELOADED = 'callcenter.reloaded'

const shown = shallowRef<Screen>(EMPTY)
const line = ref<LineState>('off')
const lastHeard = ref<number | null>(null)
const seen = ref(false) // a snapshot has arrived since the log-in
const me = ref('')

export const screen = computed(() => shown.value)
export const lineState = readonly(line)
export const hasScreen = readonly(seen)
export const myId = readonly(me)
export const stale = computed(() => broken(shown.value, line.value === 'open' ? null : lastHeard.value))

const socket = new Socket(
  {
    ticket: () => post<Ticket>('/session/ticket'),
    isSessionOver: (error) => error instanceof ApiError && error.status === 401,
    open: (url) => new WebSocket(url) as unknown as Wire,
    later: after,
    random: Math.random,
  },
  { said, line: lineChanged },
)
const failed = shallowRef<Answer | null>(null)
/** The last order that was taken and then failed. */
export const failedLate = computed(() => failed.value)

const requests = new Requests((message) => socket.send(message), undefined, undefined, (answer) => (failed.value = answer))

function said(message: OutMessage): void {
  switch (message.type) {
    case 'welcome':
      me.value = message.agent_id
      sessionStorage.removeItem(RELOADED)
      break
    case 'delta':
      shown.value = apply(shown.value, message)
      seen.value = seen.value || message.snapshot
      break
    case 'answer':
      return requests.answered(message)
    case 'beat':
      break
    default:
      return unknown(message)
  }
  heardNow(message.now)
  lastHeard.value = clock.at(Date.now())
}

function unknown(message: never): void {
  console.warn('the server said something this page does not know', message)
}

function lineChanged(state: LineState): void {
  line.value = state
  if (state !== 'open') requests.lost()
  if (state === 'other_version') reloadOnce()
}

/** After an upgrade the old pages would speak to a new server: fetch the new ones, but never in a circle. */
function reloadOnce(): void {
  if (sessionStorage.getItem(RELOADED) !== null) return
  sessionStorage.setItem(RELOADED, '1')
  location.reload()
}

/** Ask the server for something on the live channel; never rejects. */
export function ask(request: Ask): Promise<Answer> {
  return requests.ask(request)
}

export function connect(): void {
  socket.start()
}

/** Log-out: nothing of one person's screen may be left for the next. */
export function disconnect(): void {
  socket.stop()
  shown.value = EMPTY
  seen.value = false
  lastHeard.value = null
  me.value = ''
}

/** Called once, at start. */
export function listenToTheNetwork(): void {
  window.addEventListener('online', () => socket.hurry())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') socket.hurry()
  })
}
