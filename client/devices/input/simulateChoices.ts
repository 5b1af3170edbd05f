import type { SimulatedObject } from "../../../engine/protocol/simulators.js";
import type { ObjectDefinition } from "../../../lwm2m/definition/model.js";

/** An object that can be simulated. */
export interface SimulateChoice {
  readonly group: "workspace" | "usual" | "registry";
  readonly name: string;
  /** ID and version: `3303, version 1.1`. */
  readonly description: string;
  /** Where it comes from, for a definition of the workspace. */
  readonly uri?: string;
  readonly object: SimulatedObject;
  readonly isPicked: boolean;
}

/** Security, Server and Device: the simulated device has them in any case; OSCORE it has not. */
const notToChoose: ReadonlySet<number> = new Set([0, 1, 3, 21]);

/** Objects that people know from many devices, for the top of a long list. */
const usual: readonly number[] = [3303, 3304, 3301, 3311, 3342, 6];

/** What Enter alone simulates. */
const firstPick = [3303];

/**
 * What a user may choose from: the definitions of the workspace, objects that many devices have, the whole registry.
 * Each object once; picked are those of the last time.
 */
export function simulateChoices(
  workspace: ReadonlyMap<string, readonly ObjectDefinition[]>,
  registry: readonly ObjectDefinition[],
  last: readonly number[] | undefined,
): readonly SimulateChoice[] {
  const own = [...workspace].flatMap(([uri, definitions]) => definitions.map((definition) => ({ definition, uri })));
  const ownIds = new Set(own.map(({ definition }) => definition.id));
  const others = registry.filter(({ id }) => !ownIds.has(id));
  const rank = (id: number): number => usual.indexOf(id);
  const known = others.filter(({ id }) => rank(id) !== -1).toSorted((a, b) => rank(a.id) - rank(b.id));
  const rest = others.filter(({ id }) => rank(id) === -1);
  const candidates: Candidate[] = [
    ...own.map(({ definition, uri }) => ({ group: "workspace" as const, definition, uri })),
    ...known.map((definition) => ({ group: "usual" as const, definition })),
    ...rest.map((definition) => ({ group: "registry" as const, definition })),
  ];
  const offered = candidates.filter(({ definition }) => !notToChoose.has(definition.id));
  const picked = pickedIds(offered, last);
  return offered.map((candidate) => asChoice(candidate, picked));
}

interface Candidate {
  readonly group: SimulateChoice["group"];
  readonly definition: ObjectDefinition;
  readonly uri?: string;
}

function pickedIds(offered: readonly Candidate[], last: readonly number[] | undefined): ReadonlySet<number> {
  const ids = new Set(offered.map(({ definition }) => definition.id));
  const again = (last ?? []).filter((id) => ids.has(id));
  return new Set(again.length > 0 ? again : firstPick);
}

function asChoice({ group, definition, uri }: Candidate, picked: ReadonlySet<number>): SimulateChoice {
  const { id, name, version } = definition;
  return {
    group,
    name,
    description: `${id}, version ${version}`,
    ...(uri === undefined ? {} : { uri }),
    object: { objectId: id, version },
    isPicked: picked.has(id),
  };
}
