import { quote } from "../base/quote.js";

/** How the value of an attribute is written, and what that is in words. */
const forms = {
  number: { pattern: /^-?\d+(?:\.\d+)?$/u, words: "a number" },
  "whole number": { pattern: /^\d+$/u, words: "a whole number" },
  seconds: { pattern: /^\d+$/u, words: "a whole number of seconds" },
  switch: { pattern: /^[01]$/u, words: "0 or 1" },
  version: { pattern: /^\d{1,5}\.\d{1,5}$/u, words: "a version, such as 1.1" },
  formats: { pattern: /^\d{1,5}(?: +\d{1,5})*$/u, words: "numbers of content formats with blanks between them" },
  text: { pattern: /^[^]+$/u, words: "a text" },
  nothing: { pattern: undefined, words: "nothing" },
} as const;

type Form = keyof typeof forms;

/**
 * The attributes of links that LwM2M gives a meaning: its properties and notification attributes (LwM2M TS 1.2 §5.1.2),
 * those of the root link of a registration (§6.2.1), and those of CoRE links that devices send besides (RFC 6690 §3, §4,
 * RFC 7252 §7.2.1, RFC 7641 §6). Thresholds may be negative, although the grammar of the TS forgets them.
 */
export const linkAttributes = [
  { name: "dim", form: "whole number" },
  { name: "ssid", form: "whole number" },
  { name: "uri", form: "text" },
  { name: "ver", form: "version" },
  { name: "lwm2m", form: "version" },
  { name: "pmin", form: "seconds" },
  { name: "pmax", form: "seconds" },
  { name: "gt", form: "number" },
  { name: "lt", form: "number" },
  { name: "st", form: "number" },
  { name: "epmin", form: "seconds" },
  { name: "epmax", form: "seconds" },
  { name: "edge", form: "switch" },
  { name: "con", form: "switch" },
  { name: "hqmax", form: "whole number" },
  { name: "rt", form: "text" },
  { name: "if", form: "text" },
  { name: "ct", form: "formats" },
  { name: "sz", form: "whole number" },
  { name: "obs", form: "nothing" },
  { name: "hb", form: "nothing" },
] as const satisfies readonly { readonly name: string; readonly form: Form }[];

/** A path of LwM2M, below an alternate path or behind the prefix of a gateway, or the root. */
const lwm2mTarget = /^\/?$|^(?:\/?[^/]+)?(?:\/\d+){1,4}\/?$/u;

/** True for an attribute that has one value in a link to something of LwM2M (RFC 6690 §3, LwM2M TS 1.2 §5.1.2). */
export function isOnceInLink(target: string, name: string): boolean {
  return formOf(target, name) !== undefined;
}

function formOf(target: string, name: string): Form | undefined {
  return lwm2mTarget.test(target) ? linkAttributes.find((one) => one.name === name)?.form : undefined;
}

/**
 * Says what an attribute of a link to something of LwM2M has that it should not have; undefined if it is as the
 * specification wants it or unknown. What other links have means what their servers say.
 */
export function linkAttributeProblem(target: string, name: string, value: string | undefined): string | undefined {
  const form = formOf(target, name);
  if (form === undefined) return undefined;
  const { pattern, words } = forms[form];
  if (value === undefined ? pattern === undefined : pattern?.test(value) === true) return undefined;
  return `${name}: expected ${words}, found ${value === undefined ? "no value" : quote(value)}.`;
}
