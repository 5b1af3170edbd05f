import { fromUtf8 } from "../base/bytes.js";
import { contentFormatId } from "../codec/contentFormats.js";
import { codeOf } from "../coap/codes.js";
import type { CoapResponse } from "../coap/exchange.js";
import type { IncomingRequest } from "../coap/session.js";
import { answer, refuse, type Office } from "./registration/office.js";
import { register } from "./registration/register.js";
import { deregister, update } from "./registration/update.js";
import { findRoute, type Route } from "./router.js";
import { send } from "./send.js";
import type { SessionDesk } from "./sessionDesk.js";

/** Everything that devices may ask of an LwM2M Server. */
export function routesOf(office: Office, desk: SessionDesk): readonly Route[] {
  return [
    {
      method: "POST",
      path: ["rd"],
      section: "LwM2M TS 1.2 §6.2.1",
      answer: (request) => register(office, request),
    },
    {
      method: "POST",
      path: ["rd", "*"],
      section: "LwM2M TS 1.2 §6.2.2",
      answer: (request) => update(office, request),
    },
    {
      method: "DELETE",
      path: ["rd", "*"],
      section: "LwM2M TS 1.2 §6.2.3",
      answer: (request) => deregister(office, request),
    },
    {
      method: "POST",
      path: ["dp"],
      section: "LwM2M TS 1.2 §6.4.6",
      answer: (request) => send(office, request, desk.deviceOn(request.session)),
    },
    {
      method: "POST",
      path: ["bs"],
      section: "LwM2M TS 1.2 §6.1.7",
      answer: (request) => refuseBootstrap(office, request),
    },
    {
      method: "GET",
      path: [".well-known", "core"],
      section: "RFC 6690 §4",
      answer: () => ({
        code: codeOf("Content"),
        contentFormat: contentFormatId("link-format"),
        payload: fromUtf8('</rd>;rt="core.rd oma.lwm2m.rd",</dp>'),
      }),
    },
  ];
}

/** Answers a request by the table. */
export function handle(office: Office, routes: readonly Route[], request: IncomingRequest): CoapResponse {
  const routed = findRoute(routes, request);
  if (routed.kind === "wrong method") return answer("Method Not Allowed");
  if (routed.kind === "nothing") return answer("Not Found", "An LwM2M Server has /rd and /dp.");
  const { body } = office.services.limits;
  if (request.payload.length <= body) return routed.route.answer(request);
  const problem = `The body has ${request.payload.length} bytes; this server takes ${body}.`;
  if (request.path[0] !== "rd") return answer("Request Entity Too Large", problem);
  return refuse(office, request, {
    code: "Request Entity Too Large",
    cause: "bad request",
    diagnostic: problem,
    summary: "List of objects too long",
    explanation: problem,
    remedy: "No real device has so many objects; look for a loop that makes the list.",
  });
}

function refuseBootstrap(office: Office, request: IncomingRequest): CoapResponse {
  const endpoint = request.query.find((part) => part.startsWith("ep="))?.slice("ep=".length);
  return refuse(office, request, {
    code: "Not Found",
    cause: "bootstrap request",
    diagnostic: "This is an LwM2M Server, not a Bootstrap-Server.",
    endpoint,
    summary: "Bootstrap requested",
    explanation:
      "The device asks for its configuration, as if this were its bootstrap server. This is an LwM2M Server.",
    remedy:
      "Configure the device with this address as an LwM2M Server: Bootstrap-Server (/0/x/1) is false, and there is a Server object (/1) of the same short server ID.",
  });
}
