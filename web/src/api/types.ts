/** The server's words under the names the pages use. */
import type * as http from './http'
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

// HTTP

export type Session = http.LoggedIn
export type Person = http.PersonView
export type Account = http.AccountView
export type Role = http.Role
export type Right = http.Right
export type Ticket = http.TicketView
export type DeskSettings = http.DeskView
export type DeskQueue = http.QueueView
export type Choice = http.ChoiceView
export type PastCall = http.PastCall
export type Card = http.Card
export type Calls = http.Calls
export type NewDisposition = http.NewDisposition
export type Figure = http.Figure
export type QueueToday = http.QueueToday
export type QueuesToday = http.QueuesToday
