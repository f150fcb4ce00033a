/** The server's words under the names the pages use. */
import type * as push from './push'

export type AgentItem = push.AgentItem
export type CallItem = push.CallItem
export type QueueItem = push.QueueItem
export type LinkItem = push.LinkItem
export type NumberView = push.NumberView
export type WaitingView = push.WaitingView
export type Item = AgentItem | CallItem | QueueItem | LinkItem
export type AgentState = AgentItem['state']

export type Welcome = push.Welcome
export type Delta = push.Delta
export type Answer = push.Answer
export type OutMessage = Welcome | Delta | push.Beat | Answer

type Request = push.LogIn | push.LogOut | push.Pause | push.Ready | push.FinishWrapUp | push.Steer
type WithoutKey<T> = T extends unknown ? Omit<T, 'key'> : never

/** What a page asks of the live channel; the key is added on the way out. */
export type Ask = WithoutKey<Request>
export type InMessage = push.Hello | Request

export type Role = Welcome['role']

// HTTP. Bodies of /api/v1.

export interface Person {
  id: string
  login: string
  name: string
  role: Role
  phone: string | null
  queues: string[]
  locale: string
  rights: string[]
}

export interface Session {
  person: Person
  csrf: string
  push_url: string
}

export interface Ticket {
  ticket: string
  push_url: string
  expires_in: number
}

export type Label = Record<string, string>

export interface Choice {
  code: string
  label: Label
  kind?: string
}

export interface DeskQueue {
  queue: string
  label: string
  service_level: number
  wrap_up: number
}

export interface DeskSettings {
  pause_reasons: Choice[]
  dispositions: Choice[]
  queues: DeskQueue[]
}

/** One call in a list. Durations in seconds, null where they have no meaning. */
export interface CallRow {
  call_id: string
  started_at: string
  number: NumberView | null
  name: string
  queue: string
  outcome: string
  waited: number | null
  talked: number | null
  disposition: string
}

export interface Figure {
  value: number | null
  formula: string
}

export interface QueueFigures {
  queue: string
  label: string
  figures: Record<string, Figure>
}

export interface Account extends Person {
  pbx: string
  disabled: boolean
}
