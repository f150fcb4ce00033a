// Writes src/api/push.ts and src/api/http.ts from the server's own words; `--check` only compares.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'

const SOURCES = {
  push: ['-m', 'callcenter.push.schema'],
}
const HEAD = '// Generated from the server by `npm run types`; do not edit.\n\n'

function serverSays(modulePath) {
  const python = process.env.PYTHON ?? 'python3'
  const text = execFileSync(python, modulePath, { cwd: '..', encoding: 'utf8' })
  return JSON.parse(text)
}

/** A JSON schema with definitions, in the clothes of an OpenAPI document. */
function asOpenApi(document) {
  if (document.openapi) return document
  const { $defs = {}, ...rest } = document
  const roots = Object.fromEntries(Object.entries(rest).filter(([, value]) => value?.anyOf))
  const text = JSON.stringify({ ...$defs, ...roots }).replaceAll('#/$defs/', '#/components/schemas/')
  return {
    openapi: '3.1.0',
    info: { title: 'push', version: '1' },
    paths: {},
    components: { schemas: JSON.parse(text) },
  }
}

/** What the catalogue says beside its types. */
function constants(said) {
  if (said.close_codes === undefined) return ''
  const codes = Object.keys(said.close_codes).join(' | ')
  return `export const PROTOCOL = ${said.protocol};\nexport type CloseCode = ${codes};\n`
}

async function generated(name) {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  try {
    const said = serverSays(SOURCES[name])
    const source = join(folder, 'source.json')
    writeFileSync(source, JSON.stringify(asOpenApi(said)))
    const ast = await openapiTS(new URL(`file://${source}`), {
      rootTypes: true,
      rootTypesNoSchemaPrefix: true,
    })
    return HEAD + astToString(ast) + constants(said)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const check = process.argv.includes('--check')
let stale = 0
for (const name of Object.keys(SOURCES)) {
  const place = new URL(`src/api/${name}.ts`, import.meta.url)
  const text = await generated(name)
  if (!check) writeFileSync(place, text)
  else if (readFileSync(place, 'utf8') !== text) {
    console.error(`src/api/${name}.ts is older than the server: run \`npm run types\``)
    stale += 1
  }
}
process.exitCode = stale ? 1 : 0
