import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";
import { isValued, type Behavior, type Moment, type Subject } from "./behavior.js";
import { numberValue } from "./fit.js";

/** How often a device samples its sensors, in milliseconds. */
export const samplingPeriod = 5000;

/** More samples than this (a day) are not made up for; the steps between them grow instead. */
const mostSamples = 20_000;

/** Extremes by their ID in the reusable resources, with the resource whose values they keep. */
const reusableExtremes = [
  { id: 5601, kind: "min", source: 5700 },
  { id: 5602, kind: "max", source: 5700 },
  { id: 5801, kind: "min", source: 5800 },
  { id: 5802, kind: "max", source: 5800 },
  { id: 5811, kind: "min", source: 5810 },
  { id: 5812, kind: "max", source: 5810 },
  { id: 5508, kind: "min", source: 5702 },
  { id: 5509, kind: "max", source: 5702 },
  { id: 5510, kind: "min", source: 5703 },
  { id: 5511, kind: "max", source: 5703 },
  { id: 5512, kind: "min", source: 5704 },
  { id: 5513, kind: "max", source: 5704 },
] as const;

/** What a resource keeps the smallest or largest value of. */
export interface ExtremeFacts {
  readonly kind: "min" | "max";
  /** The resource with the values. */
  readonly source: number;
}

/** Reads from ID and name that a resource is the smallest or largest value that another one has had. */
export function extremeFacts(object: ObjectDefinition, resource: ResourceDefinition): ExtremeFacts | undefined {
  const reusable = reusableExtremes.find(({ id }) => id === resource.id);
  if (reusable !== undefined && object.resources.some(({ id }) => id === reusable.source)) return reusable;
  const parts = /^(?<kind>min|max)(?:imum)? measured (?<what>.*?)(?: values?)?$/iu.exec(resource.name)?.groups;
  if (parts === undefined) return undefined;
  const what = (parts["what"] ?? "").toLowerCase();
  const candidates = object.resources.filter(isSource);
  const source = candidates.find(({ name }) => name.toLowerCase().includes(what)) ?? candidates[0];
  return source && { kind: parts["kind"]?.toLowerCase() === "min" ? "min" : "max", source: source.id };
}

function isSource(resource: ResourceDefinition): boolean {
  const isNumber = resource.type === "Float" || resource.type === "Integer" || resource.type === "Unsigned Integer";
  return isNumber && isValued(resource) && resource.operations === "R" && !/\b(?:min|max)/iu.test(resource.name);
}

/** Keeps the smallest or largest value that another resource has had at any sample since the start or the last reset. */
export function extreme(subject: Subject, { kind, source }: ExtremeFacts): Behavior {
  let sampledUntil: number | undefined;
  let best: number | undefined;
  const take = (sampledAt: number): void => {
    const value = subject.sibling(source)?.at({ now: sampledAt, sampledAt }).value;
    if (typeof value !== "number" && typeof value !== "bigint") return;
    const number = Number(value);
    if (best === undefined || (kind === "min" ? number < best : number > best)) best = number;
  };
  const reset = ({ sampledAt }: Moment): void => {
    best = undefined;
    sampledUntil = sampledAt;
    take(sampledAt);
  };
  return {
    at: (moment) => {
      const { sampledAt } = moment;
      if (sampledUntil === undefined) reset({ now: subject.startedAt, sampledAt: firstSample(subject.startedAt) });
      const from = sampledUntil ?? sampledAt;
      const samples = Math.min(mostSamples, Math.ceil((sampledAt - from) / samplingPeriod));
      for (let index = 1; index <= samples; index++) {
        const step = (sampledAt - from) / samples;
        take(from + step * index);
      }
      sampledUntil = Math.max(from, sampledAt);
      return numberValue(subject, best ?? 0, 6);
    },
    reset,
  };
}

/** The sample that a device has when it is switched on. */
function firstSample(startedAt: number): number {
  return Math.floor(startedAt / samplingPeriod) * samplingPeriod;
}
