/** How a contact ended, as the place of its words; the codes are the journal's. */

const KNOWN = new Set(['answered', 'abandoned', 'flow_out', 'lost', 'not_queued', 'unanswered'])

export function outcomeKey(outcome: string): string {
  return KNOWN.has(outcome) ? `outcome.${outcome}` : 'outcome.open'
}
