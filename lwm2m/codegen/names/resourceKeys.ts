import type { ResourceDefinition } from "../../definition/model.js";
import { quote } from "../../base/quote.js";
import { isIdentifier, isTakenKey, withoutDigitAtStart } from "./identifiers.js";
import { camelCase, wordsOf } from "./words.js";

/** Something about the name of a resource. */
export interface KeyProblem {
  readonly level: "error" | "warning";
  readonly resourceId: number;
  readonly message: string;
}

/** What the resources of an object are called in code, by ID. */
export interface ResourceKeys {
  readonly keys: ReadonlyMap<number, string>;
  readonly problems: readonly KeyProblem[];
}

/** A resource with the key that stands for its name, before it is told from others. */
interface Candidate {
  readonly resource: ResourceDefinition;
  readonly key: string;
}

/**
 * The keys of an object's resources, each resource ID being there once:
 *
 * 1. A name that the user chose for a resource, by `3303/5700`, is its key as it is. It must be an identifier and nobody
 *    else's key, and the steps below do not see that resource.
 * 2. The words of the name (see `wordsOf`) are joined, the first in small letters, the others with a capital and small
 *    letters: `Sensor Value` is `sensorValue`, `SMS Binding Key Parameters` is `smsBindingKeyParameters`.
 * 3. Where two resources or more come to the same key, each gets `_` and its ID: `ipAddress_3` and `ipAddress_12`.
 * 4. So does a key that starts with a digit, which also gets `_` at the front (`5QI` is `_5Qi_8`), a key that means
 *    something else in any JavaScript object or in generated ones (`constructor`, `toString`, `unknown`), and a name without
 *    a letter or digit, which is `resource_7`.
 *
 * Reserved words such as `delete` are fine: they stand only behind a dot or before a colon. No key depends on the order of
 * resources, on presence or on operations.
 */
export function resourceKeys(
  objectId: number,
  resources: readonly ResourceDefinition[],
  names: ReadonlyMap<string, string>,
): ResourceKeys {
  const chosen = resources.flatMap((resource): readonly Candidate[] => {
    const key = names.get(`${objectId}/${resource.id}`);
    return key === undefined ? [] : [{ resource, key }];
  });
  const chosenIds = new Set(chosen.map(({ resource }) => resource.id));
  const made = resources
    .filter(({ id }) => !chosenIds.has(id))
    .map((resource) => ({ resource, key: camelCase(wordsOf(resource.name)) }));
  const uses = groupBy(made, ({ key }) => key);
  const named = made.map(({ resource, key }) => ({ resource, key: finalKey(key, resource.id, uses) }));
  const all = [...chosen, ...named];
  return {
    keys: new Map(all.map(({ resource, key }) => [resource.id, key])),
    problems: [...chosen.flatMap((choice) => choiceProblems(choice, all)), ...similarNames(made)],
  };
}

function finalKey(key: string, id: number, uses: ReadonlyMap<string, readonly Candidate[]>): string {
  if (key === "") return `resource_${id}`;
  const plain = withoutDigitAtStart(key);
  const isAlone = uses.get(key)?.length === 1;
  return isAlone && plain === key && !isTakenKey(key) ? key : `${plain}_${id}`;
}

function choiceProblems({ resource: { id, name }, key }: Candidate, all: readonly Candidate[]): readonly KeyProblem[] {
  const problem = (message: string): readonly KeyProblem[] => [{ level: "error", resourceId: id, message }];
  const what = `The name ${quote(key)} chosen for resource ${id} ${quote(name)}`;
  if (!isIdentifier(key)) return problem(`${what} is no identifier; choose letters, digits and _, a letter first.`);
  if (isTakenKey(key)) return problem(`${what} means something else in generated code; choose another.`);
  const other = all.find((candidate) => candidate.key === key && candidate.resource.id !== id);
  if (other === undefined) return [];
  return problem(
    `${what} is also that of resource ${other.resource.id} ${quote(other.resource.name)}; choose another.`,
  );
}

/** Names that people cannot tell apart, because only capitals and blanks do. */
function similarNames(made: readonly Candidate[]): readonly KeyProblem[] {
  const groups = groupBy(made, ({ resource }) => resource.name.replace(/\s/gu, "").toLowerCase());
  return [...groups.values()].flatMap((group) => {
    const names = new Set(group.map(({ resource }) => resource.name));
    const [first, ...others] = group;
    if (names.size < 2 || first === undefined) return [];
    return others
      .filter(({ resource }) => resource.name !== first.resource.name)
      .map(({ resource }): KeyProblem => {
        const message =
          `The name ${quote(resource.name)} differs from ${quote(first.resource.name)}, resource ${first.resource.id}, ` +
          "only by capitals or blanks; rename one, or choose names for code.";
        return { level: "warning", resourceId: resource.id, message };
      });
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
