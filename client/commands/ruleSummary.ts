/** What a list of rules shows beside the id. */
export interface RuleSummary {
  /** OMA's number, as `OMA 412`; empty if OMA has none. */
  readonly description: string;
  /** What the rule asks for. */
  readonly detail: string;
}

/** Reads a generated rule page: its first paragraph in bold, and OMA's number from the line below. */
export function ruleSummary(page: string): RuleSummary {
  const detail = /^\*\*(.+)\*\*$/mu.exec(page)?.[1] ?? "";
  const number = /^Level: .*OMA validation error (\d+)/mu.exec(page)?.[1];
  return { description: number === undefined ? "" : `OMA ${number}`, detail };
}
