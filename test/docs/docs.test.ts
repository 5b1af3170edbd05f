import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { defaultLimits as coapLimits } from "../../lwm2m/coap/limits.js";
import { defaultLimits as dtlsLimits } from "../../lwm2m/dtls/limits.js";

const pages = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "examples/README.md",
  "docs/typescript.md",
  "docs/protocols.md",
];

const manifest = readFileSync("package.json", "utf8");

/** The keys of the object in package.json that starts with `"name": {`. */
function keysOf(name: string): readonly string[] {
  const block = new RegExp(`"${name}": \\{([^}]*)\\}`, "u").exec(manifest)?.[1] ?? "";
  return all(block, /"([^"]+)":/gu);
}

/** What the first group of a pattern finds, each once. */
function all(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, found = ""]) => found))];
}

test("the README names every command and every setting, and no other setting", () => {
  const readme = readFileSync("README.md", "utf8");
  const titles = all(manifest, /"category": "LwM2M",\s+"title": "([^"]+)"/gu);
  assert.ok(titles.length > 0);
  for (const title of titles) assert.ok(readme.includes(`**LwM2M: ${title}**`), title);
  const settings = all(manifest, /^ {10}"(lwm2m\.[A-Za-z.]+)": \{$/gmu);
  assert.ok(settings.length > 0);
  assert.deepEqual([...all(readme, /^\| `(lwm2m\.[A-Za-z.]+)` /gmu)].sort(), [...settings].sort());
});

test("the pages name only scripts that exist", () => {
  const scripts = keysOf("scripts");
  for (const page of pages) {
    for (const [, name = ""] of readFileSync(page, "utf8").matchAll(/npm run ([a-z:]+)/gu)) {
      assert.ok(scripts.includes(name), `${page} names npm run ${name}`);
    }
  }
});

test("links between pages lead somewhere", () => {
  for (const page of pages) {
    for (const [, target = ""] of readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/gu)) {
      assert.ok(existsSync(join(dirname(page), target)), `${page} links to ${target}`);
    }
  }
});

/** The limits that a section of SECURITY lists, with their defaults. */
function limitsIn(section: string): Readonly<Record<string, number>> {
  const rows = section.matchAll(/^\| `(\w+)` +\| +(\d+) \|/gmu);
  return Object.fromEntries(Array.from(rows, ([, name = "", value]) => [name, Number(value)]));
}

test("SECURITY names only files that exist, and every limit with its default", () => {
  const security = readFileSync("SECURITY.md", "utf8");
  const files = all(security, /`([^`\s]+\.ts)`/gu);
  assert.ok(files.length > 20);
  for (const file of files) assert.ok(existsSync(file), `SECURITY.md names ${file}`);
  const sections = security.split(/^#+ /mu);
  const of = (title: string) => limitsIn(sections.find((section) => section.startsWith(title)) ?? "");
  assert.deepEqual(of("What strangers can make an endpoint keep"), dtlsLimits);
  assert.deepEqual(of("What a peer can make a CoAP endpoint keep"), coapLimits);
});

test("ARCHITECTURE has a sentence for each dependency", () => {
  const architecture = readFileSync("ARCHITECTURE.md", "utf8");
  for (const name of keysOf("dependencies")) {
    assert.ok(architecture.includes(`\`${name}\``), `ARCHITECTURE.md says why ${name}`);
  }
});
