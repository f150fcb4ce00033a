/** Numbers, times and durations as people read them. */
import type { NumberView } from '../api/types'

/** 95 s -> "01:35", 3700 s -> "1:01:40". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (part: number): string => String(part).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return hours ? `${hours}:${rest}` : rest
}

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "22:41:05", local time. */
export function timeOfDay(instant: number | string): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? '' : clockTime.format(date)
}

/** "11-23 22:41", for contacts of other days. */
export function dayAndTime(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return ''
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${timeOfDay(instant).slice(0, 5)}`
}

/** A number in the groups people read aloud: "138 0013 8000", "010 6655 1234", "+1 202 555 0143". */
export function grouped(number: string): string {
  const text = number.replace(/[\s-]/g, '')
  const home = text.startsWith('+86') ? text.slice(3) : text
  if (/^1[\d*]{10}$/.test(home)) return cut(home, [3, 4, 4])
  if (/^400[\d*]{7}$|^800[\d*]{7}$/.test(home)) return cut(home, [3, 3, 4])
  if (text.startsWith('+86')) return landline(home)
  if (/^0(10|2\d)[\d*]{8}$/.test(home)) return cut(home, [3, 4, 4])
  if (/^0[3-9][\d*]{9,10}$/.test(home)) return cut(home, [4, 4, 4])
  if (text.startsWith('+')) return abroad(text)
  return text
}

/** A mainland landline without its +86: the area code gets its 0 back. */
function landline(national: string): string {
  if (/^(10|2\d)[\d*]{8}$/.test(national)) return cut(`0${national}`, [3, 4, 4])
  return national.length >= 10 ? cut(`0${national}`, [4, 4, 4]) : national
}

const CODES = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

function abroad(text: string): string {
  const code = CODES.exec(text)?.[0] ?? text.slice(0, 3)
  const rest = text.slice(code.length)
  const first = rest.length % 4 || Math.min(4, rest.length)
  const groups = [first, ...Array<number>(Math.ceil((rest.length - first) / 4)).fill(4)]
  return rest.length === 10 ? `${code} ${cut(rest, [3, 3, 4])}` : `${code} ${cut(rest, groups)}`
}

function cut(text: string, sizes: number[]): string {
  const parts: string[] = []
  let at = 0
  for (const size of sizes) {
    parts.push(text.slice(at, at + size))
    at += size
  }
  return [...parts, text.slice(at)].filter(Boolean).join(' ')
}

export function numberText(number: NumberView | null, hidden: string): string {
  if (number === null || number.kind === 'hidden' || number.text === '') return hidden
  return grouped(number.text)
}
