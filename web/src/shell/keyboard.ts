/** Keys that work wherever the focus is. Browser-reserved ones (F1 F3 F5 F6 F7 F10 F11 F12) are left alone. */
import { onBeforeUnmount, onMounted } from 'vue'

export type Shortcuts = Record<string, () => void>

/** "F2", "Ctrl+Enter", "?": the name of the key that was pressed. */
export function keyName(event: KeyboardEvent): string {
  const held = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.metaKey && 'Meta'].filter(Boolean)
  return [...held, event.key].join('+')
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

export function useShortcuts(shortcuts: Shortcuts): void {
  function pressed(event: KeyboardEvent): void {
    const name = keyName(event)
    const action = shortcuts[name]
    if (action === undefined || event.repeat || event.isComposing) return
    if (name.length === 1 && isTyping(event.target)) return
    event.preventDefault()
    action()
  }
  onMounted(() => window.addEventListener('keydown', pressed))
  onBeforeUnmount(() => window.removeEventListener('keydown', pressed))
}
