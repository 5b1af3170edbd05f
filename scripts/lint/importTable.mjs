// The import table of ARCHITECTURE.md as data, and its translation into lint rules.
import { join } from "node:path";

/**
 * What each folder may import besides itself. Allowances are transitive.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const importTable = {
  "lwm2m/base": [],
  "lwm2m/definition": ["lwm2m/base"],
  "lwm2m/data": ["lwm2m/definition"],
  "lwm2m/codec": ["lwm2m/data"],
  "lwm2m/codegen": ["lwm2m/codec"],
  "lwm2m/dtls": ["lwm2m/base"],
  "lwm2m/coap": ["lwm2m/dtls"],
  "lwm2m/management": ["lwm2m/coap", "lwm2m/codec"],
  "lwm2m/device": ["lwm2m/coap", "lwm2m/codec"],
  engine: ["lwm2m/management", "lwm2m/device"],
  server: ["lwm2m/codegen"],
  client: ["lwm2m/data"],
  cli: ["lwm2m/device", "engine", "server"],
};

/** Single files and folders that a folder may import although its row does not name what they are in. */
const doors = [
  { from: "client", to: "server", file: "./protocol.ts" },
  { from: "client", to: "engine", file: "./protocol.ts" },
  { from: "client", to: "engine", file: "./protocol" },
  { from: "client", to: "engine", file: "./client" },
];

export const folderNames = Object.keys(importTable);

/**
 * Packages that only some folders may name.
 * @type {readonly { packages: readonly string[], folders: readonly string[], why: string }[]}
 */
const packageHomes = [
  { packages: ["vscode"], folders: ["client"], why: "Only client/ knows VS Code." },
  { packages: ["vscode-languageclient"], folders: ["client"], why: "The language client lives in client/." },
  {
    packages: ["vscode-languageserver"],
    folders: ["server", "client"],
    why: "LSP types stay in server/ and client/language/.",
  },
  {
    packages: ["vscode-jsonrpc"],
    folders: ["engine"],
    why: "JSON-RPC stays in engine/; its clients use engine/client/.",
  },
  {
    packages: ["node:dgram"],
    folders: ["lwm2m/coap"],
    why: "Device sockets are opened only in lwm2m/coap/transport/.",
  },
  {
    packages: ["node:net"],
    folders: ["lwm2m/dtls", "lwm2m/coap", "engine"],
    why: "Connections to devices are opened only in lwm2m/coap/transport/, local sockets in engine/; dtls/ reads addresses.",
  },
  {
    packages: ["node:tls"],
    folders: ["lwm2m/coap"],
    why: "Connections to devices are opened only in lwm2m/coap/transport/.",
  },
  {
    packages: ["coap", "node-dtls-client"],
    folders: [],
    why: "They are independent peers in tests.",
  },
  {
    packages: ["fast-xml-parser"],
    folders: ["lwm2m/definition", "cli"],
    why: "It reads whole registries; keep it out of the language server's bundle.",
  },
];

/**
 * @param {string} folder
 * @returns {Set<string>} the folder itself and everything it may reach
 */
function reachable(folder) {
  /** @type {Set<string>} */
  const found = new Set();
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(importTable[next] ?? []));
  }
  return found;
}

/**
 * Zones for `import-x/no-restricted-paths`: from each folder, every folder that its row does not reach.
 * @param {string} root the repository
 */
export function importZones(root) {
  return folderNames.flatMap((folder) => {
    const allowed = reachable(folder);
    return folderNames
      .filter((other) => !allowed.has(other))
      .map((other) => ({
        target: join(root, folder),
        from: join(root, other),
        except: doors.filter((door) => door.from === folder && door.to === other).map((door) => door.file),
        message: `${folder}/ may import ${[...allowed].filter((name) => name !== folder).join(", ") || "nothing of ours"}.`,
      }));
  });
}

/**
 * The setting of `no-restricted-imports` for a folder: packages that it may not use.
 * @param {string} folder
 * @returns {["error", { patterns: { regex: string, message: string }[] }]}
 */
export function restrictedImports(folder) {
  const patterns = packageHomes
    .filter((home) => !home.folders.includes(folder))
    .map((home) => ({ regex: `^(${home.packages.join("|")})(/|$)`, message: home.why }));
  return ["error", { patterns }];
}
