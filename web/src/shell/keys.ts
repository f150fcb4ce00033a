/** The keys that the pages answer to, for the sheet that `?` opens. */
import { ref } from 'vue'

export const keysShown = ref(false)

export interface KeyLine {
  keys: readonly string[]
  text: string // the text's place in the locale files, under `keys`
}

export const KEYS: readonly KeyLine[] = [
  { keys: ['F2'], text: 'ready' },
  { keys: ['F4'], text: 'pause' },
  { keys: ['1', '…', '9'], text: 'digits' },
  { keys: ['↑', '↓'], text: 'arrows' },
  { keys: ['Ctrl', 'Enter'], text: 'save' },
  { keys: ['F8'], text: 'finish' },
  { keys: ['F9'], text: 'logOut' },
  { keys: ['Esc'], text: 'escape' },
  { keys: ['?'], text: 'help' },
]
