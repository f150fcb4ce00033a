/** What an agent wrote about a call and has not saved: kept in this browser, through reloads. */

const PREFIX = 'callcenter.draft.'
const KEPT_FOR = 7 * 24 * 3600 * 1000

export interface Draft {
  code: string
  note: string
  at: number
  saved?: { code: string; note: string; at: number } // what the server has confirmed of it
}

export class Drafts {
  constructor(
    private readonly owner: string,
    private readonly storage: Storage,
    private readonly now: () => number,
  ) {}

  name(callId: string): string {
    return `${PREFIX}${this.owner}.${callId}`
  }

  read(callId: string): Draft | null {
    try {
      const text = this.storage.getItem(this.name(callId))
      return text === null ? null : (JSON.parse(text) as Draft)
    } catch {
      return null
    }
  }

  write(callId: string, code: string, note: string): void {
    const saved = this.read(callId)?.saved
    this.put(callId, { code, note, at: this.now(), ...(saved && { saved }) })
  }

  /** The server has it: remember what, so that a later change shows as unsaved. */
  confirm(callId: string, code: string, note: string): void {
    const draft = this.read(callId) ?? { code, note, at: this.now() }
    this.put(callId, { ...draft, saved: { code, note, at: this.now() } })
  }

  /** Drop what is older than a week; a browser is no archive. */
  tidy(): void {
    const oldest = this.now() - KEPT_FOR
    for (const name of Object.keys(this.storage)) {
      if (!name.startsWith(`${PREFIX}${this.owner}.`)) continue
      const draft = this.read(name.slice(`${PREFIX}${this.owner}.`.length))
      if (draft === null || draft.at < oldest) this.storage.removeItem(name)
    }
  }

  private put(callId: string, draft: Draft): void {
    try {
      this.storage.setItem(this.name(callId), JSON.stringify(draft))
    } catch {
      // a full storage: the words are still on the screen
    }
  }
}

export function isConfirmed(draft: Draft | null): boolean {
  return draft?.saved !== undefined && draft.saved.code === draft.code && draft.saved.note === draft.note
}
