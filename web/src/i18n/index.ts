/** The pages' two languages: Chinese first, English complete. */
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import { remember, remembered } from '../shell/storage'
import en from './en'
import zhCN from './zh-CN'

export type Locale = 'zh-CN' | 'en'
export const LOCALES: readonly Locale[] = ['zh-CN', 'en']

const KEPT = 'callcenter.locale'

export const i18n = createI18n({
  legacy: false,
  locale: remembered(KEPT) === 'en' ? 'en' : 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN, en },
})

export const locale = computed(() => i18n.global.locale.value as Locale)

export function setLocale(wanted: Locale): void {
  i18n.global.locale.value = wanted
  remember(KEPT, wanted)
  document.documentElement.lang = wanted
}

/** A text the server keeps in several languages; the code itself where it has no words. */
export function inOurLanguage(label: Record<string, string> | undefined, code: string): string {
  return label?.[locale.value] ?? label?.['zh-CN'] ?? code
}

/** The words for a refusal's code; an unknown code is shown as it is, so that it can be told to somebody. */
export function errorText(code: string): string {
  const { t, te } = i18n.global
  return te(`errors.${code}`) ? t(`errors.${code}`) : t('errors.unknown', { code })
}
