/** A window of object or resource IDs, both ends included. */
export interface IdWindow {
  readonly first: number;
  readonly last: number;
}

/** The largest object or resource ID that fits its 16 bits. */
export const maximumId = 65535;

/** How a window is written in configuration: `42770`, or `50000..50099`. */
export const idWindowPattern = "^(0|[1-9][0-9]{0,4})(\\.\\.(0|[1-9][0-9]{0,4}))?$";

const grammar = new RegExp(idWindowPattern, "u");

/** Reads a window; the answer is a sentence that says what to write instead if the text is none. */
export function parseIdWindow(text: string): IdWindow | string {
  const match = grammar.exec(text);
  if (match === null) return `Write an ID such as "42770", or two with .. between them, such as "50000..50099".`;
  const first = Number(match[1]);
  const last = match[3] === undefined ? first : Number(match[3]);
  if (first > maximumId || last > maximumId) return `Write an ID of at most ${maximumId}.`;
  if (first > last) return `Write the smaller ID first: "${last}..${first}".`;
  return { first, last };
}

/** True if one of the windows contains the ID. */
export function isInWindow(windows: readonly IdWindow[], id: number): boolean {
  return windows.some(({ first, last }) => first <= id && id <= last);
}
