// The table of what was proved with which peer, from the lines that the interoperability tests have written.

/**
 * A line of a test: what a peer did with us, or cannot do. `Proof` in test/interop/support/matrix.ts.
 * @typedef {object} Proof
 * @property {string} peer
 * @property {string} version
 * @property {"server" | "client"} [role] ours
 * @property {string} [credential]
 * @property {string} [suite]
 * @property {string} [group]
 * @property {boolean} [isResumed]
 * @property {boolean} [hasConnectionId]
 * @property {boolean} [knowsConnectionIds] whether the peer has named one, where it could
 * @property {string} [transport]
 * @property {"works" | "failed" | "cannot"} result
 * @property {readonly string[]} [exchanges] what was done beyond a handshake and a few bytes
 * @property {string} [note]
 */

export const columns = [
  "peer",
  "version",
  "our role",
  "transport",
  "credential",
  "suite",
  "groups",
  "connection ID",
  "resumed",
  "exchanges",
  "result",
];

/** Datagrams before streams, and each before its secure form. */
const transports = ["", "UDP", "DTLS", "TCP", "TLS"];

/**
 * One row for each combination, sorted: what failed in any test has failed. The groups of a combination stand together,
 * and so do sessions that are new and those that are resumed.
 * @param {readonly Proof[]} proofs
 * @returns {string[][]}
 */
export function matrixRows(proofs) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const proof of [...proofs, ...withoutConnectionIds(proofs)]) {
    const { peer, version, role = "", credential = "", transport = "", result, note = "" } = proof;
    const suite = (proof.suite ?? "").replace(/^TLS_/u, "");
    const isCannot = result === "cannot";
    const row = {
      ...{ peer, version, role, credential, suite, isCannot },
      transport: transport.toUpperCase(),
      connectionId: yesOrNo(proof.hasConnectionId),
    };
    const key = JSON.stringify([row, isCannot ? [note, proof.isResumed] : ""]);
    const found = rows.get(key) ?? {
      ...row,
      groups: new Set(),
      resumed: new Set(),
      exchanges: new Set(),
      works: 0,
      notes: new Set(),
    };
    rows.set(key, found);
    if (proof.group !== undefined) found.groups.add(proof.group);
    if (proof.isResumed !== undefined) found.resumed.add(yesOrNo(proof.isResumed));
    for (const exchange of proof.exchanges ?? []) found.exchanges.add(exchange);
    if (result === "works") found.works++;
    else found.notes.add(note);
  }
  return [...rows.values()].sort(compareRows).map((row) => [
    ...[row.peer, row.version, row.role, row.transport, row.credential, row.suite],
    [...row.groups].sort().join(", "),
    row.connectionId,
    // "no" before "yes".
    [...row.resumed].sort().join(", "),
    exchangesInWords(row.exchanges),
    resultInWords(row),
  ]);
}

/**
 * What is known of a combination.
 * @typedef {object} Row
 * @property {string} peer
 * @property {string} version
 * @property {string} role
 * @property {string} transport
 * @property {string} credential
 * @property {string} suite
 * @property {string} connectionId
 * @property {boolean} isCannot
 * @property {Set<string>} groups
 * @property {Set<string>} resumed
 * @property {Set<string>} exchanges
 * @property {number} works how many times
 * @property {Set<string>} notes
 */

/**
 * By peer, whatever its capitals, then by column; what a release cannot do comes behind what it can.
 * @param {Row} left
 * @param {Row} right
 */
function compareRows(left, right) {
  const [one = "", other = ""] = [left, right].map((row) =>
    [
      ...[row.peer.toLowerCase(), row.version, row.role],
      ...[row.isCannot ? "1" : "0", transports.indexOf(row.transport)],
      ...[row.credential, row.suite, row.connectionId, [...row.resumed].sort().join(), [...row.notes].join()],
    ].join("\0"),
  );
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * The peers that could have named a connection ID in some handshake, and have done so in none.
 * @param {readonly Proof[]} proofs
 * @returns {Proof[]}
 */
function withoutConnectionIds(proofs) {
  /** @type {Map<string, Proof>} */
  const found = new Map();
  const knowing = new Set(proofs.filter((proof) => proof.knowsConnectionIds).map(({ peer }) => peer));
  for (const { peer, version, role, knowsConnectionIds } of proofs) {
    if (role === undefined || knowsConnectionIds !== false || knowing.has(peer)) continue;
    const note = role === "server" ? "its ClientHello never has the extension" : "it never answers the extension";
    found.set(peer, { peer, version, role, hasConnectionId: true, transport: "dtls", result: "cannot", note });
  }
  return [...found.values()];
}

/** @param {Row} row */
function resultInWords({ works, notes, isCannot }) {
  if (isCannot) return `cannot: ${[...notes].join("; ")}`;
  if (notes.size > 0) return `FAILED: ${[...notes].join("; ")}`;
  return works === 1 ? "works" : `works (${works} times)`;
}

/**
 * `1 and 10 MB both ways, observe`: bodies by their size, then the rest.
 * @param {ReadonlySet<string>} exchanges
 */
function exchangesInWords(exchanges) {
  const both = ["1 MB", "10 MB"].filter((size) => exchanges.has(`${size} to it`) && exchanges.has(`${size} from it`));
  const words = both.length === 0 ? [] : [`${both.join(" and ").replace("1 MB and", "1 and")} both ways`];
  const rest = [...exchanges].filter((exchange) => !both.some((size) => exchange.startsWith(`${size} `))).sort();
  return [...words, ...rest].join(", ");
}

/** @param {boolean | undefined} value */
function yesOrNo(value) {
  if (value === undefined) return "";
  return value ? "yes" : "no";
}

/**
 * The table for a terminal: columns one below the other, a dash where nothing was looked at, an empty line before each
 * peer.
 * @param {readonly string[][]} rows
 */
export function printMatrix(rows) {
  const all = [columns, ...rows.map((row) => row.map((cell) => cell || "-"))];
  const widths = columns.map((_name, at) => Math.max(...all.map((row) => (row[at] ?? "").length)));
  return all
    .map((row, index) => {
      const line = row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd();
      return index > 0 && row[0] !== all[index - 1]?.[0] ? `\n${line}` : line;
    })
    .join("\n");
}

/**
 * The table as Markdown.
 * @param {readonly string[][]} rows
 */
export function markdownMatrix(rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|") || "-").join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line), ""].join("\n");
}
