/** Earlier contacts of one caller, asked again while the memory is away. */
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, get } from '../api/client'
import { locale } from '../i18n'

const AGAIN_AFTER = 5_000

export interface Contact {
  call_id: string
  at: string
  code: string
  outcome: string
  agent: string
  talked: number | null
  note: string
}

export type ContactsState = 'loading' | 'there' | 'away'

export function useContacts(callId: Ref<string>, hidden: boolean) {
  const contacts = shallowRef<Contact[]>([])
  const state = ref<ContactsState>('loading')
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function load(): Promise<void> {
    const id = callId.value
    try {
      const found = await get<{ contacts: Contact[] }>(`/calls/${encodeURIComponent(id)}/contacts`)
      if (gone || id !== callId.value) return
      contacts.value = found.contacts
      state.value = 'there'
    } catch (error) {
      if (gone || id !== callId.value) return
      state.value = 'away'
      if (!(error instanceof ApiError) || error.isPassing || error.status === 404) timer = setTimeout(() => void load(), AGAIN_AFTER)
    }
  }
  if (!hidden) watch([callId, locale], () => void load(), { immediate: true })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
  })
  return { contacts, state }
}
