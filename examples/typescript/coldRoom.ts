// What devices send, decoded, checked and answered by the definitions of their objects.
// Node 24 runs it as it is: node typescript/coldRoom.ts
import { ColdRoom_42001_v1_1, type ColdRoom_42001_v1_1_Instance } from "./lwm2m/cold_room_42001_v1_1.ts";
import { Temperature_3303_v1_1 } from "./lwm2m/temperature_3303_v1_1.ts";
import { senmlCbor } from "./lwm2m/runtime/senmlCbor.ts";
import { text } from "./lwm2m/runtime/text.ts";
import { tlv } from "./lwm2m/runtime/tlv.ts";
import {
  dateOf,
  decode,
  decodeObject,
  executeRequest,
  isComplete,
  resourcePath,
  validate,
  writeRequest,
  type Lwm2mRequest,
} from "./lwm2m/runtime/index.ts";

/** The answer to a read of /42001/0 in TLV. */
const coldRoom = bytes(
  "c10001c20104b7c40240800000c10401c40552323930c40742d1000088080c4401c10800004404c1140000" +
    "c40b69787080c40d0ce90002e4164440d00000e1668103",
);

/** The answer to a read of /3303 in SenML CBOR. */
const temperatures = bytes(
  "85a321662f333330332f0066302f3537303002fa41aa0000a20066302f35373031036343656ca200" +
    "66302f363034320213a20066332f3537303002fac0600000a20066332f35353138021a69787080",
);

// Everything below has the types of the definitions: rename a resource in objects/42001.xml, generate again, and see.
const { value, problems } = decode(ColdRoom_42001_v1_1, tlv, coldRoom);
for (const { offset, message } of problems) console.log(`at byte ${offset}: ${message}`);
for (const { code, message } of validate(ColdRoom_42001_v1_1, value)) console.log(`${code}: ${message}`);
if (isComplete(ColdRoom_42001_v1_1, value)) describe(value);

for (const [instanceId, temperature] of decodeObject(Temperature_3303_v1_1, senmlCbor, temperatures).value) {
  const { sensorValue, timestamp } = temperature;
  const path = resourcePath(Temperature_3303_v1_1, instanceId, "sensorValue");
  const when = timestamp === undefined ? "" : ` at ${dateOf(timestamp).toISOString()}`;
  console.log(`${path} is ${sensorValue ?? "unknown"}${when}`);
}

// A key that can only be read, or a value that is not allowed, would not compile here.
show(executeRequest(ColdRoom_42001_v1_1, 0, "startDefrosting"));
show(writeRequest(ColdRoom_42001_v1_1, 0, "targetTemperature", 3.5, text).request);

function describe(room: ColdRoom_42001_v1_1_Instance): void {
  const modes = ["off", "cooling", "defrosting", "cleaning"] as const;
  console.log(`${modes[room.operatingMode]}, ${room.sensorValue} °C, door ${room.doorOpen ? "open" : "closed"}`);
  for (const [id, temperature] of room.evaporatorTemperatures ?? []) console.log(`evaporator ${id}: ${temperature} °C`);
  for (const id of room.unknown?.keys() ?? []) console.log(`resource ${id} is newer than the definition`);
}

/** Prints a request as any CoAP library can send it. */
function show(request: Lwm2mRequest | undefined): void {
  if (request === undefined) return;
  const { method, path, payload = new Uint8Array() } = request;
  console.log(`${method} ${path} ${hex(payload)}`.trimEnd());
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hex(payload: Uint8Array): string {
  return Array.from(payload, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
