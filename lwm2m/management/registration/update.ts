import { quotedText } from "../../base/quotedText.js";
import { describeIdentity, type PeerIdentity } from "../../dtls/identity.js";
import type { CoapResponse } from "../../coap/exchange.js";
import type { IncomingRequest } from "../../coap/session.js";
import type { Registration } from "../device.js";
import type { UpdatedPart } from "../events.js";
import { endOfLifetime } from "../lifetimes.js";
import type { ManagedDevice } from "../managedDevice.js";
import { readBody } from "./body.js";
import { describeHolder, judge, locationRules } from "./identityRules.js";
import type { ObjectList } from "./objectLinks.js";
import { answer, refuse, type Office, type Refusal } from "./office.js";
import { parseParameters, type RegistrationParameters } from "./parameters.js";

/** Update (LwM2M TS 1.2 §6.2.2): what is named replaces what was there, everything else stays. */
export function update(office: Office, request: IncomingRequest): CoapResponse {
  const device = deviceAt(office, request);
  if ("code" in device) return refuse(office, request, device);
  const before = device.registration;
  if (before === undefined) return refuse(office, request, unknownLocation(undefined));
  const { parameters, warnings, refusal } = parseParameters(request.query);
  if (refusal !== undefined) return refuse(office, request, badRequest(refusal.problem, device));
  const { instances } = office.services.limits;
  const body = request.payload.length === 0 ? undefined : readBody(request, instances, before.rootPath);
  if (body?.problem !== undefined) return refuse(office, request, badRequest(body.problem, device));

  const { services } = office;
  const changed: UpdatedPart[] = [];
  if (device.session !== request.session) changed.push("address");
  const registration = renewed(services.clock.now(), before, parameters, body?.list);
  if (registration.lifetime !== before.lifetime) changed.push("lifetime");
  if (registration.binding !== before.binding || registration.isQueueMode !== before.isQueueMode)
    changed.push("binding");
  if (registration.smsNumber !== before.smsNumber) changed.push("sms number");
  office.hear(device, request.session);
  device.renew(registration, [...warnings, ...(body?.list.warnings ?? []), ...oddities(parameters)]);
  const isTreeNew = body !== undefined && takeList(device, body.list);
  if (isTreeNew) changed.push("objects");
  services.emit({ kind: "updated", device, changed });
  if (isTreeNew) services.emit({ kind: "tree changed", device });
  office.lifetimesChanged();
  office.restoreSoon(device);
  return answer("Changed");
}

/** De-register (LwM2M TS 1.2 §6.2.3). */
export function deregister(office: Office, request: IncomingRequest): CoapResponse {
  const device = deviceAt(office, request);
  if ("code" in device) return refuse(office, request, device);
  const { services, devices } = office;
  office.hear(device, request.session);
  devices.forgetLocation(device);
  device.deregister();
  services.emit({ kind: "deregistered", device });
  office.lifetimesChanged();
  return answer("Deleted");
}

/** The device at the location of a request, if it is for the sender to use. */
function deviceAt({ devices }: Office, { path, session }: IncomingRequest): ManagedDevice | Refusal {
  const device = devices.atLocation(path[1] ?? "");
  if (device === undefined) return unknownLocation(session.channel.identity);
  const { identity } = session.channel;
  if (judge(locationRules, device.identity, identity) === "allowed") return device;
  // The answer is that of an unknown location, so that nobody learns whether there is one; the client registers anew.
  return {
    ...unknownLocation(undefined),
    cause: "location of another identity",
    endpoint: device.name,
    holder: device.identity,
    summary: "Update of somebody else's registration",
    explanation: `The registration of ${quotedText(device.name)} belongs to ${describeHolder(device.identity)}, but the request came from ${describeHolder(identity)}.`,
    remedy: "A device whose credentials have changed must register again, which most do after this answer.",
  };
}

function unknownLocation(identity: PeerIdentity | undefined): Refusal {
  const who = identity === undefined ? "A device" : `The device with ${describeIdentity(identity)}`;
  return {
    code: "Not Found",
    cause: "unknown location",
    diagnostic: "There is no such registration.",
    summary: "Update of an unknown registration",
    explanation: `${who} wants to update or end a registration that does not exist (any more): its lifetime has passed, it was forgotten, or it was made with another server.`,
    remedy: "Nothing is to be done if it registers again now; if it does not, restart the device.",
  };
}

function badRequest(problem: string, { name }: ManagedDevice): Refusal {
  return {
    code: "Bad Request",
    cause: "bad request",
    diagnostic: problem,
    endpoint: name,
    summary: "Update that makes no sense",
    explanation: problem,
    remedy: "Correct the Update in the device's firmware. The registration stays as it was.",
  };
}

function oddities({ endpoint, lwm2mVersion, profileId }: RegistrationParameters): readonly string[] {
  const named = { ep: endpoint, lwm2m: lwm2mVersion, pid: profileId };
  return Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`The parameter ${name} does not belong in an Update, so it is passed over.`],
  );
}

function renewed(
  now: number,
  before: Registration,
  { lifetime = before.lifetime, binding, isQueueMode, smsNumber }: RegistrationParameters,
  list: ObjectList | undefined,
): Registration {
  return {
    ...before,
    lifetime,
    renewedAt: now,
    expiresAt: endOfLifetime(now, lifetime),
    isQueueMode: isQueueMode ?? (binding === undefined ? before.isQueueMode : binding.includes("Q")),
    ...(binding === undefined ? {} : { binding }),
    ...(smsNumber === undefined ? {} : { smsNumber }),
    ...(list?.contentFormats === undefined ? {} : { contentFormats: list.contentFormats }),
    ...(list === undefined ? {} : { rootPath: list.rootPath }),
  };
}

function takeList(device: ManagedDevice, { objects, others }: ObjectList): boolean {
  const isTreeNew = device.tree.replace(objects);
  return device.setPlainResources(others) || isTreeNew;
}
