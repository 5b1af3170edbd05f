import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { productVersion } from "../lwm2m/base/productVersion.js";
import { emptyRegistry } from "../lwm2m/definition/registry/emptyRegistry.js";
import { nodeDisk } from "../lwm2m/codegen/output/disk.js";
import { runtimeFiles } from "../lwm2m/codegen/runtimeFiles.js";
import { packedRuntimeName, readRuntimeTexts, type RuntimeTexts } from "../lwm2m/codegen/runtimeTexts.js";
import { RegistryTableError } from "../lwm2m/definition/registry/readTable.js";
import { readRegistryFile } from "../lwm2m/definition/registry/readRegistryFile.js";
import type { Registry } from "../lwm2m/definition/registry/registry.js";
import { startServer } from "./server.js";
import type { ServerEnvironment, Timers } from "./session/environment.js";
import { nodeFiles } from "./session/nodeFiles.js";

/**
 * Runs the language server in this process until its client says goodbye or is gone. `folder` is that of the bundles,
 * with `registry.json.br` in it. The command line says how the client talks to us (`--node-ipc`, `--pipe=`, `--socket=`);
 * it is standard input and output if it says nothing.
 */
export function serve(folder: string): void {
  const hasTransport = process.argv.some((argument) => /^--(?:node-ipc|stdio|pipe|socket)\b/u.test(argument));
  const connection = hasTransport
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // A message to a client that has just gone must not end the server before it has said why.
  process.on("unhandledRejection", (reason) => {
    connection.console.error(reason instanceof Error ? `${reason.name}: ${reason.message}` : "A promise was rejected.");
  });
  startServer(connection, {
    ...loadedRegistry(folder),
    files: nodeFiles,
    disk: nodeDisk,
    runtimeFiles: runtimeIn(folder),
    timers,
    version: productVersion(folder),
    rulePage: rulePages(join(folder, "..", "docs", "rules")),
  });
}

/** The runtime beside the bundles. It is read when it is needed first: most sessions generate nothing. */
function runtimeIn(folder: string): ServerEnvironment["runtimeFiles"] {
  let texts: RuntimeTexts | undefined;
  return (options) => runtimeFiles((texts ??= readRuntimeTexts(join(folder, packedRuntimeName))), options);
}

/** The pages in a folder; each is looked for once. */
function rulePages(folder: string): (ruleId: string) => string | undefined {
  const pages = new Map<string, string | undefined>();
  return (ruleId) => {
    if (!pages.has(ruleId)) {
      const page = join(folder, `${ruleId}.md`);
      pages.set(ruleId, existsSync(page) ? pathToFileURL(page).href : undefined);
    }
    return pages.get(ruleId);
  };
}

/** The timers of Node. */
const timers: Timers = {
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The registry beside the bundles, or none and why. */
function loadedRegistry(folder: string): { readonly registry: Registry; readonly registryTrouble: string | undefined } {
  try {
    return { registry: readRegistryFile(join(folder, "registry.json.br")), registryTrouble: undefined };
  } catch (error) {
    if (!(error instanceof RegistryTableError)) throw error;
    const consequence = "Until then reusable resources are neither proposed nor checked.";
    return { registry: emptyRegistry, registryTrouble: `${error.message} ${consequence}` };
  }
}
