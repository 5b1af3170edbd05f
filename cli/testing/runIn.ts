import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { EngineClient } from "../../engine/client/engineClient.js";
import { startStandaloneDevice } from "../../engine/standaloneDevice.js";
import { EngineError } from "../../engine/protocol/engineError.js";
import { headerStart } from "../../lwm2m/codegen/print/header.js";
import { testRegistry } from "../../test/fixtures/registry.js";
import type { ExitCode, Io } from "../io.js";
import { run } from "../run.js";

/** A file's content, or where a symbolic link leads, or the mode of a file with content. */
export type FileContent =
  string | Uint8Array | { readonly link: string } | { readonly text: string; readonly mode: number };

/** A folder that lives as long as a test. */
export interface TestFolder {
  readonly path: string;
  readonly read: (name: string) => string;
}

/** Writes files below a new folder, which is removed after the test. */
export function testFolder(t: TestContext, files: Readonly<Record<string, FileContent>>): TestFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "lwm2m-")));
  t.after(() => {
    rmSync(path, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) writeFileSync(file, content);
    else if ("link" in content) symlinkSync(content.link, file);
    else {
      writeFileSync(file, content.text);
      chmodSync(file, content.mode);
    }
  }
  return { path, read: (name) => readFileSync(join(path, name), "utf8") };
}

/** What a run left behind. */
export interface RunResult {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Circumstances of a run. */
export interface RunSetting {
  readonly stdin?: string | Uint8Array;
  readonly env?: Io["env"];
  readonly platform?: NodeJS.Platform;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  /** The engine that the device commands find; without one, connecting fails. */
  readonly engine?: EngineClient;
  /** The user interrupts the program as soon as it has printed this; never unless told. */
  readonly interruptAt?: RegExp;
}

/** Runs the command line in a folder. */
export async function runIn(folder: string, argv: readonly string[], setting: RunSetting = {}): Promise<RunResult> {
  const written = { stdout: "", stderr: "" };
  let interrupt: (value: "interrupted") => void = () => undefined;
  const interrupted = new Promise<"interrupted">((resolve) => (interrupt = resolve));
  const look = (): void => {
    if (setting.interruptAt?.test(written.stdout + written.stderr) === true) interrupt("interrupted");
  };
  const output = (name: "stdout" | "stderr"): Io["stdout"] => ({
    write: (text) => {
      written[name] += text;
      look();
    },
    isTerminal: setting.isTerminal ?? false,
    columns: setting.columns,
  });
  const io: Io = {
    cwd: folder,
    env: setting.env ?? {},
    platform: setting.platform ?? "linux",
    stdin: chunks(setting.stdin ?? ""),
    stdout: output("stdout"),
    stderr: output("stderr"),
    interrupted: () => interrupted,
  };
  look();
  const exitCode = await run(argv, io, {
    version: "1.2.3",
    registry: testRegistry,
    runtimeFiles: ({ runtime }) =>
      runtime === undefined ? [{ path: "runtime/index.ts", text: `${headerStart}1.2.3 for this test.\n` }] : [],
    startLanguageServer: () => {
      written.stdout += "language server\n";
      return Promise.resolve();
    },
    startStandaloneDevice,
    connectEngine: () =>
      setting.engine === undefined
        ? Promise.reject(new EngineError("could not start", "The engine could not be started."))
        : Promise.resolve(setting.engine),
  });
  return { exitCode, ...written };
}

/** The bytes in two parts, split anywhere. */
async function* chunks(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  const middle = bytes.length >> 1;
  yield await Promise.resolve(bytes.subarray(0, middle));
  yield bytes.subarray(middle);
}
