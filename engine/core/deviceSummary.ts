import { printAddress } from "../../lwm2m/base/datagram.js";
import { describeIdentity, nameOfIdentity } from "../../lwm2m/dtls/identity.js";
import type { Device, DeviceState } from "../../lwm2m/management/device.js";
import type { DeviceStatus, DeviceSummary, SecurityInfo } from "../protocol/devices.js";

const statuses: Readonly<Record<DeviceState, DeviceStatus>> = {
  online: "online",
  disconnected: "disconnected",
  "not seen yet": "not seen yet",
  expired: "expired",
  deregistered: "disconnected",
};

/** What a list of devices shows of one. `suiteOf` knows the cipher suite of a channel by its ID. */
export function summarizeDevice(
  device: Device,
  isSimulated: boolean,
  suiteOf: (channelId: string) => string | undefined,
): DeviceSummary {
  const { id, kind, name, state, address, transport, registration, lastSeen, warnings } = device;
  return {
    id,
    kind,
    name,
    status: statuses[state],
    address: printAddress(address),
    transport,
    security: securityOf(device, suiteOf),
    ...(registration === undefined
      ? {}
      : {
          lwm2mVersion: registration.lwm2mVersion,
          binding: registration.binding ?? "U",
          lifetime: registration.lifetime,
          registeredAt: registration.registeredAt,
        }),
    lastSeen,
    warnings:
      state === "deregistered"
        ? [...warnings, "It has deregistered, and takes no requests until it registers."]
        : warnings,
    isSimulated,
  };
}

function securityOf({ identity, session }: Device, suiteOf: (channelId: string) => string | undefined): SecurityInfo {
  if (identity === undefined) return { kind: "none" };
  const suite = session === undefined ? undefined : suiteOf(session.channel.id);
  const name = nameOfIdentity(identity) ?? describeIdentity(identity);
  return { kind: identity.kind, identity: name, ...(suite === undefined ? {} : { suite }) };
}
