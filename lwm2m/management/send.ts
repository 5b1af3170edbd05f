import { codecOf } from "../codec/codecs.js";
import type { CoapResponse } from "../coap/exchange.js";
import type { IncomingRequest } from "../coap/session.js";
import { receive } from "./operations/receive.js";
import { answer, type Office } from "./registration/office.js";
import type { ManagedDevice } from "./managedDevice.js";

/** Send (LwM2M TS 1.2 §6.4.6): values that a device reports without being observed. */
export function send(office: Office, request: IncomingRequest, device: ManagedDevice | undefined): CoapResponse {
  if (device?.registration === undefined) return answer("Not Found", "Send needs a registration; register first.");
  const { contentFormat, payload } = request;
  if (contentFormat === undefined || codecOf(contentFormat) === undefined) {
    return answer("Unsupported Content-Format", "Send is read in SenML and in LwM2M CBOR.");
  }
  const target = { kind: "lwm2m", path: {}, text: "/", segments: [] } as const;
  const { values, problems } = receive(device, { cause: "send", target, response: { contentFormat, payload } });
  office.restoreSoon(device);
  const [problem] = problems;
  return values.length === 0 && problem !== undefined ? answer("Bad Request", problem.message) : answer("Changed");
}
