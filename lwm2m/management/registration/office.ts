import type { CoapSession, IncomingRequest } from "../../coap/session.js";
import type { CoapResponse } from "../../coap/exchange.js";
import { codeOf, type CoapCodeName } from "../../coap/codes.js";
import { fromUtf8 } from "../../base/bytes.js";
import type { DeviceBook } from "../deviceBook.js";
import type { RefusedRegistration } from "../events.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { EndpointCheck } from "../server.js";
import type { Services } from "../services.js";
import type { Holder } from "./identityRules.js";

/** What the registration interface works with. */
export interface Office {
  readonly services: Services;
  readonly devices: DeviceBook;
  readonly endpointCheck: EndpointCheck;
  /** A message of a device came on this session: the session is its from now on, and it may have been away. */
  readonly hear: (device: ManagedDevice, session: CoapSession) => void;
  /** Drops a device. */
  readonly drop: (device: ManagedDevice) => void;
  /** Renews the device's observations, once the response that is being made is on its way. */
  readonly restoreSoon: (device: ManagedDevice) => void;
  /** Lifetimes have changed. */
  readonly lifetimesChanged: () => void;
}

/** An answer with a sentence for the device's log (RFC 7252 §5.5.2). */
export function answer(name: CoapCodeName, diagnostic?: string): CoapResponse {
  return diagnostic === undefined ? { code: codeOf(name) } : { code: codeOf(name), payload: fromUtf8(diagnostic) };
}

/** What is told of a refusal besides who and where. */
export type Refusal = Pick<RefusedRegistration, "cause" | "summary" | "explanation" | "remedy"> & {
  readonly code: CoapCodeName;
  /** For the device; it must not tell strangers what they do not know. */
  readonly diagnostic: string;
  readonly endpoint?: string | undefined;
  readonly holder?: Holder;
};

/** Turns a request down, and tells the user why. */
export function refuse({ services }: Office, { session }: IncomingRequest, refusal: Refusal): CoapResponse {
  const { code, diagnostic, endpoint, holder, ...words } = refusal;
  const { peer, transport, identity } = session.channel;
  services.emit({
    kind: "refused registration",
    peer,
    transport,
    code: codeOf(code),
    ...words,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(identity === undefined ? {} : { identity }),
    ...(holder === undefined ? {} : { holder }),
  });
  return answer(code, diagnostic);
}
