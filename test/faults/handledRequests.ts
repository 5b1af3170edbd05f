import { toHex } from "../../lwm2m/base/bytes.js";
import { codeLabel } from "../../lwm2m/coap/codes.js";
import type { RequestHandler } from "../../lwm2m/coap/session.js";

/** Counts what reaches the handlers of both sides, to find out whether anything is done twice. */
export class HandledRequests {
  /** By what makes a request the same one: its channel, its token, and whether it begins or ends an observation. */
  readonly #counts = new Map<string, { readonly line: string; count: number }>();

  /** The same handler, with every request counted before it. `whose` tells the two sides apart. */
  watch(whose: "device" | "server", handler: RequestHandler): RequestHandler {
    return (request) => {
      const { session, token, code, path, observe } = request;
      const line = `${whose} ${codeLabel(code)} /${path.join("/")}`;
      const key = `${whose} ${session.channel.id} ${toHex(token)} ${code} ${observe}`;
      const known = this.#counts.get(key) ?? { line, count: 0 };
      known.count++;
      this.#counts.set(key, known);
      return handler(request);
    };
  }

  /** Requests that were handled more than once, in words. */
  get twice(): readonly string[] {
    return [...this.#counts.values()].flatMap(({ line, count }) => (count > 1 ? `${line}: ${count} times` : []));
  }

  /** How many requests of a line, such as `device PUT /5/0/0`, were handled. */
  of(line: string): number {
    return [...this.#counts.values()].filter((handled) => handled.line === line).length;
  }
}
