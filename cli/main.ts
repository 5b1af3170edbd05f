#!/usr/bin/env node
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type * as EngineBundle from "../engine/main.js";
import { stackOf } from "../lwm2m/base/errorText.js";
import { silentLogger } from "../lwm2m/base/logger.js";
import { productVersion } from "../lwm2m/base/productVersion.js";
import { runtimeFiles } from "../lwm2m/codegen/runtimeFiles.js";
import { packedRuntimeName, readRuntimeTexts, RuntimeTextsError } from "../lwm2m/codegen/runtimeTexts.js";
import { readRegistryFile } from "../lwm2m/definition/registry/readRegistryFile.js";
import { RegistryTableError } from "../lwm2m/definition/registry/readTable.js";
import type { Registry } from "../lwm2m/definition/registry/registry.js";
import type { Io, Output, Product } from "./io.js";
import { run } from "./run.js";

/** A stream of this process. Nobody minds if its reader leaves early, as `head` does. */
function outputOf(stream: NodeJS.WriteStream): Output {
  let isOpen = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    isOpen = false;
    if (error.code !== "EPIPE") process.exitCode = 2;
  });
  return {
    write: (text) => {
      if (isOpen && text !== "") stream.write(text);
    },
    isTerminal: stream.isTTY,
    columns: stream.isTTY ? stream.columns : undefined,
  };
}

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  platform: process.platform,
  // Opening it takes time, and most runs do not read it.
  get stdin() {
    return process.stdin;
  },
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  interrupted: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.once(signal, () => {
          resolve("interrupted");
        });
      }
    }),
};

let registry: Registry | undefined;

const version = productVersion(__dirname);

/** The bundle lies in `dist/`, beside the registry table and the language server, below the manifest. */
const product: Product = {
  version,
  registry: () => (registry ??= readRegistryFile(join(__dirname, "registry.json.br"))),
  runtimeFiles: (options) => runtimeFiles(readRuntimeTexts(join(__dirname, packedRuntimeName)), options),
  startLanguageServer: async () => {
    await import(pathToFileURL(join(__dirname, "server.cjs")).href);
  },
  connectEngine: async () => {
    // Only the device commands need it; the others start faster without.
    const { connectEngine } = await import("../engine/client/connectEngine.js");
    const engineModule = join(__dirname, "engine.cjs");
    return connectEngine({ engineModule, client: { name: "lwm2m", version }, logger: silentLogger });
  },
  startStandaloneDevice: async (options) => {
    // The protocols are in the engine's bundle already.
    const engine = (await import(pathToFileURL(join(__dirname, "engine.cjs")).href)) as typeof EngineBundle;
    return engine.startStandaloneDevice(options);
  },
};

/** What ends a run: a damaged installation, which has its own words, or a mistake of ours, with all that is known. */
function failureText(error: unknown): string {
  if (error instanceof RegistryTableError || error instanceof RuntimeTextsError) return error.message;
  return `This should not happen; please report it.\n${stackOf(error)}`;
}

run(process.argv.slice(2), io, product).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`lwm2m: ${failureText(error)}\n`);
    process.exitCode = 2;
  },
);
