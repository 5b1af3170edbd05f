import { equalBytes } from "../../base/bytes.js";
import type { MessageProblem } from "../wire/parsed.js";
import { parseHelloVerifyRequest } from "../wire/helloVerifyRequest.js";

/** A server that changes its cookie secret may ask again, but not forever. */
const mostCookies = 3;

/** The client's side of the exchange of cookies (RFC 6347 §4.2.1). */
export class CookieExchange {
  #cookie = new Uint8Array();
  #count = 0;

  /** What the next ClientHello has to bring; empty before the server has asked. */
  get cookie(): Uint8Array {
    return this.#cookie;
  }

  /** Takes a HelloVerifyRequest; undefined if the cookie is taken. */
  take(body: Uint8Array): MessageProblem | undefined {
    const { value, problem } = parseHelloVerifyRequest(body);
    if (value === undefined) return problem;
    if (++this.#count > mostCookies)
      return { alert: "handshake_failure", sentence: "It asks for a cookie again and again." };
    this.#cookie = Uint8Array.from(value.cookie);
    return undefined;
  }

  /** True if a server that no longer knows its cookie has sent another one, and may still do so. */
  isNewlyAsked(body: Uint8Array): boolean {
    const cookie = parseHelloVerifyRequest(body).value?.cookie;
    return this.#count < mostCookies && cookie !== undefined && !equalBytes(cookie, this.#cookie);
  }
}
