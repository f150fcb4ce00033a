/** Every pair of colours that carries text meets WCAG AA, in both themes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const CSS = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8')

function tokens(selector: string): Record<string, string> {
  const body = CSS.slice(CSS.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const STATES = ['offline', 'ready', 'paused', 'ringing', 'talking', 'wrap_up']
const GROUNDS = ['surface', 'sunken', 'ground']
const INKS = ['ink', 'ink-2', 'ink-3', 'accent', 'danger', 'warn', 'good', ...STATES.map((state) => `${state}-ink`)]
const PAIRS = [
  ...INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ...STATES.map((state) => ['on-state', state] as const),
  ['on-accent', 'accent'] as const,
  ['on-accent', 'accent-hover'] as const,
  ['ink', 'accent-soft'] as const,
  ...['ink', 'ink-3', 'ringing-ink', 'danger'].map((ink) => [ink, 'ringing-soft'] as const),
  ['warn', 'warn-soft'] as const,
  ['danger', 'danger-soft'] as const,
]

describe.each([
  ['light', tokens(':root')],
  ['dark', { ...tokens(':root'), ...tokens(':root.dark') }],
])('the %s theme', (_, colours) => {
  it.each(PAIRS)('%s on %s is at least 4.5 : 1', (ink, ground) => {
    expect(contrast(colours[ink] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it('has borders of fields that can be seen: 3 : 1', () => {
    expect(contrast(colours['line-strong'] ?? '', colours.surface ?? '')).toBeGreaterThanOrEqual(3)
  })
})
