/** One line to the push server: connect, say hello, notice a dead line, come back. */
import { PROTOCOL, type CloseCode } from '../api/push'
import type { InMessage, OutMessage } from '../api/types'

export const DEAD_AFTER = 25_000 // two and a half beats
export const WELCOME_WITHIN = 10_000
const FIRST_BACK_OFF = 500
const LONGEST_BACK_OFF = 15_000

export type Ending = 'session_over' | 'too_many_screens' | 'other_version'
export type LineState = 'off' | 'connecting' | 'open' | 'waiting' | Ending

/** What each close code means to us; a code that is missing here is a type error. */
const AFTER_CLOSE: Record<CloseCode, Ending | 'again'> = {
  1001: 'again',
  1012: 'again',
  4000: 'again',
  4001: 'again',
  4003: 'session_over',
  4008: 'again',
  4009: 'too_many_screens',
  4010: 'other_version',
  4029: 'again',
}

/** What this file needs of a WebSocket; tests bring their own. */
export interface Wire {
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string }) => void) | null
  send(text: string): void
  close(code?: number): void
}

export interface Surroundings {
  ticket(): Promise<{ ticket: string; push_url: string }>
  /** True if the ticket was refused because nobody is logged in here any more. */
  isSessionOver(error: unknown): boolean
  open(url: string): Wire
  later(delay: number, then: () => void): () => void
  random(): number
}

export interface Listener {
  said(message: OutMessage): void
  line(state: LineState): void
}

export class Socket {
  state: LineState = 'off'
  private wire: Wire | null = null
  private attempt = 0
  private run = 0 // every new start makes answers to older ones void
  private cancel: () => void = () => undefined

  constructor(
    private readonly around: Surroundings,
    private readonly listener: Listener,
  ) {}

  start(): void {
    if (this.state === 'connecting' || this.state === 'open') return
    void this.connect()
  }

  stop(): void {
    this.leave()
    this.become('off')
  }

  /** The network or the person came back: do not sit out the rest of the back-off. */
  hurry(): void {
    if (this.state === 'waiting') void this.connect()
  }

  /** False if there is no line to say it on. */
  send(message: InMessage): boolean {
    if (this.state !== 'open' || this.wire === null) return false
    this.wire.send(JSON.stringify(message))
    return true
  }

  private async connect(): Promise<void> {
    this.leave()
    const run = this.run
    this.become('connecting')
    try {
      const { ticket, push_url } = await this.around.ticket()
      if (run === this.run) this.converse(this.around.open(push_url), ticket)
    } catch (error) {
      if (run !== this.run) return
      if (this.around.isSessionOver(error)) this.end('session_over')
      else this.comeBackLater()
    }
  }

  private converse(wire: Wire, ticket: string): void {
    this.wire = wire
    this.expect(WELCOME_WITHIN)
    wire.onopen = () => wire.send(JSON.stringify({ type: 'hello', ticket, protocol: PROTOCOL }))
    wire.onmessage = (event) => this.heard(String(event.data))
    wire.onclose = (event) => this.closed(event.code)
  }

  private heard(text: string): void {
    const message = JSON.parse(text) as OutMessage
    this.expect(DEAD_AFTER)
    if (message.type === 'welcome') this.become('open')
    if (message.type === 'delta') this.attempt = 0
    this.listener.said(message)
  }

  private closed(code: number): void {
    const next = AFTER_CLOSE[code as CloseCode] ?? 'again' // 1006: the line broke
    if (next === 'again') this.comeBackLater()
    else this.end(next)
  }

  private expect(within: number): void {
    this.cancel()
    this.cancel = this.around.later(within, () => this.comeBackLater())
  }

  private comeBackLater(): void {
    this.leave()
    this.become('waiting')
    const most = Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** this.attempt)
    this.attempt += 1
    const delay = most / 2 + (this.around.random() * most) / 2 // jitter: two hundred screens do not return as one
    this.cancel = this.around.later(delay, () => void this.connect())
  }

  private end(how: Ending): void {
    this.leave()
    this.become(how)
  }

  private leave(): void {
    this.cancel()
    this.run += 1
    const wire = this.wire
    this.wire = null
    if (wire === null) return
    wire.onopen = wire.onmessage = wire.onclose = null
    wire.close()
  }

  private become(state: LineState): void {
    this.state = state
    this.listener.line(state)
  }
}
