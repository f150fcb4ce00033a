/** Every text stands in both locale files, and nowhere else. */
import { parse as parseSfc } from '@vue/compiler-sfc'
import { NodeTypes, type TemplateChildNode } from '@vue/compiler-core'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CODES } from '../src/api/http'
import en from '../src/i18n/en'
import zhCN from '../src/i18n/zh-CN'

const SOURCE = join(import.meta.dirname, '../src')

interface Words {
  [key: string]: string | Words
}

function keys(words: Words, above = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [above + key] : keys(value, `${above}${key}.`)))
}

function text(words: Words, key: string): string {
  const found = key.split('.').reduce<string | Words | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), words)
  return typeof found === 'string' ? found : ''
}

function files(ending: string): { name: string; text: string }[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.startsWith('i18n/') && !name.startsWith('api/'))
    .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }))
}

const TOLD_BY_ATTRIBUTES = new Set(['title', 'aria-label', 'placeholder', 'label', 'alt', 'content'])

/** The words a template says by itself: text nodes, and attributes that are read to people. */
function spoken(node: TemplateChildNode): string[] {
  if (node.type === NodeTypes.TEXT) return /\p{L}/u.test(node.content) ? [node.content.trim()] : []
  if (node.type !== NodeTypes.ELEMENT) return []
  const attributes = node.props.flatMap((prop) =>
    prop.type === NodeTypes.ATTRIBUTE && TOLD_BY_ATTRIBUTES.has(prop.name) && prop.value ? [prop.value.content] : [],
  )
  return [...attributes, ...node.children.flatMap(spoken)]
}

/** What stands on a key cap is the same in every language. */
const KEY_CAPS = new Set(['Ctrl ↵', 'F8'])

describe('the words', () => {
  it('have the same keys in both languages', () => {
    expect(keys(en).sort()).toEqual(keys(zhCN).sort())
  })

  it('have the same blanks to fill in, and none is empty', () => {
    for (const key of keys(zhCN)) {
      const blanks = (words: Words): string[] => (text(words, key).match(/\{\w+\}/g) ?? []).sort()
      expect(text(en, key), key).not.toBe('')
      expect(text(zhCN, key), key).not.toBe('')
      expect(blanks(en), key).toEqual(blanks(zhCN))
    }
  })

  it('stand in no template', () => {
    for (const { name, text: source } of files('.vue')) {
      const template = parseSfc(source).descriptor.template?.ast
      const found = (template?.children ?? []).flatMap(spoken).filter((words) => !KEY_CAPS.has(words))
      expect(found, name).toEqual([])
    }
  })

  it('stand in no script: no Chinese outside the locale files', () => {
    for (const { name, text: source } of [...files('.vue'), ...files('.ts')]) {
      expect(source.match(/\p{Script=Han}+/gu) ?? [], name).toEqual([])
    }
  })

  it('exist for every key that a page asks for', () => {
    const known = new Set(keys(zhCN))
    for (const { name, text: source } of [...files('.vue'), ...files('.ts')]) {
      for (const [, key = ''] of source.matchAll(/\bt\('([\w.]+)'/g)) expect(known.has(key), `${name}: ${key}`).toBe(true)
    }
  })

  it('exist for every code that the server may answer with', () => {
    const known = new Set(keys(zhCN))
    for (const code of CODES) expect(known.has(`errors.${code}`), code).toBe(true)
  })

  it('are never put in as HTML', () => {
    for (const { name, text: source } of [...files('.vue'), ...files('.ts')]) {
      expect(source.match(/innerHTML|v-html|dangerouslyUseHTMLString|document\.write/g) ?? [], name).toEqual([])
    }
  })
})
