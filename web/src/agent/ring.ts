/** A ringing call makes itself known beyond the page: title, notification, sound. */
import { onBeforeUnmount, watch, type Ref } from 'vue'
import { notificationsAllowed, notify, sound } from '../shell/preferences'
import { pageTitle } from '../shell/title'

export interface RingWords {
  title: string
  body: string
}

const EVERY = 3_000
const TITLE_EVERY = 1_000

let audio: AudioContext | null = null

/** Two short soft notes; made here, so that there is no sound file to fetch. */
export function playRing(): void {
  audio ??= new AudioContext()
  void audio.resume()
  for (const [start, pitch] of [[0, 660], [0.22, 880], [0.6, 660], [0.82, 880]] as const) {
    const begin = audio.currentTime + start
    const tone = new OscillatorNode(audio, { frequency: pitch, type: 'sine' })
    const volume = new GainNode(audio, { gain: 0 })
    volume.gain.setValueAtTime(0, begin)
    volume.gain.linearRampToValueAtTime(0.22, begin + 0.02)
    volume.gain.linearRampToValueAtTime(0, begin + 0.18)
    tone.connect(volume).connect(audio.destination)
    tone.start(begin)
    tone.stop(begin + 0.2)
  }
}

function show(callId: string, words: RingWords): Notification | null {
  if (!notify.value || !notificationsAllowed()) return null
  try {
    const note = new Notification(words.title, { body: words.body, tag: callId, requireInteraction: true })
    note.onclick = () => {
      window.focus()
      note.close()
    }
    return note
  } catch {
    return null // some systems allow them from service workers only
  }
}

/** While `callId` is set a call rings; `words` are read then. */
export function useRing(callId: Ref<string | null>, words: () => RingWords): void {
  let stop: () => void = () => undefined

  function begin(id: string): () => void {
    const note = show(id, words())
    let turn = 0
    const flash = setInterval(() => (document.title = (turn += 1) % 2 ? words().title : pageTitle.value), TITLE_EVERY)
    document.title = words().title
    const ring = (): void => void (sound.value && playRing())
    ring()
    const rings = setInterval(ring, EVERY)
    return () => {
      clearInterval(flash)
      clearInterval(rings)
      note?.close()
      document.title = pageTitle.value
    }
  }
  watch(
    callId,
    (id) => {
      stop()
      stop = id === null ? () => undefined : begin(id)
    },
    { immediate: true },
  )
  watch(pageTitle, (text) => callId.value === null && (document.title = text), { immediate: true })
  onBeforeUnmount(() => stop())
}
