import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { parseXml } from "../../lwm2m/definition/xml/parse.js";
import { seededRandom } from "../fixtures/seededRandom.js";
import { mutated } from "../fixtures/xmlMutation.js";
import { publishedFiles } from "./registryFolder.js";

/** Small texts with everything that XML has, so that a change hits markup and not only words. */
const small: readonly string[] = [
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a xmlns:x="u" x:b='1' c="2">t<!-- c --><?p q?><b/><![CDATA[d]]>&amp;<x:e></x:e></a>\n`,
  `<LWM2M xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:a="b"><Object ObjectType="MODefinition"><Name>Tank</Name><Resources><Item ID="0"><Type/></Item></Resources></Object></LWM2M>`,
  `<!-- c -->\n<a><b c="d">e</b><b c='f'/></a><!-- g -->`,
  `\ufeff<?xml version='1.0'?><a/>`,
];

/** Texts that xmllint takes, and we do not, each for a reason. */
const refusedOnPurpose: readonly { readonly why: string; readonly matches: RegExp }[] = [
  { why: "A DOCTYPE is a problem, never expanded.", matches: /<!doctype/iu },
  { why: "Definitions are UTF-8, by that name.", matches: /encoding\s*=\s*["'](?!utf-8["'])/iu },
  { why: "XML 1.0 §2.8 wants a digit behind the dot.", matches: /version\s*=\s*["']1\.["']/u },
  { why: "XML 1.0 §2.9 wants white space there.", matches: /<\?xml[^>]*["']standalone/u },
  { why: "xmllint stops at U+0000 behind the root element.", matches: /\0/u },
];

/** Says which of the texts xmllint refuses, with what it says. */
function refusals(texts: readonly string[]): ReadonlyMap<number, string> {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-well-formed-"));
  try {
    const names = texts.map((text, index) => {
      writeFileSync(join(folder, `${index}.xml`), text);
      return `${index}.xml`;
    });
    const run = spawnSync("xmllint", ["--noout", "--nonet", ...names], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (run.error !== undefined) throw new Error("Install xmllint (Debian: libxml2-utils).", { cause: run.error });
    const found = new Map<number, string>();
    for (const line of run.stderr.split("\n")) {
      const [, name, message] = /^([0-9]+)\.xml:[0-9]+: (.* error : .*)$/u.exec(line) ?? [];
      // What a namespace may be called is no question of syntax.
      if (message?.endsWith("is not a valid URI") === true) continue;
      if (name !== undefined && message !== undefined && !found.has(Number(name))) found.set(Number(name), message);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Judges mutated texts by both parsers; the two must agree which are well-formed. */
function checkAgreement(sources: readonly string[], count: number, seed: number): { clean: number; broken: number } {
  const random = seededRandom(seed);
  const texts = Array.from({ length: count }, () => {
    const source = sources[random.below(sources.length)] ?? "";
    // What is written to a file has no halves of surrogate pairs.
    return Buffer.from(mutated(source, random)).toString();
  });
  const refused = refusals(texts);
  const differences = texts.flatMap((text, index) => {
    const [problem] = parseXml(text, definitionVocabulary).problems;
    const theirs = refused.get(index);
    if ((problem === undefined) === (theirs === undefined)) return [];
    if (theirs === undefined && refusedOnPurpose.some(({ matches }) => matches.test(text))) return [];
    const shown = text.length > 400 ? `${text.slice(0, 100)} …` : text;
    const at = problem?.span.start ?? 0;
    return [
      `ours: ${problem?.message ?? "clean"} theirs: ${theirs ?? "clean"}\n${JSON.stringify(shown)} ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))}`,
    ];
  });
  assert.equal(differences.length, 0, `${differences.length} differences\n${differences.slice(0, 20).join("\n")}`);
  return { clean: count - refused.size, broken: refused.size };
}

test("small mutated texts are clean exactly if xmllint takes them", (t) => {
  const { clean, broken } = checkAgreement(small, 6000, 1);
  t.diagnostic(`${clean} clean, ${broken} broken`);
});

test("mutated published definitions are clean exactly if xmllint takes them", (t) => {
  const { clean, broken } = checkAgreement(
    publishedFiles().map((file) => file.text),
    2000,
    2,
  );
  t.diagnostic(`${clean} clean, ${broken} broken`);
});
