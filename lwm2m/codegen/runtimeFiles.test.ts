import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { strictestOptions } from "../../test/fixtures/strictestOptions.js";
import { testRuntimeTexts } from "../../test/fixtures/runtimeTexts.js";
import { headerStart } from "./print/header.js";
import { runtimeFiles } from "./runtimeFiles.js";
import { packRuntimeTexts, readRuntimeTexts, RuntimeTextsError } from "./runtimeTexts.js";

const texts = testRuntimeTexts();

/** Does something with a folder of its own. */
function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-runtime-"));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("the runtime is its public files, and what they need of the library in internal/", () => {
  const paths = [...texts.keys()];
  assert.ok(
    ["index.ts", "tlv.ts", "senmlJson.ts", "opaque.ts", "internal/codec/tlv/decode.ts"].every((path) =>
      paths.includes(path),
    ),
  );
  const formats = ["cbor.ts", "lwm2mCbor.ts", "opaque.ts", "senmlCbor.ts", "senmlJson.ts", "text.ts", "tlv.ts"];
  assert.ok(formats.every((path) => paths.includes(path)));
  const foreign = paths.filter((path) => /test|definition|xml|linkFormat/u.test(path));
  assert.deepEqual(foreign, [], "This is not what decoding and encoding need.");
  const imports = new Set(
    [...texts.values()].flatMap((text) => ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)),
  );
  assert.deepEqual(
    [...imports].filter((name) => !name.startsWith(".")),
    [],
    "The runtime has no dependency.",
  );
});

test("each file starts with the header, and imports end as the options say", () => {
  for (const importExtension of [".js", ".ts", ""] as const) {
    const files = runtimeFiles(texts, { runtime: undefined, importExtension });
    assert.equal(files.length, texts.size);
    for (const { path, text } of files) {
      assert.ok(text.startsWith(headerStart) && path.startsWith("runtime/"), path);
      const wrong = ts.preProcessFile(text).importedFiles.filter(({ fileName }) => {
        const end = /\.\w+$/u.exec(fileName)?.[0] ?? "";
        return end !== importExtension;
      });
      assert.deepEqual(wrong, [], path);
    }
  }
  assert.deepEqual(runtimeFiles(texts, { runtime: "lwm2m-runtime", importExtension: ".js" }), []);
});

const program = `
import { decode } from "./runtime/index.js";
import { tlv } from "./runtime/tlv.js";
const thing = {
  id: 3303, urn: "urn:oma:lwm2m:ext:3303", name: "Temperature", version: "1.0", lwm2mVersion: "1.0",
  multiple: true, mandatory: false,
  resources: {
    sensorValue: { id: 5700, name: "Sensor Value", type: "Float", operations: "R", multiple: false, mandatory: true },
  },
} as const;
declare const console: { log: (...args: readonly unknown[]) => void };
const { value, problems } = decode(thing, tlv, Uint8Array.of(0xe4, 0x16, 0x44, 0x41, 0xac, 0, 0));
console.log(value.sensorValue, problems.length);
`;

test("the runtime compiles in the strictest project, without Node or a browser, and runs in Node as it is", () => {
  inFolder((folder) => {
    const files = [
      ...runtimeFiles(texts, { runtime: undefined, importExtension: ".js" }),
      { path: "main.ts", text: program },
    ];
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
    const paths = files.map(({ path }) => join(folder, path));
    const emitting = { noEmit: false, allowImportingTsExtensions: false, rootDir: folder, outDir: join(folder, "out") };
    const strictest = { ...strictestOptions(ts.version, "esm"), ...emitting };
    const { options, errors: wrongOptions } = ts.convertCompilerOptionsFromJson(strictest, folder);
    assert.deepEqual(wrongOptions, []);
    const compiled = ts.createProgram(paths, options);
    const errors = [...ts.getPreEmitDiagnostics(compiled), ...compiled.emit().diagnostics].map(
      ({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
    assert.deepEqual(errors, []);
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, "out/main.js")], { encoding: "utf8" });
    assert.equal(stderr, "");
    assert.equal(stdout, "21.5 0\n");
  });
});

test("the packed file comes back, and a damaged or missing one says so to the user", () => {
  inFolder((folder) => {
    const path = join(folder, "runtime.json.br");
    writeFileSync(path, packRuntimeTexts(texts));
    assert.deepEqual(readRuntimeTexts(path), texts);
    const broken = (bytes: Uint8Array): void => {
      writeFileSync(path, bytes);
      assert.throws(
        () => readRuntimeTexts(path),
        (error: unknown) => {
          assert.ok(error instanceof RuntimeTextsError);
          assert.match(
            error.message,
            /^The runtime for generated files cannot be read: .*\. Install LwM2M Workbench again\.$/u,
          );
          return true;
        },
      );
    };
    broken(Uint8Array.of(1, 2, 3));
    broken(packRuntimeTexts(texts).subarray(0, 1000));
    broken(packRuntimeTexts(new Map()));
    rmSync(path);
    assert.throws(() => readRuntimeTexts(path), { name: "RuntimeTextsError", message: /no such file/u });
  });
});
