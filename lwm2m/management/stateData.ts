import { transportKinds } from "../coap/channel.js";
import { restoreIdentity, type PeerIdentity } from "../dtls/identity.js";
import type { DeviceBook } from "./deviceBook.js";
import { lwm2mVersions, type DeviceObject, type Registration } from "./device.js";
import { registeredDeviceId } from "./deviceId.js";
import { ManagedDevice } from "./managedDevice.js";
import type { Services } from "./services.js";
import type { DeviceStateData, RegistrationStateData, ServerStateData } from "./state.js";

/** Everything worth keeping over a restart. Direct connections end with the program. */
export function exportState(devices: DeviceBook, now: number): ServerStateData {
  const registered = devices.all.filter(({ kind }) => kind === "registered");
  return { version: 1, devices: registered.map((device) => deviceData(device, now)) };
}

function deviceData(device: ManagedDevice, now: number): DeviceStateData {
  const { name, identity, address, lastSeen, transport, registration, book, objects } = device;
  return {
    endpoint: name,
    ...identityData(identity),
    transport,
    host: address.host,
    port: address.port,
    lastSeen,
    observations: book.paths,
    ...(registration === undefined ? {} : { registration: registrationData(registration, objects, now) }),
  };
}

/** The PSK identity by itself, as programs expect that know no other; certificates and raw public keys as they are. */
function identityData(identity: PeerIdentity | undefined): Pick<DeviceStateData, "pskIdentity" | "identity"> {
  if (identity === undefined) return {};
  return identity.kind === "psk" ? { pskIdentity: identity.identity } : { identity };
}

function registrationData(
  registration: Registration,
  objects: readonly DeviceObject[],
  now: number,
): RegistrationStateData {
  const { location, lwm2mVersion, lifetime, isQueueMode, rootPath, registeredAt } = registration;
  const { expiresAt, binding, smsNumber, contentFormats } = registration;
  return {
    location,
    lwm2mVersion,
    lifetime,
    isQueueMode,
    rootPath,
    registeredAt,
    ...(expiresAt === undefined ? {} : { remaining: Math.max(0, expiresAt - now) }),
    ...(binding === undefined ? {} : { binding }),
    ...(smsNumber === undefined ? {} : { smsNumber }),
    ...(contentFormats === undefined ? {} : { contentFormats }),
    objects,
  };
}

/**
 * Brings back the devices of an earlier run. Their lifetimes go on from where they were: while this program did not run,
 * no Update could reach it. What does not have the form that `exportState` gives is left out.
 */
export function restoreState(services: Services, devices: DeviceBook, state: unknown): void {
  const list = isRecord(state) && state["version"] === 1 ? state["devices"] : undefined;
  if (!Array.isArray(list)) return;
  for (const data of list.slice(0, services.limits.devices)) {
    const device = isRecord(data) ? restoreDevice(services, data) : undefined;
    if (device === undefined || devices.byId.has(device.id)) continue;
    devices.add(device);
    if (device.registration !== undefined) devices.setLocation(device, device.registration.location);
  }
}

type Data = Readonly<Record<string, unknown>>;

function restoreDevice(services: Services, data: Data): ManagedDevice | undefined {
  const { endpoint, pskIdentity, transport, host, port, lastSeen, observations, registration } = data;
  if (typeof endpoint !== "string" || typeof host !== "string" || typeof port !== "number") return undefined;
  const identity: PeerIdentity | undefined =
    typeof pskIdentity === "string" ? { kind: "psk", identity: pskIdentity } : restoreIdentity(data["identity"]);
  // What was authenticated must not come back as somebody whom anybody may replace.
  if (identity === undefined && data["identity"] !== undefined) return undefined;
  const device = new ManagedDevice(
    services,
    {
      id: registeredDeviceId(endpoint, identity),
      kind: "registered",
      name: endpoint,
      identity,
      transport: transportKinds.find((kind) => kind === transport) ?? "udp",
      address: { host, port },
    },
    typeof lastSeen === "number" ? lastSeen : 0,
  );
  const restored = isRecord(registration) ? restoreRegistration(registration, services.clock.now()) : undefined;
  device.restore(restored, isRecord(registration) ? restoreObjects(registration["objects"]) : []);
  device.book.remember(strings(observations));
  return device;
}

function restoreRegistration(data: Data, now: number): Registration | undefined {
  const { location, lifetime, remaining, binding, isQueueMode, smsNumber, rootPath, contentFormats, registeredAt } =
    data;
  const lwm2mVersion = lwm2mVersions.find((version) => version === data["lwm2mVersion"]);
  if (typeof location !== "string" || lwm2mVersion === undefined || typeof lifetime !== "number") return undefined;
  return {
    location,
    lwm2mVersion,
    lifetime,
    isQueueMode: isQueueMode === true,
    rootPath: typeof rootPath === "string" ? rootPath : "",
    registeredAt: typeof registeredAt === "number" ? registeredAt : now,
    renewedAt: now,
    expiresAt: typeof remaining === "number" && lifetime !== 0 ? now + remaining : undefined,
    ...(typeof binding === "string" ? { binding } : {}),
    ...(typeof smsNumber === "string" ? { smsNumber } : {}),
    ...(Array.isArray(contentFormats) ? { contentFormats: numbers(contentFormats) } : {}),
  };
}

function restoreObjects(data: unknown): readonly DeviceObject[] {
  if (!Array.isArray(data)) return [];
  return data
    .filter(isRecord)
    .flatMap(({ objectId, version, instances }) =>
      typeof objectId === "number"
        ? [{ objectId, ...(typeof version === "string" ? { version } : {}), instances: numbers(instances) }]
        : [],
    );
}

function isRecord(data: unknown): data is Data {
  return typeof data === "object" && data !== null;
}

function strings(data: unknown): readonly string[] {
  return Array.isArray(data) ? data.filter((one) => typeof one === "string") : [];
}

function numbers(data: unknown): readonly number[] {
  return Array.isArray(data) ? data.filter((one) => typeof one === "number") : [];
}
