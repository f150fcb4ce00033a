/** Who is logged in at this browser. */
import { computed, readonly, ref } from 'vue'
import { ApiError, get, patch, post, remove, setCsrf } from '../api/client'
import type { Credentials } from '../api/http'
import type { Person, Right, Session } from '../api/types'
import { locale, setLocale, type Locale } from '../i18n'
import { connect, disconnect } from '../live/live'

const current = ref<Person | null>(null)
const over = ref(false)

export const person = computed(() => current.value)
/** The session ended by itself (elsewhere, by an administrator, by time), not by this page's log-out. */
export const sessionIsOver = readonly(over)

export function may(right: Right): boolean {
  return current.value?.rights.includes(right) ?? false
}

export const startPage = computed(() => (current.value?.role === 'agent' ? '/desk' : '/floor'))

function begin(session: Session): void {
  setCsrf(session.csrf)
  current.value = session.person
  over.value = false
  connect()
}

const AGAIN_AFTER = 2_000
const waiting = ref(false)
/** The page was loaded while the server, or its memory of sessions, is away. */
export const isUnreachable = readonly(waiting)

/** Take up the browser's session, if it has one; a server that is away logs nobody out. */
export async function resume(): Promise<void> {
  while (!(await asked())) {
    waiting.value = true
    await new Promise((then) => setTimeout(then, AGAIN_AFTER))
  }
  waiting.value = false
}

/** False if nobody could tell. */
async function asked(): Promise<boolean> {
  try {
    begin(await get<Session>('/session'))
    return true
  } catch (error) {
    return error instanceof ApiError && !error.isPassing
  }
}

export async function logIn(login: string, password: string): Promise<void> {
  begin(await post<Session>('/session', { login, password } satisfies Credentials))
  if (current.value?.locale !== locale.value) keepLocale(locale.value)
}

export async function logOut(): Promise<void> {
  await remove('/session').catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
  })
  forget()
}

/** The server ended the session: back to the log-in page, with a word about why. */
export function sessionEnded(): void {
  if (current.value === null) return
  forget()
  over.value = true
}

function forget(): void {
  current.value = null
  setCsrf('')
  disconnect()
}

/** The page changes at once; the server learns it so that region names come in the same language. */
export function chooseLocale(wanted: Locale): void {
  setLocale(wanted)
  if (current.value !== null) keepLocale(wanted)
}

function keepLocale(wanted: Locale): void {
  patch<Person>('/session', { locale: wanted }).catch(() => undefined) // a wish, not worth a word
}
