import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { boringSslCiphers } from "../boringssl/boringSslCiphers.js";
import { readZip } from "./zip.js";

/** A name as `node:crypto` takes it, also one that is put together of parts; a suite's name is written otherwise. */
const cipherName = /["'`](?:id-)?aes-?(?:\d|\$\{)[^"'`\s]{0,40}["'`]/giu;

/** The names of AES ciphers in a text that Electron does not have. */
function missingCiphers(text: string): readonly string[] {
  const names = Array.from(text.matchAll(cipherName), ([quoted]) => quoted.slice(1, -1).toLowerCase());
  return names.filter((name) => !boringSslCiphers.includes(name));
}

test("the search finds the ways to write a cipher that Electron does not have, and nothing else", () => {
  const bad = ['"aes-128-ccm"', "'AES-256-CCM'", '"id-aes128-CCM"', "`aes-${bits}-ccm`"];
  for (const name of bad) assert.equal(missingCiphers(`createCipheriv(${name},key)`).length, 1, name);
  const good = '"aes-128-cbc" "aes-128-ecb" "aes-128-gcm" "TLS_PSK_WITH_AES_128_CCM_8" "PSK-AES128-CCM8"';
  assert.deepEqual(missingCiphers(good), []);
});

test("no program asks for a cipher that Electron does not have", () => {
  const entries = readZip(readFileSync(process.env.LWM2M_VSIX ?? "out/lwm2m-workbench.vsix"));
  const programs = entries.filter(({ path }) => path.endsWith(".cjs"));
  assert.ok(programs.length >= 4, "the programs are in the VSIX");
  for (const { path, contents } of programs) assert.deepEqual(missingCiphers(contents.toString()), [], path);
  const engine = programs.find(({ path }) => path.endsWith("engine.cjs"))?.contents.toString() ?? "";
  assert.match(engine, /aes-128-(?:cbc|ecb)/u, "the search looks at our cryptography");
});
