/** What a record carries (RFC 5246 §6.2.1, RFC 9146 §3). */
export const contentTypes = {
  ChangeCipherSpec: 20,
  Alert: 21,
  Handshake: 22,
  ApplicationData: 23,
  Heartbeat: 24,
  ConnectionId: 25,
} as const;

const values: ReadonlySet<number> = new Set(Object.values(contentTypes));

export function isContentType(value: number): boolean {
  return values.has(value);
}
