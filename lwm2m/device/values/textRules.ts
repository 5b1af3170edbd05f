import { constant, type Behavior, type Subject, type ValueRule } from "./behavior.js";
import type { Range } from "../../definition/range.js";
import { lengthsOf } from "./limits.js";
import { unitsOfSensor } from "./numberRules.js";
import { placeOf } from "./places.js";
import { bytesOf, fractionOf, pickOf, seedOf } from "./seed.js";
import { toHex } from "../../base/bytes.js";

/** A text by what a resource is called. */
interface TextRow {
  readonly names: RegExp;
  readonly text: (subject: Subject) => string;
}

/** Addresses for documentation (RFC 5737, RFC 3849, RFC 7042 §2.1.2) and names that nobody has (RFC 2606). */
const texts: readonly TextRow[] = [
  { names: /units?$/iu, text: (subject) => unitsOfSensor(subject) ?? subject.resource.units },
  { names: /gtin/iu, text: ({ seed }) => `0${digits(seed, 12)}` },
  { names: /serial|identification number|unique id/iu, text: ({ endpoint }) => serialNumber(endpoint) },
  { names: /manufacturer|vendor|oem|maker/iu, text: () => "LwM2M Workbench" },
  { names: /model|product|class$/iu, text: ({ object }) => `SIM-${object.id}` },
  { names: /version|revision|build/iu, text: () => "1.0.0" },
  { names: /latitude/iu, text: ({ endpoint }) => String(placeOf(endpoint).latitude) },
  { names: /longitude/iu, text: ({ endpoint }) => String(placeOf(endpoint).longitude) },
  { names: /time ?zone/iu, text: ({ endpoint }) => placeOf(endpoint).timezone },
  { names: /utc offset/iu, text: ({ endpoint }) => placeOf(endpoint).utcOffset },
  { names: /\bmac\b|bssid|eui/iu, text: ({ seed }) => toHex(Uint8Array.of(0, 0, 0x5e, 0, 0x53, seed & 0xff), ":") },
  { names: /ipv6/iu, text: ({ seed }) => `2001:db8::${(1 + (seed % 0xfffe)).toString(16)}` },
  { names: /\bip\b|ip.?v4|ip ?addr|gateway|\bdns\b|router/iu, text: ({ seed }) => `192.0.2.${1 + (seed % 254)}` },
  { names: /\bur[il]s?\b|address \(ur|endpoint/iu, text: ({ seed }) => `coap://198.51.100.${1 + (seed % 254)}` },
  { names: /e-?mail/iu, text: () => "device@example.com" },
  { names: /imei/iu, text: ({ seed }) => digits(seed, 15) },
  { names: /imsi/iu, text: ({ seed }) => `00101${digits(seed, 10)}` },
  { names: /iccid/iu, text: ({ seed }) => `89${digits(seed, 17)}` },
  { names: /msisdn|phone|\bsms\b/iu, text: ({ seed }) => `+1555${digits(seed, 7)}` },
  { names: /\bmcc\b/iu, text: () => "001" },
  { names: /\bmnc\b/iu, text: () => "01" },
  { names: /ssid|network name|operator/iu, text: () => "Test network" },
  { names: /\bapn\b/iu, text: () => "iot.example" },
  { names: /colou?r/iu, text: ({ seed }) => pickOf(seed, ["#FFA500", "#1E90FF", "#32CD32", "#FFFFFF"]) },
  { names: /application type/iu, text: ({ object }) => object.name },
  { names: /language/iu, text: () => "en" },
  { names: /country|regulatory/iu, text: () => "DE" },
  { names: /\bdate\b/iu, text: () => "2026-01-01" },
  { names: /hash|key|digest|signature/iu, text: ({ seed }) => toHex(bytesOf(seed, 8)) },
  { names: /error|fault|message|reason/iu, text: () => "" },
  { names: /status|state/iu, text: () => "ok" },
  { names: /binding|transport/iu, text: () => "U" },
  { names: /name|label|tag/iu, text: ({ object, path }) => `${object.name} ${path.objectInstanceId}` },
];

/** How the value of a String comes about. The first row that applies counts. */
export const textRules: readonly ValueRule[] = [
  {
    about: "of listed texts, one is chosen",
    applies: ({ range }) => range.kind === "texts",
    make: ({ range, seed }) => {
      const items = range.kind === "texts" ? range.items : [];
      return text(items[Math.floor(fractionOf(seed, 0) * items.length)]?.text ?? "");
    },
  },
  {
    about: "texts follow the name of the resource, in the length that is allowed",
    applies: () => true,
    make: (subject) => {
      const { resource, path, range } = subject;
      const row = texts.find(({ names }) => names.test(resource.name));
      const plain = row?.text(subject) ?? `${resource.name} ${path.resourceInstanceId ?? path.objectInstanceId}`;
      return text(ofLength(plain, range, subject.seed));
    },
  },
];

/** How the value of an Opaque comes about. */
export const opaqueRules: readonly ValueRule[] = [
  {
    about: "some bytes, as many as are allowed",
    applies: () => true,
    make: ({ range, seed }) => {
      const { shortest, longest } = lengthsOf(range);
      const length = Math.min(longest, Math.max(shortest, 8));
      return constant({ type: "Opaque", value: bytesOf(seed, length) });
    },
  },
];

/** The serial number of a device: the same in all of its resources. */
export function serialNumber(endpoint: string): string {
  return `SN-${toHex(bytesOf(seedOf(endpoint), 4)).toUpperCase()}`;
}

function text(value: string): Behavior {
  return constant({ type: "String", value });
}

function digits(seed: number, count: number): string {
  return Array.from({ length: count }, (_, index) => Math.floor(10 * fractionOf(seed, index))).join("");
}

/** Cuts a text, or adds hexadecimal digits, until its length is allowed. */
function ofLength(plain: string, range: Range, seed: number): string {
  const { shortest, longest } = lengthsOf(range);
  const ascii = plain.replaceAll(/[^\x20-\x7e]/gu, "-");
  if (ascii.length > longest) return ascii.slice(0, longest);
  return ascii.length >= shortest ? ascii : (ascii + toHex(bytesOf(seed, shortest))).slice(0, shortest);
}
