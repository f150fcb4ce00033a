// Writes src/api/*.ts from a running server's own documents: `npm run types -- http://127.0.0.1:8080`.
// With `--check` it writes nothing and fails if they are not what it would write.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'

const DOCUMENTS = { push: 'push.json', http: 'openapi.json' }
const HEAD = '// Generated from the server by `npm run types`; do not edit.\n\n'

/** A JSON schema with definitions, in the clothes of an OpenAPI document. */
function asOpenApi(document) {
  if (document.openapi) return document
  const { $defs, InMessage, OutMessage, Item } = document
  const text = JSON.stringify({ ...$defs, InMessage, OutMessage, Item })
  return {
    openapi: '3.1.0',
    info: { title: document.title, version: String(document.protocol) },
    paths: {},
    components: { schemas: JSON.parse(text.replaceAll('#/$defs/', '#/components/schemas/')) },
  }
}

/** What the documents say beside their types. */
function constants(document) {
  if (document.openapi) {
    const found = JSON.stringify(document).matchAll(/"code":\{"enum":\[([^\]]*)\]/g)
    const codes = new Set([...found].flatMap(([, list]) => JSON.parse(`[${list}]`)))
    return `export const CODES = ${JSON.stringify([...codes].sort(), null, 2)} as const;\n`
  }
  const codes = Object.keys(document.close_codes).join(' | ')
  return `export const PROTOCOL = ${document.protocol};\nexport type CloseCode = ${codes};\n`
}

async function types(document) {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  try {
    const place = join(folder, 'document.json')
    writeFileSync(place, JSON.stringify(asOpenApi(document)))
    const tree = await openapiTS(new URL(`file://${place}`), {
      alphabetize: true,
      rootTypes: true,
      rootTypesNoSchemaPrefix: true,
    })
    return HEAD + astToString(tree) + constants(document)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [server] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
if (server === undefined) throw new Error('say where a server runs: npm run types -- http://127.0.0.1:8080')
const onlyCheck = process.argv.includes('--check')
for (const [name, document] of Object.entries(DOCUMENTS)) {
  const answer = await fetch(`${server}/api/v1/${document}`)
  const text = await types(await answer.json())
  const place = new URL(`src/api/${name}.ts`, import.meta.url)
  if (!onlyCheck) writeFileSync(place, text)
  else if (readFileSync(place, 'utf8') !== text) {
    console.error(`web/src/api/${name}.ts is not what the server says: run \`npm run types\``)
    process.exitCode = 1
  }
}
