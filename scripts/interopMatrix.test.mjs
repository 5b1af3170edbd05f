import assert from "node:assert/strict";
import { test } from "node:test";
import { columns, markdownMatrix, matrixRows, printMatrix } from "./interopMatrix.mjs";

/** @type {import("./interopMatrix.mjs").Proof} */
const proof = {
  peer: "stranger",
  version: "1.2",
  role: "server",
  credential: "x509",
  suite: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8",
  group: "P-256",
  isResumed: false,
  hasConnectionId: true,
  transport: "dtls",
  result: "works",
};

test("puts the same combination into one row, with its groups", () => {
  assert.deepEqual(matrixRows([proof, { ...proof, group: "P-384" }]), [
    [
      ...["stranger", "1.2", "server", "DTLS", "x509", "ECDHE_ECDSA_WITH_AES_128_CCM_8", "P-256, P-384", "yes", "no"],
      "",
      "works (2 times)",
    ],
  ]);
});

test("tells what was exchanged in all tests of a combination, with sizes that went both ways together", () => {
  const exchanged = (/** @type {readonly string[]} */ ...exchanges) => ({ ...proof, exchanges });
  const cell = (/** @type {readonly import("./interopMatrix.mjs").Proof[]} */ proofs) => matrixRows(proofs)[0]?.at(-2);
  assert.equal(cell([exchanged("1 MB to it", "1 MB from it"), exchanged("observe")]), "1 MB both ways, observe");
  const large = exchanged("10 MB to it", "10 MB from it", "1 MB from it", "1 MB to it");
  assert.equal(cell([large]), "1 and 10 MB both ways");
  assert.equal(cell([exchanged("10 MB to it", "ping")]), "10 MB to it, ping");
});

test("puts a new and a resumed session into one row, and sorts by peer and transport", () => {
  const other = { ...proof, peer: "Another", transport: "udp" };
  const rows = matrixRows([{ ...proof, isResumed: true }, { ...proof, transport: "tls" }, proof, other]);
  assert.deepEqual(
    rows.map((row) => [row[0], row[3], row[8]]),
    [
      ["Another", "UDP", "no"],
      ["stranger", "DTLS", "no, yes"],
      ["stranger", "TLS", "no"],
    ],
  );
});

test("calls a combination failed when one of its tests has failed", () => {
  const [row] = matrixRows([proof, { ...proof, result: "failed", note: "a test" }]);
  assert.equal(row?.at(-1), "FAILED: a test");
});

test("keeps what a release cannot do apart from what works, with the reason", () => {
  const cannot = { ...proof, result: /** @type {const} */ ("cannot"), note: "no such option" };
  assert.deepEqual(
    matrixRows([proof, cannot]).map((row) => row.at(-1)),
    ["works", "cannot: no such option"],
  );
});

test("prints a dash for what was not looked at, and columns below each other", () => {
  const text = printMatrix(matrixRows([{ peer: "stranger", version: "1", result: "works" }]));
  assert.equal(
    text,
    [
      "peer      version  our role  transport  credential  suite  groups  connection ID  resumed  exchanges  result",
      "",
      "stranger  1        -         -          -           -      -       -              -        -          works",
    ].join("\n"),
  );
});

test("writes Markdown whose cells hold no bar", () => {
  const text = markdownMatrix(matrixRows([{ peer: "a|b", version: "1", result: "works" }]));
  assert.equal(text.split("\n")[0], `| ${columns.join(" | ")} |`);
  assert.match(text, /^\| a\\\|b \| 1 \|/mu);
});

test("says of a peer that has never named a connection ID that it cannot", () => {
  const plain = { ...proof, hasConnectionId: false, knowsConnectionIds: false };
  const results = (/** @type {readonly import("./interopMatrix.mjs").Proof[]} */ proofs) =>
    matrixRows(proofs).map((row) => row.at(-1));
  assert.deepEqual(results([plain]), ["works", "cannot: its ClientHello never has the extension"]);
  assert.deepEqual(results([plain, { ...proof, knowsConnectionIds: true }]), ["works", "works"]);
});
