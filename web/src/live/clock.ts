/** The server's clock as this browser knows it, and one tick a second for everything that counts. */
import { readonly, ref } from 'vue'

const KEPT = 6

/** A message is always late, never early: of the last few, the one that was least late is nearest the truth. */
export class ServerClock {
  private offsets: number[] = []

  heard(serverNow: string, here: number): void {
    this.offsets = [...this.offsets.slice(1 - KEPT), Date.parse(serverNow) - here]
  }

  at(here: number): number {
    return this.offsets.length ? here + Math.max(...this.offsets) : here
  }
}

export const clock = new ServerClock()

const tick = ref(clock.at(Date.now()))

/** The server's time in milliseconds, once a second. */
export const now = readonly(tick)

function beat(): void {
  tick.value = clock.at(Date.now())
  setTimeout(beat, 1000 - (Math.floor(tick.value) % 1000)) // just after the server's second turns
}

/** Called once, at start. */
export function startTicking(): void {
  beat()
}

/** A message came: its `now` may move our idea of the clock at once. */
export function heardNow(serverNow: string): void {
  clock.heard(serverNow, Date.now())
  tick.value = clock.at(Date.now())
}
