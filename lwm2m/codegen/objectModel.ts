import type { BindingOptions } from "../definition/bindingOptions.js";
import { objectIdClass } from "../definition/ids.js";
import type { ObjectDefinition, ResourceDefinition } from "../definition/model.js";
import { quote } from "../base/quote.js";
import { parseUrn, urnOf } from "../definition/urn.js";
import { initialVersion } from "../definition/version.js";
import { registryOrigin, type BindingProblem, type BindingSource } from "./bindings.js";
import type { Limits, ObjectModel, ResourceModel } from "./model.js";
import { objectNames } from "./names/objectNames.js";
import { resourceKeys } from "./names/resourceKeys.js";
import { deprecationOf, objectDeprecation } from "./values/deprecation.js";
import { descriptionLines } from "./values/description.js";
import { readLimits } from "./values/limits.js";
import { valuesInProse } from "./values/proseValues.js";

/** A problem before it is said where. */
export type ModelProblem = Pick<BindingProblem, "level" | "message" | "resourceId">;

/** An object decided, and what there is to say about it. With an error the model is not to be printed. */
export interface BuiltModel {
  readonly object: ObjectModel;
  readonly problems: readonly ModelProblem[];
}

/** Decides what is printed of an object whose identity is sound, see `identityProblems`. */
export function buildModel({ definition, from }: BindingSource, options: BindingOptions): BuiltModel {
  const { id, name, version, lwm2mVersion, isMultiple, isMandatory } = definition;
  const description = descriptionLines(definition.description);
  const { keys, problems: keyProblems } = resourceKeys(id, definition.resources, options.names);
  const built = definition.resources.map((resource) => buildResource(definition, resource, keys, options));
  const { urn, problems: urnProblems } = soundUrn(definition);
  return {
    object: {
      symbol: objectNames(definition, options.names).symbol,
      id,
      urn,
      name,
      version,
      lwm2mVersion,
      multiple: isMultiple,
      mandatory: isMandatory,
      see: addressOf(definition, from),
      description,
      deprecated: objectDeprecation(definition, description),
      resources: chosen(
        built.flatMap(({ resource }) => resource ?? []),
        options,
      ),
    },
    problems: [...urnProblems, ...keyProblems, ...built.flatMap(({ problems }) => problems)],
  };
}

function chosen(
  resources: readonly ResourceModel[],
  { resources: ids, sort }: BindingOptions,
): readonly ResourceModel[] {
  const wanted = resources.filter(({ id, mandatory }) => ids === undefined || mandatory || ids.includes(id));
  return sort === "id" ? wanted.toSorted((a, b) => a.id - b.id) : wanted;
}

interface BuiltResource {
  /** Undefined for a resource that generated code cannot speak of. */
  readonly resource: ResourceModel | undefined;
  readonly problems: readonly ModelProblem[];
}

function buildResource(
  object: ObjectDefinition,
  resource: ResourceDefinition,
  keys: ReadonlyMap<number, string>,
  options: BindingOptions,
): BuiltResource {
  const { id, name, operations, type, isMultiple, isMandatory, units } = resource;
  const warning = (message: string): ModelProblem => ({ level: "warning", resourceId: id, message });
  const isExecutable = operations === "E";
  if (type === undefined && !isExecutable) {
    const message =
      `The resource ${quote(name)} has no type that LwM2M knows, so it is left out and its values stay unknown ones; ` +
      "give it a type.";
    return { resource: undefined, problems: [warning(message)] };
  }
  const limits = readLimits(resource, options);
  const description = descriptionLines(resource.description);
  const found = options.enumsFromDescriptions ? proseLimits(resource, description, limits.limits, options) : undefined;
  const typed = isExecutable && type !== undefined;
  return {
    resource: {
      key: keys.get(id) ?? `resource_${id}`,
      id,
      path: `/${object.id}/${object.isMultiple ? "x" : "0"}/${id}`,
      name,
      type: isExecutable ? "None" : (type ?? "None"),
      operations,
      multiple: isMultiple,
      mandatory: isMandatory,
      units,
      limits: found ?? limits.limits,
      rangeText: limits.text,
      isFromDescription: found !== undefined,
      description,
      deprecated: deprecationOf(name, description),
    },
    problems: [
      ...(typed
        ? [warning(`The resource ${quote(name)} is executable and has no value; its type ${type} is not used.`)]
        : []),
      ...(limits.warning === undefined ? [] : [warning(limits.warning)]),
    ],
  };
}

/** The values that the description lists, if there are any to rely on. */
function proseLimits(
  resource: ResourceDefinition,
  description: readonly string[],
  limits: Limits,
  { int64 }: BindingOptions,
): Limits | undefined {
  const values = valuesInProse(resource, description, limits);
  return values && { values: int64 === "bigint" ? values.map(BigInt) : values };
}

/** The URN of the definition, or the one that follows from ID and version if that says otherwise. */
function soundUrn({ id, version, urn }: ObjectDefinition): { urn: string; problems: readonly ModelProblem[] } {
  const parsed = parseUrn(urn);
  const isSound =
    parsed.problems.length === 0 && parsed.id?.value === id && (parsed.version?.value ?? initialVersion) === version;
  const made = urnOf(id, version);
  if (isSound || made === undefined) return { urn, problems: [] };
  const message = `The URN ${quote(urn)} does not go with the ID and the version; the generated code says ${made}.`;
  return { urn: made, problems: [{ level: "warning", message }] };
}

const publishedAt = "https://github.com/OpenMobileAlliance/lwm2m-registry/blob/prod";

/** Where an object is published; undefined for a file whose ID does not say that it is. */
function addressOf({ id, version }: ObjectDefinition, from: string): string | undefined {
  if (from === registryOrigin) return `${publishedAt}/version_history/${id}-${version.replace(".", "_")}.xml`;
  const kind = objectIdClass(id)?.kind;
  return kind === "oma" || kind === "ipso" || kind === "ext" ? `${publishedAt}/${id}.xml` : undefined;
}
