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
  "credential",
  "suite",
  "groups",
  "resumed",
  "connection ID",
  "transport",
  "exchanges",
  "result",
];

/**
 * One row for each combination, sorted: what failed in any test has failed, and the groups of a combination stand together.
 * @param {readonly Proof[]} proofs
 * @returns {string[][]}
 */
export function matrixRows(proofs) {
  /** @type {Map<string, { cells: string[], groups: Set<string>, exchanges: Set<string>, works: number, notes: Set<string>, cannot: boolean }>} */
  const rows = new Map();
  for (const proof of [...proofs, ...withoutConnectionIds(proofs)]) {
    const cells = [
      proof.peer,
      proof.version,
      proof.role ?? "",
      proof.credential ?? "",
      (proof.suite ?? "").replace(/^TLS_/u, ""),
      yesOrNo(proof.isResumed),
      yesOrNo(proof.hasConnectionId),
      (proof.transport ?? "").toUpperCase(),
    ];
    const cannot = proof.result === "cannot";
    const key = JSON.stringify([cells, cannot ? proof.note : ""]);
    const row = rows.get(key) ?? { cells, groups: new Set(), exchanges: new Set(), works: 0, notes: new Set(), cannot };
    rows.set(key, row);
    if (proof.group !== undefined) row.groups.add(proof.group);
    for (const exchange of proof.exchanges ?? []) row.exchanges.add(exchange);
    if (proof.result === "works") row.works++;
    else row.notes.add(proof.note ?? "");
  }
  return [...rows.values()]
    .map(({ cells, groups, exchanges, works, notes, cannot }) => [
      ...cells.slice(0, 5),
      [...groups].sort().join(", "),
      ...cells.slice(5),
      exchangesInWords(exchanges),
      result({ works, notes: [...notes], cannot }),
    ])
    .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
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

/** @param {{ works: number, notes: readonly string[], cannot: boolean }} row */
function result({ works, notes, cannot }) {
  if (cannot) return `cannot: ${notes.join("; ")}`;
  if (notes.length > 0) return `FAILED: ${notes.join("; ")}`;
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
 * The table for a terminal: columns one below the other, a dash where nothing was looked at.
 * @param {readonly string[][]} rows
 */
export function printMatrix(rows) {
  const all = [columns, ...rows.map((row) => row.map((cell) => cell || "-"))];
  const widths = columns.map((_name, at) => Math.max(...all.map((row) => (row[at] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
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
