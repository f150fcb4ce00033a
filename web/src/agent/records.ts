/** The record of one call: the draft as it is typed, and what became of saving it. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { put } from '../api/client'
import { newKey } from '../api/key'
import type { NewDisposition } from '../api/types'
import { after } from '../live/requests'
import { Drafts, isConfirmed, type Draft } from './drafts'
import { isOutboxKey, Outbox, type Unsaved } from './outbox'

export type RecordState = 'empty' | 'draft' | 'sending' | 'saved' | 'refused'

const changes = ref(0) // storage has no reactivity of its own
const lastSaved = shallowRef<Unsaved | null>(null)
let outbox: Outbox | null = null
let drafts: Drafts | null = null

/** Called at log-in: the records are one person's, whoever else uses this browser. */
export function openRecords(personId: string): void {
  closeRecords()
  const kept = (drafts = new Drafts(personId, localStorage, Date.now))
  kept.tidy()
  outbox = new Outbox(personId, {
    storage: localStorage,
    save: ({ call_id, key, code, note }) => put(dispositionPath(call_id), { key, code, note } satisfies NewDisposition),
    later: after,
    newKey,
    now: Date.now,
    changed: () => (changes.value += 1),
    saved: (record) => {
      kept.confirm(record.call_id, record.code, record.note)
      lastSaved.value = record
    },
  })
  changes.value += 1
  window.addEventListener('storage', storageChanged)
  window.addEventListener('online', flush)
  flush()
}

export function closeRecords(): void {
  outbox?.stop()
  outbox = drafts = null
  window.removeEventListener('storage', storageChanged)
  window.removeEventListener('online', flush)
}

function storageChanged(event: StorageEvent): void {
  changes.value += 1
  if (isOutboxKey(event.key) && event.newValue !== null) flush()
}

export function flush(): void {
  void outbox?.flush()
}

export function discard(key: string): void {
  outbox?.discard(key)
}

function dispositionPath(callId: string): string {
  return `/calls/${encodeURIComponent(callId)}/disposition`
}

export const unsaved = computed<Unsaved[]>(() => (changes.value >= 0 && outbox ? outbox.list() : []))
export const savedLast = computed(() => lastSaved.value)

export function draftOf(callId: string): Draft | null {
  return changes.value >= 0 && drafts ? drafts.read(callId) : null
}

export interface Words {
  code: string
  note: string
}

const NOTHING: Words = { code: '', note: '' }

/** One call's record for a form. `known` is what the server already has of it. */
export function useRecord(callId: Ref<string>, known: Words = NOTHING) {
  const code = ref('')
  const note = ref('')

  function isAs(words: Words): boolean {
    return words.code === code.value && words.note === note.value
  }
  function load(): void {
    const words = drafts?.read(callId.value) ?? known
    code.value = words.code
    note.value = words.note
  }
  function edited(): void {
    if (isAs(drafts?.read(callId.value) ?? known)) return
    drafts?.write(callId.value, code.value, note.value)
    changes.value += 1
  }
  function elsewhere(event: StorageEvent): void {
    if (event.key === drafts?.name(callId.value)) load()
  }
  watch(callId, load, { immediate: true })
  watch([code, note], edited)
  onMounted(() => window.addEventListener('storage', elsewhere))
  onBeforeUnmount(() => window.removeEventListener('storage', elsewhere))

  const pending = computed(() => unsaved.value.filter((record) => record.call_id === callId.value).at(-1))
  const draft = computed(() => draftOf(callId.value))
  const state = computed<RecordState>(() => {
    if (pending.value?.refused !== undefined) return 'refused'
    if (pending.value !== undefined && isAs(pending.value)) return 'sending'
    if (isConfirmed(draft.value) || (draft.value === null && known.code !== '' && isAs(known))) return 'saved'
    return code.value || note.value ? 'draft' : 'empty'
  })
  /** True if there was something to save. */
  function save(): boolean {
    if (code.value === '' || outbox === null) return false
    edited()
    if (state.value !== 'saved') outbox.add(callId.value, code.value, note.value)
    return true
  }
  return { code, note, state, draft, pending, save }
}
