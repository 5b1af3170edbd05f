import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import type { FileDefinitions } from "../../server/protocol.js";

/** What is known of the definitions of files. It outlives single runs of the language server that tells them. */
export class KnownDefinitions {
  readonly #byUri = new Map<string, readonly ObjectDefinition[]>();
  /** Files that an earlier run has told of, and this one not yet. */
  readonly #unconfirmed = new Set<string>();

  /** The definitions of each file that has some. */
  get byUri(): ReadonlyMap<string, readonly ObjectDefinition[]> {
    return this.#byUri;
  }

  /** Takes what the language server tells; false if that is nothing new. */
  take({ uri, definitions }: FileDefinitions): boolean {
    const wasUnconfirmed = this.#unconfirmed.delete(uri);
    const before = this.#byUri.get(uri) ?? [];
    if (definitions.length === 0 && before.length === 0) return false;
    // A new run tells everything again.
    if (wasUnconfirmed && JSON.stringify(before) === JSON.stringify(definitions)) return false;
    if (definitions.length === 0) this.#byUri.delete(uri);
    else this.#byUri.set(uri, definitions);
    return true;
  }

  /** A run of the language server begins: what is known stays until the run has told of everything. */
  beginRun(): void {
    for (const uri of this.#byUri.keys()) this.#unconfirmed.add(uri);
  }

  /** The run has told of everything: returns what is no longer defined, and forgets it. */
  endRun(): readonly FileDefinitions[] {
    const gone = [...this.#unconfirmed];
    this.#unconfirmed.clear();
    return gone.filter((uri) => this.#byUri.delete(uri)).map((uri) => ({ uri, definitions: [] }));
  }
}
