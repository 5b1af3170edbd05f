import { createDefinitionSet } from "../../lwm2m/data/definitionSet.js";
import type { Definitions } from "../../lwm2m/data/definitions.js";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { compareVersionTexts } from "../../lwm2m/definition/version.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import type { ClientId } from "./core.js";

/**
 * The definitions of every client's files before those of the registry. Two windows may have the same file; then the one
 * that told last counts, and when it goes the other's comes back.
 */
export class EngineDefinitions implements Definitions {
  readonly #registry: Registry;
  readonly #set;
  /** For each file what its clients have told, the last one last. */
  readonly #files = new Map<string, Map<ClientId, readonly ObjectDefinition[]>>();
  #edition = 0;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#set = createDefinitionSet(registry);
  }

  readonly find: Definitions["find"] = (objectId, version) => this.#set.find(objectId, version);

  /** The newest version of an object; one in a file goes before the registry. */
  newest(objectId: number): ObjectDefinition | undefined {
    const told = [...this.#files.values()].flatMap((clients) => [...clients.values()].at(-1) ?? []);
    const [newest] = told
      .filter(({ id }) => id === objectId)
      .sort((left, right) => compareVersionTexts(right.version, left.version));
    return newest ?? this.#registry.object(objectId);
  }

  /** Another number with every change, so that what was decoded before is known to be old. */
  get edition(): number {
    return this.#edition;
  }

  /** Takes what a client says of a file; nothing means that it says nothing any more. Answers the objects concerned. */
  set(client: ClientId, uri: string, definitions: readonly ObjectDefinition[]): ReadonlySet<number> {
    const told = this.#files.get(uri) ?? new Map<ClientId, readonly ObjectDefinition[]>();
    const before = [...told.values()].at(-1) ?? [];
    told.delete(client);
    if (definitions.length > 0) told.set(client, definitions);
    if (told.size > 0) this.#files.set(uri, told);
    else this.#files.delete(uri);
    const now = [...told.values()].at(-1) ?? [];
    if (now.length > 0) this.#set.setFile(uri, now);
    else this.#set.removeFile(uri);
    if (JSON.stringify(before) === JSON.stringify(now)) return new Set();
    this.#edition += 1;
    return new Set([...before, ...now].map(({ id }) => id));
  }

  /** True if a client has told of a file. */
  has(client: ClientId): boolean {
    return [...this.#files.values()].some((told) => told.has(client));
  }

  /** Forgets what a client has told. Answers the objects concerned. */
  forget(client: ClientId): ReadonlySet<number> {
    const uris = [...this.#files].filter(([, told]) => told.has(client)).map(([uri]) => uri);
    return new Set(uris.flatMap((uri) => [...this.set(client, uri, [])]));
  }
}
