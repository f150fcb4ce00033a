/** The accounts, and what an administrator does with them. */
import { shallowRef } from 'vue'
import { get, patch, post, remove } from '../api/client'
import type { Account, Role } from '../api/types'

export interface PersonWords {
  login: string
  name: string
  role: Role
  phone: string | null
  queues: string[]
}

export const people = shallowRef<Account[]>([])

export async function loadPeople(): Promise<void> {
  people.value = (await get<{ people: Account[] }>('/people')).people
}

/** The new account's password, made up by the server and told this once. */
export async function addPerson(words: PersonWords): Promise<string | null> {
  const made = await post<{ person: Account; password: string | null }>('/people', words)
  await loadPeople()
  return made.password
}

export async function changePerson(id: string, words: Partial<PersonWords> & { disabled?: boolean }): Promise<void> {
  const changed = await patch<Account>(`/people/${encodeURIComponent(id)}`, words)
  people.value = people.value.map((each) => (each.id === id ? changed : each))
}

export async function resetPassword(id: string): Promise<string | null> {
  return (await post<{ password: string | null }>(`/people/${encodeURIComponent(id)}/password`, {})).password
}

export function endSessions(id: string): Promise<void> {
  return remove(`/people/${encodeURIComponent(id)}/sessions`)
}
