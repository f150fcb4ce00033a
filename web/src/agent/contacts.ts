/** Earlier contacts of one caller, asked again while the memory is away. */
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, get } from '../api/client'
import type { Card, PastCall } from '../api/types'

const AGAIN_AFTER = 5_000

export type ContactsState = 'loading' | 'there' | 'away'

export function useContacts(callId: Ref<string>, hidden: boolean) {
  const contacts = shallowRef<PastCall[]>([])
  const count = ref(0)
  const state = ref<ContactsState>('loading')
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function load(): Promise<void> {
    const id = callId.value
    try {
      const found = await get<Card>(`/calls/${encodeURIComponent(id)}/contacts`)
      if (gone || id !== callId.value) return
      contacts.value = found.calls
      count.value = found.contacts
      state.value = 'there'
    } catch (error) {
      if (gone || id !== callId.value) return
      state.value = 'away'
      if (!(error instanceof ApiError) || error.isPassing || error.status === 404) timer = setTimeout(() => void load(), AGAIN_AFTER)
    }
  }
  if (!hidden) watch(callId, () => void load(), { immediate: true })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
  })
  return { contacts, count, state }
}
