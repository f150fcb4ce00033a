/** A server and a clock that tests hold in their hands. */
import type { Surroundings, Wire } from '../src/live/socket'

export class FakeTime {
  now = 0
  private timers: { at: number; then: () => void }[] = []

  later = (delay: number, then: () => void): (() => void) => {
    const timer = { at: this.now + delay, then }
    this.timers.push(timer)
    return () => (this.timers = this.timers.filter((each) => each !== timer))
  }

  /** Let time pass; what falls due on the way happens. */
  async pass(span: number): Promise<void> {
    await settled()
    const until = this.now + span
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.timers = this.timers.filter((timer) => timer !== due)
      this.now = due.at
      due.then()
      await settled()
    }
    this.now = until
  }
}

/** Everything that was only waiting for a promise has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

export class FakeWire implements Wire {
  onopen: Wire['onopen'] = null
  onmessage: Wire['onmessage'] = null
  onclose: Wire['onclose'] = null
  readonly heard: unknown[] = []
  left = false

  send(text: string): void {
    this.heard.push(JSON.parse(text))
  }
  close(): void {
    this.left = true
  }
  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
  welcome(): void {
    this.onopen?.()
    this.say({ type: 'welcome', protocol: 1, now: '2026-11-23T22:41:05Z', agent_id: 'a1', role: 'agent', boot: 'b1' })
    this.say({ type: 'delta', now: '2026-11-23T22:41:05Z', put: {}, drop: [], snapshot: true })
  }
  drop(code = 1006): void {
    this.onclose?.({ code, reason: '' })
  }
}

export class FakeServer {
  readonly wires: FakeWire[] = []
  tickets = 0
  refuse: Error | null = null

  constructor(readonly time: FakeTime) {}

  get last(): FakeWire {
    const wire = this.wires.at(-1)
    if (wire === undefined) throw new Error('nobody has connected')
    return wire
  }

  surroundings(isSessionOver: (error: unknown) => boolean = () => false): Surroundings {
    return {
      ticket: async () => {
        if (this.refuse !== null) throw this.refuse
        this.tickets += 1
        return { ticket: `ticket-${this.tickets}`, push_url: 'ws://server/push' }
      },
      isSessionOver,
      open: () => {
        const wire = new FakeWire()
        this.wires.push(wire)
        return wire
      },
      later: this.time.later,
      random: () => 1,
    }
  }
}

/** A Storage with nothing but a Map behind it, whose keys are its own, as a browser's are. */
export function fakeStorage(): Storage {
  const values = new Map<string, string>()
  const methods = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    clear: () => values.clear(),
    key: (index: number) => [...values.keys()][index] ?? null,
    length: 0,
  }
  return new Proxy(methods, {
    ownKeys: () => [...values.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      values.has(String(key)) ? { enumerable: true, configurable: true, value: values.get(String(key)) } : undefined,
  }) as unknown as Storage
}
