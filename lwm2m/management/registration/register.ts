import { quotedText } from "../../base/quotedText.js";
import { describeIdentity, nameOfIdentity, nameProof } from "../../dtls/identity.js";
import { base64UrlOf } from "../../base/base64.js";
import { codeOf } from "../../coap/codes.js";
import type { CoapResponse } from "../../coap/exchange.js";
import type { IncomingRequest } from "../../coap/session.js";
import type { Registration } from "../device.js";
import { registeredDeviceId } from "../deviceId.js";
import { defaultLifetime, endOfLifetime } from "../lifetimes.js";
import { ManagedDevice } from "../managedDevice.js";
import { readBody } from "./body.js";
import { describeHolder, judge, registerRules } from "./identityRules.js";
import type { ObjectList } from "./objectLinks.js";
import { refuse, type Office, type Refusal } from "./office.js";
import { parseParameters, type RegistrationParameters } from "./parameters.js";

/** What a Register comes to, before anybody decides on it. */
interface Application {
  readonly endpoint: string;
  readonly parameters: RegistrationParameters;
  readonly list: ObjectList;
  readonly warnings: readonly string[];
}

/** Bytes of a location's segment; nobody guesses 96 bits. */
const locationBytes = 12;

/** Register (LwM2M TS 1.2 §6.2.1): 2.01 with the location, or a refusal with its reason. */
export function register(office: Office, request: IncomingRequest): CoapResponse {
  const application = apply(office, request);
  if ("refusal" in application) return refuse(office, request, application.refusal);
  const refusal = judgeApplication(office, request, application);
  if (refusal !== undefined) return refuse(office, request, refusal);
  const device = admit(office, request, application);
  if (device === undefined) return refuse(office, request, tooMany(office, application));

  const { services, devices } = office;
  const { session } = request;
  const { list } = application;
  const isAgain = device.registration !== undefined;
  const registration = newRegistration(office, application);
  device.register(session, registration, application.warnings);
  if (office.endpointCheck === "warn") warnOfOtherName(device);
  devices.setLocation(device, registration.location);
  office.hear(device, session);
  const isTreeNew = device.tree.replace(list.objects);
  const isOther = device.setPlainResources(list.others);
  services.emit({ kind: "registered", device, isAgain });
  if (isTreeNew || isOther) services.emit({ kind: "tree changed", device });
  office.lifetimesChanged();
  office.restoreSoon(device);
  return { code: codeOf("Created"), locationPath: ["rd", registration.location] };
}

function apply(office: Office, request: IncomingRequest): Application | { readonly refusal: Refusal } {
  const { identity } = request.session.channel;
  const { parameters, warnings, refusal } = parseParameters(request.query);
  const named = request.query.find((part) => part.startsWith("ep="))?.slice("ep=".length);
  if (refusal !== undefined) {
    const isVersion = refusal.cause === "unsupported version";
    return {
      refusal: {
        code: isVersion ? "Precondition Failed" : "Bad Request",
        cause: refusal.cause,
        diagnostic: refusal.problem,
        endpoint: named,
        summary: isVersion ? "LwM2M version not supported" : "Register that makes no sense",
        explanation: refusal.problem,
        remedy: isVersion
          ? "Configure the device to register with one of these; many fall back to one by themselves."
          : "Correct the parameters of the Register in the device's firmware.",
      },
    };
  }
  const endpoint = parameters.endpoint ?? (identity && nameOfIdentity(identity));
  if (endpoint === undefined) {
    const problem = "The parameter ep is missing, and without security there is no identity to take its place.";
    return { refusal: badRequest(problem, undefined) };
  }
  const body = readBody(request, office.services.limits.instances);
  if (body.list === undefined) return { refusal: badRequest(body.problem, endpoint) };
  return {
    endpoint,
    parameters,
    list: body.list,
    warnings: [...warnings, ...body.list.warnings, ...oddities(parameters, body.list)],
  };
}

function badRequest(problem: string, endpoint: string | undefined): Refusal {
  return {
    code: "Bad Request",
    cause: "bad request",
    diagnostic: problem,
    endpoint,
    summary: "Register that makes no sense",
    explanation: problem,
    remedy: "Correct the Register in the device's firmware.",
  };
}

/** What is allowed, but rarely meant. */
function oddities(
  { endpoint, lwm2mVersion, lifetime, profileId }: RegistrationParameters,
  list: ObjectList,
): readonly string[] {
  const found: string[] = [];
  if (lwm2mVersion === undefined) found.push("The parameter lwm2m is missing, so LwM2M 1.0 is assumed.");
  if (endpoint === undefined && (lwm2mVersion ?? "1.0") === "1.0") {
    found.push("The parameter ep is missing, which LwM2M 1.0 does not allow; the identity takes its place.");
  }
  if (lifetime === 0 && lwm2mVersion !== "1.2") {
    found.push("lt=0 means a lifetime without end only since LwM2M 1.2; it is taken as that.");
  }
  if (list.objects.length === 0 && profileId === undefined) {
    found.push("The Register lists no objects, so the tree is empty until something is read.");
  }
  return found;
}

/** Holds an application against the identity rules. */
function judgeApplication(
  office: Office,
  { session }: IncomingRequest,
  { endpoint }: Application,
): Refusal | undefined {
  const { identity } = session.channel;
  if (office.endpointCheck === "strict" && identity !== undefined && nameProof(identity, endpoint) === "other") {
    return {
      code: "Forbidden",
      cause: "endpoint is not the identity",
      diagnostic: "The endpoint client name must be the name of the authenticated identity.",
      endpoint,
      summary: "Endpoint is not the identity",
      explanation: `The device registers as ${quotedText(endpoint)}, but it has proved ${describeIdentity(identity)}. This server is set to take only equal names.`,
      remedy: "Give the device the same endpoint and identity, or set the endpoint check to warn.",
    };
  }
  const holder = office.devices.holderOf(endpoint);
  if (holder === undefined || judge(registerRules, holder.identity, identity) === "allowed") return undefined;
  return {
    code: "Forbidden",
    cause: "endpoint held by another identity",
    diagnostic: "The endpoint client name is registered under another identity.",
    endpoint,
    holder: holder.identity,
    summary: `Endpoint ${quotedText(endpoint)} is taken`,
    explanation: `The endpoint ${quotedText(endpoint)} is registered under ${describeHolder(holder.identity)}, but this Register came from ${describeHolder(identity)}.`,
    remedy:
      "If both are the same device with new credentials, forget the old one in the list of devices, or wait until its lifetime has passed. Otherwise give one of them another endpoint.",
  };
}

/** The specification only recommends that both names are the same, and a wrong key store shows here first. */
function warnOfOtherName(device: ManagedDevice): void {
  const { identity, name } = device;
  if (identity === undefined || nameProof(identity, name) !== "other") return;
  const common = nameOfIdentity(identity);
  const owner =
    identity.kind === "x509" && common !== undefined
      ? `the common name ${quotedText(common)} of its certificate`
      : describeIdentity(identity);
  device.warn(`The endpoint ${quotedText(name)} is not ${owner}.`);
}

/** The device of an application: a new one, or the one that it is again. Undefined if there is no room. */
function admit(
  { services, devices, drop }: Office,
  { session }: IncomingRequest,
  { endpoint }: Application,
): ManagedDevice | undefined {
  const { identity, transport, peer: address } = session.channel;
  const id = registeredDeviceId(endpoint, identity);
  const holder = devices.holderOf(endpoint);
  // By the rules this can only be a registration without security.
  if (holder !== undefined && holder.id !== id) drop(holder);
  const known = devices.byId.get(id);
  if (known !== undefined) return known;
  const gone = devices.makeRoom();
  if (gone === undefined) return undefined;
  for (const device of gone) services.emit({ kind: "removed", device });
  const device = new ManagedDevice(
    services,
    { id, kind: "registered", name: endpoint, identity, transport, address },
    services.clock.now(),
  );
  devices.add(device);
  return device;
}

function tooMany({ services }: Office, { endpoint }: Application): Refusal {
  return {
    code: "Service Unavailable",
    cause: "too many devices",
    diagnostic: "This server has no room for another device.",
    endpoint,
    summary: "Too many devices",
    explanation: `${services.limits.devices} devices are registered, which are the most that this server keeps.`,
    remedy: "Forget devices that are no longer needed, and look for one that registers under ever new names.",
  };
}

function newRegistration({ services }: Office, { parameters, list }: Application): Registration {
  const now = services.clock.now();
  const { lwm2mVersion = "1.0", lifetime = defaultLifetime, binding, isQueueMode, smsNumber } = parameters;
  return {
    location: base64UrlOf(services.random.bytes(locationBytes)),
    lwm2mVersion,
    lifetime,
    isQueueMode: isQueueMode === true || binding?.includes("Q") === true,
    rootPath: list.rootPath,
    registeredAt: now,
    renewedAt: now,
    expiresAt: endOfLifetime(now, lifetime),
    ...(binding === undefined ? {} : { binding }),
    ...(smsNumber === undefined ? {} : { smsNumber }),
    ...(list.contentFormats === undefined ? {} : { contentFormats: list.contentFormats }),
  };
}
