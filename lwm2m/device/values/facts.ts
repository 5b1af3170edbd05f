import type { Value } from "../../data/value.js";
import type { FirmwareUpdate } from "../firmware/firmwareUpdate.js";
import type { ConnectorSecurity } from "../serverConnector.js";
import { constant, type Behavior, type Subject } from "./behavior.js";
import { batteryLevel, wandering } from "./curves.js";
import { placeOf } from "./places.js";
import { serialNumber } from "./textRules.js";
import { clock } from "./timeRules.js";
import { fromUtf8 } from "../../base/bytes.js";

/** What the objects of the enabler tell of this device and its server. */
export interface DeviceFacts {
  /** Seconds. */
  readonly lifetime: number;
  readonly serverUri: string;
  readonly security: ConnectorSecurity;
  readonly firmware: FirmwareUpdate;
}

/** A resource of an object of the enabler, as this device has it. */
interface FactRow {
  /** `object/resource`. */
  readonly id: string;
  /** The resource instances of a multiple resource at the start; 0 alone unless told. */
  readonly instances?: readonly number[];
  /** Undefined for what is executed. */
  readonly make?: (subject: Subject, device: DeviceFacts) => Behavior;
}

function text(value: string): () => Behavior {
  return () => constant({ type: "String", value });
}

function whole(value: number): () => Behavior {
  return () => constant({ type: "Integer", value: BigInt(value) });
}

function unsigned(value: number): () => Behavior {
  return () => constant({ type: "Unsigned Integer", value: BigInt(value) });
}

function flag(value: boolean): () => Behavior {
  return () => constant({ type: "Boolean", value });
}

/** The supply's instances: 0 is the internal battery, 1 is USB. */
const supplies = [0, 1];

/** One value for each of the resource instances 0 and 1. */
function byInstance(values: readonly [first: number, second: number]): (subject: Subject) => Behavior {
  return ({ path }) => constant({ type: "Integer", value: BigInt(values[path.resourceInstanceId === 1 ? 1 : 0]) });
}

/** The value that the firmware has now. */
function ofFirmware(value: (firmware: FirmwareUpdate) => Value): NonNullable<FactRow["make"]> {
  return (_, { firmware }) => ({ at: () => value(firmware) });
}

/** The only LwM2M Server of this device. */
export const shortServerId = 123;

/**
 * The objects of the enabler (LwM2M TS 1.1 Appendix E), of which this device has exactly these resources, as far as
 * the definition has them.
 */
const rows: readonly FactRow[] = [
  { id: "0/0", make: (_, { serverUri }) => constant({ type: "String", value: serverUri }) },
  { id: "0/1", make: flag(false) },
  // Security Mode: 0 is PSK, 3 is NoSec.
  { id: "0/2", make: (_, { security }) => whole(security.kind === "psk" ? 0 : 3)() },
  { id: "0/3", make: (_, { security }) => constant({ type: "Opaque", value: identityBytes(security) }) },
  { id: "0/4", make: () => constant({ type: "Opaque", value: new Uint8Array() }) },
  // The key itself stays with the connection.
  { id: "0/5", make: () => constant({ type: "Opaque", value: new Uint8Array() }) },
  { id: "0/10", make: whole(shortServerId) },

  { id: "1/0", make: whole(shortServerId) },
  { id: "1/1", make: (_, { lifetime }) => whole(Math.max(1, Math.round(lifetime)))() },
  { id: "1/2", make: whole(1) },
  { id: "1/3", make: whole(60) },
  { id: "1/4" },
  { id: "1/5", make: whole(86_400) },
  { id: "1/6", make: flag(false) },
  { id: "1/7", make: text("U") },
  { id: "1/8" },

  { id: "3/0", make: text("LwM2M Workbench") },
  { id: "3/1", make: text("Simulated device") },
  { id: "3/2", make: ({ endpoint }) => text(serialNumber(endpoint))() },
  { id: "3/3", make: ofFirmware(({ version }) => ({ type: "String", value: version })) },
  { id: "3/4" },
  { id: "3/5" },
  // Internal battery and USB.
  { id: "3/6", instances: supplies, make: byInstance([1, 5]) },
  {
    id: "3/7",
    instances: supplies,
    make: (subject) => wandering(subject, subject.path.resourceInstanceId === 1 ? usbVoltage : batteryVoltage),
  },
  {
    id: "3/8",
    instances: supplies,
    make: (subject) => wandering(subject, subject.path.resourceInstanceId === 1 ? usbCurrent : batteryCurrent),
  },
  { id: "3/9", make: batteryLevel },
  { id: "3/10", make: (subject) => wandering(subject, { center: 15_400, spread: 300 }) },
  { id: "3/11", make: whole(0) },
  { id: "3/12" },
  { id: "3/13", make: () => clock(0) },
  { id: "3/14", make: ({ endpoint }) => text(placeOf(endpoint).utcOffset)() },
  { id: "3/15", make: ({ endpoint }) => text(placeOf(endpoint).timezone)() },
  { id: "3/16", make: text("U") },
  { id: "3/17", make: text("Simulated sensor node") },
  { id: "3/18", make: text("1.0") },
  { id: "3/19", make: text("1.0.0") },
  // Normal: the battery is operating normally and not on power.
  { id: "3/20", make: whole(0) },
  { id: "3/21", make: whole(65_536) },

  // NB-IoT, of NB-IoT and LTE.
  { id: "4/0", make: whole(7) },
  { id: "4/1", instances: [0, 1], make: byInstance([7, 6]) },
  { id: "4/2", make: (subject) => wandering(subject, { center: -85, spread: 8 }) },
  { id: "4/3", make: (subject) => wandering(subject, { center: 180, spread: 30 }) },
  { id: "4/4", make: ({ seed }) => text(`192.0.2.${2 + (seed % 250)}`)() },
  { id: "4/5", make: text("192.0.2.1") },
  { id: "4/6", make: (subject) => wandering(subject, { center: 12, spread: 8 }) },
  { id: "4/7", make: text("iot.example") },
  { id: "4/8", make: whole(131_329) },
  // Network and country of test networks.
  { id: "4/9", make: whole(1) },
  { id: "4/10", make: whole(1) },
  { id: "4/11", make: (subject) => wandering(subject, { center: 9, spread: 4 }) },
  { id: "4/12", make: whole(4660) },
  { id: "4/13", make: whole(0) },

  { id: "5/0", make: () => constant({ type: "Opaque", value: new Uint8Array() }) },
  { id: "5/1", make: ofFirmware(({ packageUri }) => ({ type: "String", value: packageUri })) },
  { id: "5/2" },
  { id: "5/3", make: ofFirmware(({ state }) => ({ type: "Integer", value: BigInt(state) })) },
  { id: "5/5", make: ofFirmware(({ result }) => ({ type: "Integer", value: BigInt(result) })) },
  { id: "5/6", make: text("simulated-firmware") },
  { id: "5/7", make: ofFirmware(({ version }) => ({ type: "String", value: version })) },
  // CoAP and CoAPS.
  { id: "5/8", instances: [0, 1], make: byInstance([0, 1]) },
  // Both pull and push.
  { id: "5/9", make: whole(2) },
  { id: "5/10" },
  { id: "5/11", make: whole(1) },
  {
    id: "5/12",
    make: ofFirmware(({ changedAt }) => ({ type: "Time", value: BigInt(Math.floor(changedAt / 1000)) })),
  },
  { id: "5/13", make: unsigned(0) },
];

const usbVoltage = { center: 5000, spread: 40 };
const batteryVoltage = { center: 3750, spread: 60 };
const usbCurrent = { center: 420, spread: 60 };
const batteryCurrent = { center: 85, spread: 20 };

const rowsById: ReadonlyMap<string, FactRow> = new Map(rows.map((row) => [row.id, row]));
const knownObjects: ReadonlySet<string> = new Set(rows.map(({ id }) => id.slice(0, id.indexOf("/"))));

/** The row of a resource; undefined if the device does not have it, or nothing particular is known of the object. */
export function factsOf(objectId: number, resourceId: number): FactRow | undefined {
  return rowsById.get(`${objectId}/${resourceId}`);
}

/** True for the objects whose resources are all in the table. */
export function isFactual(objectId: number): boolean {
  return knownObjects.has(String(objectId));
}

function identityBytes(security: ConnectorSecurity): Uint8Array {
  return security.kind === "psk" ? fromUtf8(security.identity) : new Uint8Array();
}
