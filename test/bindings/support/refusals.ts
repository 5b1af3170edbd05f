/** Something that users may get wrong, and that the compiler must tell them. */
export interface Refusal {
  readonly what: string;
  /** Statements that compile. `use` has the bindings and the runtime, see {@link preludeOf}. */
  readonly good: string;
  /** The same with one mistake; a line with `// refused` is the one that the compiler must complain about, once. */
  readonly bad: string;
}

/** The module that the programs of refusals take everything from. */
export const preludeName = "use";

/** The text of that module, with names that are short to read here. */
export const prelude = `
export {
  ColdRoom_42001_v1_1 as room,
  type ColdRoom_42001_v1_1_Instance as Room,
  type ColdRoom_42001_v1_1_Write as RoomWrite,
} from "./cold_room_42001_v1_1.js";
export { Temperature_3303_v1_1 as temperature } from "./temperature_3303_v1_1.js";
export {
  Lwm2mSecurity_0_v1_2 as security,
  type Lwm2mSecurity_0_v1_2_Instance as Security,
  type Lwm2mSecurity_0_v1_2_Bootstrap as SecurityBootstrap,
} from "./lwm2m_security_0_v1_2.js";
export * from "./runtime/index.js";
export { text } from "./runtime/text.js";
export { tlv } from "./runtime/tlv.js";
`;

const wholeRoom = "doorOpen: false, targetTemperature: 4, operatingMode: 1";

const boundRoom = "export const result = (room: use.BoundInstance<typeof use.room>): unknown";

export const refusals: readonly Refusal[] = [
  {
    what: "an instance without a mandatory resource",
    good: `export const room: use.Room = { ${wholeRoom}, sensorValue: 4.5 };`,
    bad: `export const room: use.Room = { ${wholeRoom} }; // refused`,
  },
  {
    what: "undefined in the place of an optional resource",
    good: `export const room: use.Room = { ${wholeRoom}, sensorValue: 4.5, humidity: 80 };`,
    bad: `export const room: use.Room = { ${wholeRoom}, sensorValue: 4.5, humidity: undefined }; // refused`,
  },
  {
    what: "a list in the place of resource instances",
    good: `export const room: Partial<use.Room> = { evaporatorTemperatures: new Map([[3, -8.5]]) };`,
    bad: `export const room: Partial<use.Room> = { evaporatorTemperatures: [-8.5] }; // refused`,
  },
  {
    what: "a value that is none of those listed",
    good: `export const room: Partial<use.Room> = { refrigerant: "R290", operatingMode: 3 };`,
    bad: `export const room: Partial<use.Room> = {
  refrigerant: "R290",
  operatingMode: 4, // refused
};`,
  },
  {
    what: "a value of another type",
    good: "export const write: Partial<use.RoomWrite> = { targetTemperature: 4 };",
    bad: 'export const write: Partial<use.RoomWrite> = { targetTemperature: "4" }; // refused',
  },
  {
    what: "any number as a time",
    good: "export const write: Partial<use.RoomWrite> = { lastService: use.unixSeconds(1_700_000_000) };",
    bad: "export const write: Partial<use.RoomWrite> = { lastService: 1_700_000_000 }; // refused",
  },
  {
    what: "a resource that does not exist",
    good: "export const room: Partial<use.Room> = { humidity: 80 };",
    bad: "export const room: Partial<use.Room> = { humidness: 80 }; // refused",
  },
  {
    what: "an executable resource as a value",
    good: "export const of = (room: use.Room): unknown => room.humidity;",
    bad: "export const of = (room: use.Room): unknown => room.startDefrosting; // refused",
  },
  {
    what: "a resource that can only be written among what is read",
    good: "export const of = (room: use.RoomWrite): unknown => room.keyOfTheDoorLock;",
    bad: "export const of = (room: use.Room): unknown => room.keyOfTheDoorLock; // refused",
  },
  {
    what: "a resource that can only be read among what is written",
    good: "export const of = (room: use.Room): unknown => room.humidity;",
    bad: "export const of = (room: use.RoomWrite): unknown => room.humidity; // refused",
  },
  {
    what: "what only a Bootstrap-Server sees",
    good: "export const of = (security: use.SecurityBootstrap): unknown => security.secretKey;",
    bad: "export const of = (security: use.Security): unknown => security.secretKey; // refused",
  },
  {
    what: "an assignment to a resource",
    good: "export const warmer = (room: use.Room): use.Room => ({ ...room, sensorValue: 8 });",
    bad: `export const warmer = (room: use.Room): use.Room => {
  room.sensorValue = 8; // refused
  return room;
};`,
  },
  {
    what: "a change of resource instances",
    good: "export const of = (room: use.Room): unknown => room.evaporatorTemperatures?.get(1);",
    bad: "export const of = (room: use.Room): unknown => room.evaporatorTemperatures?.set(1, 2); // refused",
  },
  {
    what: "an assignment to what a definition says",
    good: "export const id: number = use.room.resources.humidity.id;",
    bad: "use.room.resources.humidity.id = 8; // refused",
  },
  {
    what: "the path of a resource that does not exist",
    good: 'export const path: string = use.resourcePath(use.room, 0, "humidity");',
    bad: 'export const path: string = use.resourcePath(use.room, 0, "humidness"); // refused',
  },
  {
    what: "the path of another object's resource",
    good: 'export const path: use.Lwm2mPath<`/3303/${number}/5700`> = use.resourcePath(use.temperature, 0, "sensorValue");',
    bad: 'export const path: use.Lwm2mPath<`/3303/${number}/5700`> = use.resourcePath(use.room, 0, "sensorValue"); // refused',
  },
  {
    what: "the path of another resource",
    good: 'export const path: use.Lwm2mPath<`/42001/${number}/7`> = use.resourcePath(use.room, 0, "humidity");',
    bad: 'export const path: use.Lwm2mPath<`/42001/${number}/7`> = use.resourcePath(use.room, 0, "doorOpen"); // refused',
  },
  {
    what: "a text as a path",
    good: "export const path: use.Lwm2mPath = use.objectPath(use.room);",
    bad: 'export const path: use.Lwm2mPath = "/42001"; // refused',
  },
  {
    what: "the path of an instance of a single resource",
    good: 'export const path: string = use.resourceInstancePath(use.room, 0, "evaporatorTemperatures", 2);',
    bad: 'export const path: string = use.resourceInstancePath(use.room, 0, "humidity", 2); // refused',
  },
  {
    what: "an instance in a format for one value",
    good: "export const decoded: unknown = use.decode(use.room, use.tlv, new Uint8Array());",
    bad: "export const decoded: unknown = use.decode(use.room, use.text, new Uint8Array()); // refused",
  },
  {
    what: "a decoded value as if the device had to send it",
    good: "export const value: number | undefined = use.decode(use.room, use.tlv, new Uint8Array()).value.sensorValue;",
    bad: "export const value: number = use.decode(use.room, use.tlv, new Uint8Array()).value.sensorValue; // refused",
  },
  {
    what: "to read a resource that can only be written",
    good: 'export const decoded: unknown = use.decodeResource(use.room, use.text, new Uint8Array(), 0, "humidity");',
    bad: 'export const decoded: unknown = use.decodeResource(use.room, use.text, new Uint8Array(), 0, "keyOfTheDoorLock"); // refused',
  },
  {
    what: "to encode a value of another type",
    good: "export const encoded: unknown = use.encode(use.room, use.tlv, { sensorValue: 4.5 });",
    bad: 'export const encoded: unknown = use.encode(use.room, use.tlv, { sensorValue: "4.5" }); // refused',
  },
  {
    what: "to take a value for a whole instance that has not been looked at",
    good: "export const of = (value: unknown): use.Room | undefined => use.isComplete(use.room, value) ? value : undefined;",
    bad: "export const of = (value: Partial<use.Room>): use.Room => value; // refused",
  },
  {
    what: "a request to read what can only be written",
    good: 'export const request: unknown = use.readRequest(use.room, 0, "humidity", use.tlv);',
    bad: 'export const request: unknown = use.readRequest(use.room, 0, "keyOfTheDoorLock", use.tlv); // refused',
  },
  {
    what: "a request to read what can only be executed",
    good: 'export const request: unknown = use.readRequest(use.room, 0, "operatingMode", use.text);',
    bad: 'export const request: unknown = use.readRequest(use.room, 0, "startDefrosting", use.text); // refused',
  },
  {
    what: "a request to write what can only be read",
    good: 'export const request: unknown = use.writeRequest(use.room, 0, "targetTemperature", 4, use.text);',
    bad: 'export const request: unknown = use.writeRequest(use.room, 0, "sensorValue", 4, use.text); // refused',
  },
  {
    what: "a request to write a value that is not listed",
    good: 'export const request: unknown = use.writeRequest(use.room, 0, "operatingMode", 2, use.text);',
    bad: 'export const request: unknown = use.writeRequest(use.room, 0, "operatingMode", 7, use.text); // refused',
  },
  {
    what: "a request to write several resources, one of which can only be read",
    good: "export const request: unknown = use.updateRequest(use.room, 0, { targetTemperature: 4 }, use.tlv);",
    bad: `export const request: unknown = use.updateRequest(
  use.room,
  0,
  { targetTemperature: 4, sensorValue: 4 }, // refused
  use.tlv,
);`,
  },
  {
    what: "a request to execute what has a value",
    good: 'export const request: unknown = use.executeRequest(use.room, 0, "startDefrosting");',
    bad: 'export const request: unknown = use.executeRequest(use.room, 0, "humidity"); // refused',
  },
  {
    what: "to read what can only be written through a bound instance",
    good: `${boundRoom} => room.read("humidity");`,
    bad: `${boundRoom} => room.read("keyOfTheDoorLock"); // refused`,
  },
  {
    what: "to write what can only be read through a bound instance",
    good: `${boundRoom} => room.write("alarmDelay", 60);`,
    bad: `${boundRoom} => room.write("humidity", 60); // refused`,
  },
  {
    what: "to execute what has a value through a bound instance",
    good: `${boundRoom} => room.execute("resetCounters");`,
    bad: `${boundRoom} => room.execute("doorOpenCount"); // refused`,
  },
];
