import type { InstanceOf, ObjectLink, UnixSeconds, UnknownResources, WriteOf, BootstrapOf } from "../index.js";
import type { Valve_33000_v1_0 } from "./valve.js";

/** What the generator writes beside the constant. */
export interface Valve_33000_v1_0_Instance {
  readonly position: number;
  readonly target: number;
  readonly mode?: 0 | 1 | 2;
  readonly kind?: "ball" | "gate";
  readonly openings?: ReadonlyMap<number, number>;
  readonly lastMoved?: UnixSeconds;
  readonly isStuck?: boolean;
  readonly calibration?: Uint8Array;
  readonly pump?: ObjectLink;
  readonly sensors?: ReadonlyMap<number, string>;
  readonly unknown?: UnknownResources;
}

export interface Valve_33000_v1_0_Write {
  readonly target: number;
  readonly mode?: 0 | 1 | 2;
  readonly pin?: string;
  readonly calibration?: Uint8Array;
  readonly pump?: ObjectLink;
  readonly sensors?: ReadonlyMap<number, string>;
}

export interface Valve_33000_v1_0_Bootstrap {
  readonly position: number;
  readonly target: number;
  readonly mode?: 0 | 1 | 2;
  readonly kind?: "ball" | "gate";
  readonly pin?: string;
  readonly openings?: ReadonlyMap<number, number>;
  readonly lastMoved?: UnixSeconds;
  readonly isStuck?: boolean;
  readonly calibration?: Uint8Array;
  readonly pump?: ObjectLink;
  readonly sensors?: ReadonlyMap<number, string>;
  readonly key: Uint8Array;
}

/** The same with the other choices for values. */
export interface OtherValve_Instance {
  readonly mode?: 0n | 1n | 2n;
  readonly openings: Readonly<Record<number, bigint>>;
  readonly lastMoved: Date;
  readonly ratio?: 0.1 | 0.5;
  readonly unknown?: UnknownResources;
}

export const otherValve = {
  id: 33001,
  urn: "urn:oma:lwm2m:x:33001",
  name: "Other Valve",
  version: "1.0",
  lwm2mVersion: "1.1",
  multiple: false,
  mandatory: true,
  values: { int64: "bigint", time: "date", instances: "record" },
  resources: {
    mode: {
      id: 2,
      name: "Mode",
      type: "Integer",
      operations: "RW",
      multiple: false,
      mandatory: false,
      values: [0n, 1n, 2n],
    },
    openings: { id: 5, name: "Openings", type: "Unsigned Integer", operations: "R", multiple: true, mandatory: true },
    lastMoved: { id: 6, name: "Last Moved", type: "Time", operations: "R", multiple: false, mandatory: true },
    ratio: {
      id: 7,
      name: "Ratio",
      type: "Float",
      operations: "R",
      multiple: false,
      mandatory: false,
      values: [0.1, 0.5],
    },
  },
} as const;

type IsSame<A, B> = [A, B, keyof A, keyof B] extends [B, A, keyof B, keyof A] ? true : "different";

/** Compiles only if what the runtime derives from a constant is exactly what the generator writes beside it. */
export const areSame: readonly true[] = [
  true satisfies IsSame<Valve_33000_v1_0_Instance, InstanceOf<typeof Valve_33000_v1_0>>,
  true satisfies IsSame<Valve_33000_v1_0_Write, WriteOf<typeof Valve_33000_v1_0>>,
  true satisfies IsSame<Valve_33000_v1_0_Bootstrap, BootstrapOf<typeof Valve_33000_v1_0>>,
  true satisfies IsSame<OtherValve_Instance, InstanceOf<typeof otherValve>>,
];
