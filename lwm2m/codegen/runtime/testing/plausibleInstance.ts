import type { Random } from "../../../base/random.js";
import type { Value } from "../../../data/value.js";
import { plausibleValue } from "../../../data/testing/plausibleValue.js";
import type { ObjectDefinition, ResourceDefinition } from "../../../definition/model.js";
import type { ValueChoices } from "../metadata.js";
import type { Access } from "../types.js";
import { unixSeconds } from "../values.js";

const operationsOf: Readonly<Record<Access, readonly string[]>> = {
  read: ["R", "RW"],
  write: ["W", "RW"],
  bootstrap: ["", "R", "W", "RW"],
};

/** Random values, as a program has them, for every resource that such an access sees; by key as `metadataOf` has them. */
export function plausibleInstance(
  { resources }: ObjectDefinition,
  random: Random,
  access: Access,
  choices: ValueChoices = {},
): Readonly<Record<string, unknown>> {
  const fields = resources.flatMap((resource) => {
    if (!operationsOf[access].includes(resource.operations)) return [];
    const value = resourceValue(resource, random, choices);
    return value === undefined ? [] : [[`r${resource.id}`, value] as const];
  });
  return Object.fromEntries(fields);
}

function resourceValue(resource: ResourceDefinition, random: Random, choices: ValueChoices): unknown {
  const value = () => {
    const plausible = plausibleValue(resource, random);
    return plausible && fit(plausible, choices);
  };
  if (!resource.isMultiple) return value();
  const count = Math.floor(random.fraction() * 4);
  const values = Array.from({ length: count }, (_, index) => [index * 150, value()] as const);
  const known = values.filter(([, one]) => one !== undefined);
  return choices.instances === "record" ? Object.fromEntries(known) : new Map(known);
}

/** The value as the choices have it; numbers beyond what they hold are made smaller. */
function fit({ type, value }: Value, choices: ValueChoices): unknown {
  if (type === "Objlnk") return { objectId: value.objectId, instanceId: value.objectInstanceId };
  if (type === "Time") {
    const seconds = Number(BigInt.asIntN(40, value));
    return choices.time === "date" ? new Date(seconds * 1000) : unixSeconds(seconds);
  }
  if (typeof value !== "bigint" || choices.int64 === "bigint") return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  return Number(value < 0n ? -BigInt.asUintN(52, -value) : BigInt.asUintN(52, value));
}
