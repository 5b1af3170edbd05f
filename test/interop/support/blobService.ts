import type { TestContext } from "node:test";
import { codeOf } from "../../../lwm2m/coap/codes.js";
import type { CoapResponse } from "../../../lwm2m/coap/exchange.js";
import type { CoapSession, IncomingRequest, RequestHandler } from "../../../lwm2m/coap/session.js";

/** One resource that holds anything, and one that counts. */
export interface BlobService {
  readonly handle: RequestHandler;
  /** What `/blob` holds now. */
  readonly blob: () => Uint8Array;
  /** How many times a request has been handed over, by method and path: `PUT /blob`. */
  readonly handled: ReadonlyMap<string, number>;
}

export const megabyte = 1024 * 1024;

/** Bytes of the bodies that go both ways with each peer. */
export const bodySizes = [megabyte, 10 * megabyte] as const;

/** Milliseconds between two notifications of `/count`. */
const pace = 200;

/** Starts the service; it ends with the test. */
export function startBlobService(t: TestContext): BlobService {
  let blob: Uint8Array = new Uint8Array();
  let count = 0;
  const handled = new Map<string, number>();
  const observers = new Map<CoapSession, Uint8Array>();

  const handle = (request: IncomingRequest): CoapResponse => {
    const method = { [codeOf("GET")]: "GET", [codeOf("PUT")]: "PUT", [codeOf("POST")]: "POST" }[request.code] ?? "?";
    const name = `${method} /${request.path.join("/")}`;
    handled.set(name, (handled.get(name) ?? 0) + 1);
    switch (name) {
      case "GET /blob":
        return { code: codeOf("Content"), contentFormat: 42, payload: blob };
      case "PUT /blob":
      case "POST /blob":
        blob = request.payload;
        return { code: codeOf("Changed") };
      case "GET /count":
        if (request.observe === 0) observers.set(request.session, request.token);
        else observers.delete(request.session);
        return { ...counted(), ...(request.observe === 0 ? { observe: count } : {}) };
      default:
        return { code: codeOf("Not Found") };
    }
  };
  const counted = (): CoapResponse => ({ code: codeOf("Content"), contentFormat: 0, payload: Buffer.from(`${count}`) });
  const ticking = setInterval(() => {
    count++;
    for (const [session, token] of observers) {
      session.notify(token, { ...counted(), observe: count }).then(
        (outcome) => {
          if (outcome !== "taken") observers.delete(session);
        },
        (error: unknown) => {
          throw error;
        },
      );
    }
  }, pace);
  t.after(() => {
    clearInterval(ticking);
  });
  return { handle, blob: () => blob, handled };
}
