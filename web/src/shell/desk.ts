/** The desk's own words: pause reasons, dispositions, queues; fetched once, again until it is there. */
import { computed, shallowRef } from 'vue'
import { get } from '../api/client'
import type { Choice, DeskQueue, DeskSettings } from '../api/types'
import { inOurLanguage } from '../i18n'

const AGAIN_AFTER = 5_000

const settings = shallowRef<DeskSettings>({ pause_reasons: [], dispositions: [], queues: [], locale: 'zh-CN' })
let loaded = false

export const desk = computed(() => settings.value)

export async function loadDesk(): Promise<void> {
  if (loaded) return
  try {
    settings.value = await get<DeskSettings>('/settings/desk')
    loaded = true
  } catch {
    setTimeout(() => void loadDesk(), AGAIN_AFTER)
  }
}

function label(choices: readonly Choice[], code: string): string {
  return inOurLanguage(choices.find((choice) => choice.code === code)?.label, code)
}

export function pauseLabel(code: string): string {
  return label(settings.value.pause_reasons, code)
}

export function dispositionLabel(code: string): string {
  return label(settings.value.dispositions, code)
}

/** A queue's label by its name, with or without its PBX. */
export function queueName(queue: string): string {
  return queueSettings(queue.slice(queue.indexOf('/') + 1))?.label ?? queue
}

export function queueSettings(queue: string): DeskQueue | undefined {
  return settings.value.queues.find((each) => each.queue === queue)
}
