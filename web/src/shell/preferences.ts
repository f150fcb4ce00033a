/** How one person at one browser likes it: theme, ring sound, desktop notification. */
import { computed, ref, watchEffect } from 'vue'
import { remember, remembered } from './storage'

const THEME = 'callcenter.theme'
const SOUND = 'callcenter.sound'
const NOTIFY = 'callcenter.notify'

export type Theme = 'system' | 'light' | 'dark'

const dark = matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = ref(dark.matches)

export const theme = ref<Theme>(asTheme(remembered(THEME)))
export const sound = ref(remembered(SOUND) === 'on')
export const notify = ref(remembered(NOTIFY) === 'on' && notificationsAllowed())
export const isDark = computed(() => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'))

function asTheme(text: string | null): Theme {
  return text === 'light' || text === 'dark' ? text : 'system'
}

export function notificationsAllowed(): boolean {
  return 'Notification' in window && Notification.permission === 'granted'
}

export function toggleTheme(): void {
  theme.value = isDark.value ? 'light' : 'dark'
}

/** Called once, at start: the choice is seen at once and kept. */
export function keepPreferences(): void {
  dark.addEventListener('change', (event) => (systemIsDark.value = event.matches))
  watchEffect(() => document.documentElement.classList.toggle('dark', isDark.value))
  watchEffect(() => void remember(THEME, theme.value))
  watchEffect(() => void remember(SOUND, sound.value ? 'on' : 'off'))
  watchEffect(() => void remember(NOTIFY, notify.value ? 'on' : 'off'))
}

/** Notifications need the browser's consent, which it only asks for at a person's click. */
export async function setNotify(wanted: boolean): Promise<boolean> {
  if (wanted && 'Notification' in window && Notification.permission === 'default') {
    await Notification.requestPermission()
  }
  notify.value = wanted && notificationsAllowed()
  return notify.value === wanted
}
