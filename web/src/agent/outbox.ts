/** Records on their way to the server: kept in this browser, sent again until it has them. */
import { ApiError } from '../api/client'

const PREFIX = 'callcenter.unsaved.'
const FIRST_BACK_OFF = 2_000
const LONGEST_BACK_OFF = 60_000

export interface Unsaved {
  key: string // the server takes one key once, however often it is said
  owner: string
  call_id: string
  code: string
  note: string
  made_at: number
  refused?: string
}

export interface OutboxParts {
  storage: Storage
  save(record: Unsaved): Promise<void>
  later(delay: number, then: () => void): () => void
  newKey(): string
  now(): number
  changed(): void
  saved(record: Unsaved): void
}

export class Outbox {
  private failures = 0
  private busy = false
  private cancel: () => void = () => undefined

  constructor(
    private readonly owner: string,
    private readonly parts: OutboxParts,
  ) {}

  /** This person's records that the server has not confirmed, oldest first. Another tab's are among them. */
  list(): Unsaved[] {
    const { storage } = this.parts
    return Object.keys(storage)
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => read(storage.getItem(name)))
      .filter((record): record is Unsaved => record?.owner === this.owner)
      .sort((a, b) => a.made_at - b.made_at)
  }

  /** Keep a record and send it. The same words for the same call are one record, however often they are given. */
  add(call_id: string, code: string, note: string): Unsaved {
    const same = this.list().find((r) => r.call_id === call_id && r.code === code && r.note === note)
    const record = same ?? {
      key: this.parts.newKey(),
      owner: this.owner,
      call_id,
      code,
      note,
      made_at: this.parts.now(),
    }
    this.keep({ ...record, refused: undefined })
    void this.flush()
    return record
  }

  discard(key: string): void {
    this.parts.storage.removeItem(PREFIX + key)
    this.parts.changed()
  }

  /** Send what waits, in order; on a failure that may pass, come back by itself. */
  async flush(): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.cancel()
    try {
      for (;;) {
        const next = this.list().find((record) => record.refused === undefined)
        if (next === undefined || !(await this.sent(next))) break
      }
    } finally {
      this.busy = false
    }
  }

  stop(): void {
    this.cancel()
  }

  /** False if there is no use in going on now. */
  private async sent(record: Unsaved): Promise<boolean> {
    try {
      await this.parts.save(record)
    } catch (error) {
      return this.notSent(record, error)
    }
    this.failures = 0
    this.discard(record.key)
    this.parts.saved(record)
    return true
  }

  private notSent(record: Unsaved, error: unknown): boolean {
    if (error instanceof ApiError && !error.isPassing && error.status !== 401) {
      this.keep({ ...record, refused: error.code })
      return true
    }
    const asked = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0
    const delay = Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** this.failures)
    this.failures += 1
    this.cancel = this.parts.later(Math.max(asked, delay), () => void this.flush())
    return false
  }

  private keep(record: Unsaved): void {
    this.parts.storage.setItem(PREFIX + record.key, JSON.stringify(record))
    this.parts.changed()
  }
}

export function isOutboxKey(name: string | null): boolean {
  return name?.startsWith(PREFIX) ?? false
}

function read(text: string | null): Unsaved | null {
  try {
    return text === null ? null : (JSON.parse(text) as Unsaved)
  } catch {
    return null
  }
}
