import type { Value, ValueType } from "../../../data/value.js";
import { integerLimits } from "../../../data/valueText.js";
import type { IssueCode } from "../problems.js";
import { describe } from "./describe.js";
import type { KnownResource } from "./layout.js";
import { hasListedValues, limitProblem, listedValue, notListed } from "./limits.js";

/** A value as codecs take it. What is out of bounds still has one; what is of another type has none. */
export interface ToWire {
  readonly value?: Value;
  readonly problem?: { readonly code: IssueCode; readonly message: string };
}

/** Takes what a program has for a value of a resource, which may be anything. May throw where looking at it throws. */
export function toWire(resource: KnownResource, value: unknown): ToWire {
  const { type } = resource.shape;
  if (type === undefined) return {};
  const { int64, time } = resource.choices;
  const taken = type === "Time" ? timeOf(value, time === "date") : valueOf(type, value, int64 === "bigint");
  if (typeof taken === "string") return { problem: { code: "type", message: `${taken}; found ${describe(value)}` } };
  const isListable = typeof value === "string" || typeof value === "number" || typeof value === "bigint";
  if (isListable && hasListedValues(resource) && listedValue(resource, value) === undefined) {
    return { problem: { code: "value", message: notListed(resource, value) } };
  }
  const problem = limitProblem(resource, value);
  return { value: taken, ...(problem === undefined ? {} : { problem }) };
}

/** The value as its type has it on the wire, where integers and times are `bigint`; else what is expected. */
export function valueOf(type: ValueType, value: unknown, isBigint: boolean): Value | string {
  switch (type) {
    case "String":
    case "Corelnk":
      if (typeof value !== "string") return `${type} is a text`;
      return /\p{Surrogate}/u.test(value) ? `${type} is a text without half a surrogate pair` : { type, value };
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      return isBigint ? bigintOf(type, value) : integerOf(type, value);
    case "Float":
      return typeof value === "number" ? { type, value } : "Float is a number";
    case "Boolean":
      return typeof value === "boolean" ? { type, value } : "Boolean is true or false";
    case "Opaque":
      return value instanceof Uint8Array ? { type, value } : "Opaque is a Uint8Array";
    case "Objlnk":
      return linkOf(value);
  }
}

type IntegerType = "Integer" | "Unsigned Integer" | "Time";

function integerOf(type: IntegerType, value: unknown): Value | string {
  if (typeof value !== "number") return `${type} is a number`;
  if (!Number.isSafeInteger(value)) return `${type} is a whole number that a number holds exactly, up to 2^53 - 1`;
  return inLimits(type, BigInt(value));
}

function bigintOf(type: IntegerType, value: unknown): Value | string {
  return typeof value === "bigint" ? inLimits(type, value) : `${type} is a bigint`;
}

function inLimits(type: IntegerType, value: bigint): Value | string {
  const { min, max } = integerLimits[type === "Time" ? "Integer" : type];
  return value >= min && value <= max ? { type, value } : `${type} is from ${String(min)} to ${String(max)}`;
}

/** A time in whole seconds; of a date the second in which it falls. */
function timeOf(value: unknown, isDate: boolean): Value | string {
  if (!isDate) return integerOf("Time", value);
  if (!(value instanceof Date)) return "Time is a Date";
  const seconds = Math.floor(value.getTime() / 1000);
  return Number.isFinite(seconds) ? { type: "Time", value: BigInt(seconds) } : "Time is a Date that exists";
}

const linkWords = "Objlnk is an object with objectId and instanceId, each from 0 to 65535";

function linkOf(value: unknown): Value | string {
  if (typeof value !== "object" || value === null || !("objectId" in value) || !("instanceId" in value))
    return linkWords;
  const { objectId, instanceId } = value;
  if (!isLinkId(objectId) || !isLinkId(instanceId)) return linkWords;
  return { type: "Objlnk", value: { objectId, objectInstanceId: instanceId } };
}

function isLinkId(id: unknown): id is number {
  return Number.isInteger(id) && Number(id) >= 0 && Number(id) <= 0xffff;
}
