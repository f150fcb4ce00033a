import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '../src/api/client'
import { Drafts, isConfirmed } from '../src/agent/drafts'
import { Outbox, type Unsaved } from '../src/agent/outbox'
import { fakeStorage, FakeTime, settled } from './fakes'

let time: FakeTime
let storage: Storage
let tried: Unsaved[]
let rows: Map<string, string>
let failure: ApiError | null
let count: number

/** A server that has a row for each key, and answers or not. */
async function save(record: Unsaved): Promise<void> {
  tried.push(record)
  if (failure?.status !== 0 && failure !== null) throw failure
  rows.set(record.key, `${record.call_id} ${record.code} ${record.note}`)
  if (failure !== null) throw failure // it was saved, and the answer was lost
}

function outbox(owner = 'a1'): Outbox {
  return new Outbox(owner, {
    storage,
    save,
    later: time.later,
    newKey: () => `key-${(count += 1)}`,
    now: () => time.now,
    changed: () => undefined,
    saved: () => undefined,
  })
}

beforeEach(() => {
  time = new FakeTime()
  storage = fakeStorage()
  tried = []
  rows = new Map()
  failure = null
  count = 0
})

describe('the outbox', () => {
  it('forgets a record only when the server has it', async () => {
    const box = outbox()
    box.add('main/1', 'case', '暖气不热')
    expect(box.list()).toHaveLength(1)
    await settled()
    expect(box.list()).toEqual([])
    expect([...rows.values()]).toEqual(['main/1 case 暖气不热'])
  })

  it('sends again with the same key until it is saved, longer and longer apart', async () => {
    failure = new ApiError(503, 'memory_away')
    const box = outbox()
    box.add('main/1', 'case', '')
    await time.pass(2_000 + 4_000 + 8_000)
    expect(tried).toHaveLength(4)
    failure = null
    await time.pass(16_000)
    expect(new Set(tried.map((record) => record.key))).toEqual(new Set(['key-1']))
    expect(box.list()).toEqual([])
    expect(rows.size).toBe(1)
  })

  it('waits as long as the server asks', async () => {
    failure = new ApiError(503, 'memory_away', '', [], 30)
    outbox().add('main/1', 'case', '')
    await time.pass(29_000)
    expect(tried).toHaveLength(1)
    await time.pass(1_000)
    expect(tried).toHaveLength(2)
  })

  it('makes one row of a double submit, also when the first answer was lost', async () => {
    failure = new ApiError(0, 'no_server')
    const box = outbox()
    box.add('main/1', 'case', 'x')
    await settled()
    box.add('main/1', 'case', 'x')
    failure = null
    await time.pass(10_000)
    expect(rows.size).toBe(1)
    expect(box.list()).toEqual([])
  })

  it('survives a reload: another outbox on the same storage sends what is left', async () => {
    failure = new ApiError(503, 'memory_away')
    const before = outbox()
    before.add('main/1', 'case', 'x')
    await settled()
    before.stop()
    failure = null
    await outbox().flush()
    expect([...rows.keys()]).toEqual(['key-1'])
  })

  it('keeps what the server refuses for good, tells why, and goes on with the next', async () => {
    failure = new ApiError(409, 'unknown_disposition')
    const box = outbox()
    box.add('main/1', 'gone', '')
    await settled()
    failure = null
    box.add('main/2', 'case', '')
    await settled()
    expect(box.list().map((record) => record.refused)).toEqual(['unknown_disposition'])
    expect([...rows.values()]).toEqual(['main/2 case '])
    box.discard('key-1')
    expect(box.list()).toEqual([])
  })

  it('does not send one person’s records as another', async () => {
    failure = new ApiError(503, 'memory_away')
    outbox('a1').add('main/1', 'case', '')
    await settled()
    failure = null
    const other = outbox('a2')
    await other.flush()
    expect(other.list()).toEqual([])
    expect(rows.size).toBe(0)
  })
})

describe('drafts', () => {
  const drafts = () => new Drafts('a1', storage, () => time.now)

  it('come back after a reload', () => {
    drafts().write('main/1', 'case', '三号楼')
    expect(drafts().read('main/1')).toMatchObject({ code: 'case', note: '三号楼' })
  })

  it('are confirmed as they were saved, and unconfirmed by the next word', () => {
    drafts().write('main/1', 'case', 'x')
    drafts().confirm('main/1', 'case', 'x')
    expect(isConfirmed(drafts().read('main/1'))).toBe(true)
    drafts().write('main/1', 'case', 'x, y')
    expect(isConfirmed(drafts().read('main/1'))).toBe(false)
  })

  it('are dropped after a week', async () => {
    drafts().write('main/1', 'case', 'x')
    await time.pass(6 * 24 * 3_600_000)
    drafts().write('main/2', 'case', 'x')
    await time.pass(2 * 24 * 3_600_000)
    drafts().tidy()
    expect(drafts().read('main/1')).toBeNull()
    expect(drafts().read('main/2')).not.toBeNull()
  })

  it('are nothing where the storage holds nonsense', () => {
    storage.setItem(drafts().name('main/1'), '{')
    expect(drafts().read('main/1')).toBeNull()
  })
})
