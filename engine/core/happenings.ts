import { printAddress } from "../../lwm2m/base/datagram.js";
import { counted } from "../../lwm2m/base/words.js";
import type { Device } from "../../lwm2m/management/device.js";
import type { ManagementEvent } from "../../lwm2m/management/events.js";
import type { EventRecord } from "../protocol/log.js";
import type { LogDraft } from "./messageLog.js";
import { refusalRecord } from "./attempts.js";

/** What the log tells of an event of the LwM2M Server. Undefined for what the messages themselves show. */
export function happeningRecord(
  event: ManagementEvent,
  time: number,
  holderOf: (endpoint: string) => Device | undefined,
): LogDraft | undefined {
  switch (event.kind) {
    case "registered": {
      const { objects } = event.device;
      const again = event.isAgain ? " again" : "";
      return about(
        event.device,
        time,
        `Registered${again} with ${counted(objects.length, "object")}`,
        registered(event.device),
      );
    }
    case "deregistered":
      return about(event.device, time, "Deregistered");
    case "expired":
      return about(event.device, time, "Lifetime has passed without an Update");
    case "connected":
      return about(event.device, time, event.device.kind === "direct" ? "Connected" : "Heard again");
    case "disconnected":
      return about(event.device, time, "Disconnected", [{ name: "Reason", value: event.reason }]);
    case "refused registration":
      return refusalRecord(event, time, event.endpoint === undefined ? undefined : holderOf(event.endpoint));
    case "unexpected notification":
      return {
        kind: "event",
        time,
        peer: printAddress(event.peer),
        transport: event.transport,
        ...(event.device === undefined ? {} : { deviceId: event.device.id, deviceName: event.device.name }),
        summary: "Notification of no observation was rejected",
        details: [{ name: "Explanation", value: event.explanation }],
      };
    case "updated":
    case "removed":
    case "seen":
    case "values":
    case "tree changed":
    case "observation changed":
      return undefined;
  }
}

function registered({ registration }: Device): EventRecord["details"] {
  if (registration === undefined) return [];
  const { lwm2mVersion, lifetime, binding, location } = registration;
  return [
    { name: "LwM2M version", value: lwm2mVersion },
    { name: "Lifetime", value: lifetime === 0 ? "without end" : counted(lifetime, "second") },
    { name: "Binding", value: binding ?? "U" },
    { name: "Location", value: `/rd/${location}` },
  ];
}

function about(device: Device, time: number, summary: string, details: EventRecord["details"] = []): LogDraft {
  return {
    kind: "event",
    time,
    peer: printAddress(device.address),
    transport: device.transport,
    deviceId: device.id,
    deviceName: device.name,
    summary,
    details,
  };
}
