import { codeOf, type CoapCodeName } from "../coap/codes.js";
import type { CoapResponse } from "../coap/exchange.js";
import type { IncomingRequest } from "../coap/session.js";

/** One kind of request that devices make. */
export interface Route {
  readonly method: CoapCodeName;
  /** The segments of Uri-Path; `*` stands for any one. */
  readonly path: readonly string[];
  /** Where it is specified. */
  readonly section: string;
  readonly answer: (request: IncomingRequest) => CoapResponse;
}

/** What a path leads to: a route, only the wrong methods, or nothing. */
export type Routed =
  { readonly kind: "route"; readonly route: Route } | { readonly kind: "wrong method" } | { readonly kind: "nothing" };

/** Finds the route of a request. */
export function findRoute(routes: readonly Route[], { code, path }: IncomingRequest): Routed {
  const there = routes.filter((route) => fits(route.path, path));
  const route = there.find(({ method }) => codeOf(method) === code);
  if (route !== undefined) return { kind: "route", route };
  return { kind: there.length === 0 ? "nothing" : "wrong method" };
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length === path.length && pattern.every((part, index) => part === "*" || part === path[index]);
}
