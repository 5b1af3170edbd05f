import { lwm2mVersions, type Lwm2mVersion } from "../device.js";
import { listed } from "../../base/words.js";

/** What the query of a Register or an Update says (LwM2M TS 1.2 §6.2.1, §6.2.2). What is not there is undefined. */
export interface RegistrationParameters {
  readonly endpoint?: string;
  readonly lwm2mVersion?: Lwm2mVersion;
  /** Seconds. */
  readonly lifetime?: number;
  readonly binding?: string;
  /** True if `Q` is there. */
  readonly isQueueMode?: true;
  readonly smsNumber?: string;
  readonly profileId?: string;
}

/** Why a request cannot be taken. */
export interface ParameterRefusal {
  readonly cause: "bad request" | "unsupported version";
  /** A sentence for the device's log and the user's. */
  readonly problem: string;
}

/** What was read of a query: with a refusal nothing else counts. Warnings are sentences for the user. */
export interface ParsedParameters {
  readonly parameters: RegistrationParameters;
  readonly warnings: readonly string[];
  readonly refusal?: ParameterRefusal;
}

type Outcome = { -readonly [Key in keyof RegistrationParameters]: RegistrationParameters[Key] };

/** What one parameter comes to. */
type Reader = (value: string, outcome: Outcome) => { warning?: string; refusal?: ParameterRefusal } | undefined;

/** No lifetime is longer: the resource is an Integer that implementations keep in 32 bits. */
const longestLifetime = 0xffff_ffff;

/** Bindings with `Q` behind a letter are of LwM2M 1.0; T and N came with 1.1, M and H with 1.2 (TS 1.2 §6.2.1.2). */
const bindingPattern = /^(?:[UTSNMH]Q?)+$/u;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "ep",
    (value, outcome) => {
      if (/\p{Control}/u.test(value)) return badRequest("The endpoint client name has control characters.");
      if (value !== "") outcome.endpoint = value;
      return undefined;
    },
  ],
  [
    "lwm2m",
    (value, outcome) => {
      const version = lwm2mVersions.find((known) => known === value);
      if (version !== undefined) outcome.lwm2mVersion = version;
      else if (!/^\d+\.\d+$/u.test(value)) return badRequest(`lwm2m=${value} is no version; it should look like 1.1.`);
      else {
        const problem = `LwM2M ${value} is not supported; this server speaks ${listed(lwm2mVersions)}.`;
        return { refusal: { cause: "unsupported version", problem } };
      }
      return undefined;
    },
  ],
  [
    "lt",
    (value, outcome) => {
      const lifetime = Number(value);
      if (!/^\d{1,10}$/u.test(value) || lifetime > longestLifetime) {
        return badRequest(`lt=${value} is no lifetime; it should be seconds, from 1 to ${longestLifetime}.`);
      }
      outcome.lifetime = lifetime;
      return undefined;
    },
  ],
  [
    "b",
    (value, outcome) => {
      outcome.binding = value;
      return bindingPattern.test(value)
        ? undefined
        : { warning: `b=${value} is no binding; it should look like U or UQ.` };
    },
  ],
  [
    "Q",
    (value, outcome) => {
      outcome.isQueueMode = true;
      return value === "" ? undefined : { warning: `Q=${value} has a value, but Q stands alone.` };
    },
  ],
  [
    "sms",
    (value, outcome) => {
      outcome.smsNumber = value;
      return undefined;
    },
  ],
  [
    "pid",
    (value, outcome) => {
      outcome.profileId = value;
      return { warning: `The profile ${value} is not known here, so its objects are missing until they are read.` };
    },
  ],
]);

function badRequest(problem: string): { refusal: ParameterRefusal } {
  return { refusal: { cause: "bad request", problem } };
}

/** More arguments than this are no registration. */
const mostArguments = 32;

/** Reads the query of a Register or an Update. Unknown parameters are passed over with a warning. */
export function parseParameters(query: readonly string[]): ParsedParameters {
  const outcome: Outcome = {};
  const warnings: string[] = [];
  const seen = new Set<string>();
  if (query.length > mostArguments) {
    return {
      parameters: {},
      warnings,
      ...badRequest(`There are ${query.length} parameters; ${mostArguments} are the most.`),
    };
  }
  for (const argument of query) {
    const sign = argument.indexOf("=");
    const name = sign < 0 ? argument : argument.slice(0, sign);
    const read = readers.get(name);
    if (read === undefined) {
      warnings.push(`The parameter "${shortened(argument)}" is not one of LwM2M's, so it is passed over.`);
      continue;
    }
    if (seen.has(name)) {
      warnings.push(`The parameter ${name} is there more than once; the first one counts.`);
      continue;
    }
    seen.add(name);
    const { warning, refusal } = read(sign < 0 ? "" : argument.slice(sign + 1), outcome) ?? {};
    if (refusal !== undefined) return { parameters: {}, warnings, refusal };
    if (warning !== undefined) warnings.push(warning);
  }
  return { parameters: outcome, warnings };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
