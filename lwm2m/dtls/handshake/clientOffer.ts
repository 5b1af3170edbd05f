import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import type { Random } from "../../base/random.js";
import type { ClientCredentials } from "../credentials.js";
import { asciiHostName } from "../hostName.js";
import { certificateTypes } from "../tables/certificateTypes.js";
import { extensions } from "../tables/extensions.js";
import { groups, preferredGroups } from "../tables/groups.js";
import { signatureNames, signatures } from "../tables/signatures.js";
import { cipherSuites } from "../tables/suites.js";
import { dtls12 } from "../tables/versions.js";
import { randomLength, type ClientHello } from "../wire/clientHello.js";
import { printNumberList } from "../wire/numberList.js";
import { uint, vector } from "../wire/write.js";
import { uncompressedOnly } from "./answerExtensions.js";
import type { HelloHook } from "./helloHook.js";
import { emptyRenegotiationInfo } from "./negotiation.js";

/** Our first ClientHello: what these credentials can be used with, and nothing else. */
export function createOffer({
  credentials,
  serverName,
  random,
  sessionId,
  hooks,
}: {
  readonly credentials: ClientCredentials;
  readonly serverName: string | undefined;
  readonly random: Random;
  readonly sessionId: Uint8Array;
  readonly hooks: readonly HelloHook[];
}): ClientHello {
  const usesPsk = credentials.kind === "psk";
  const suites = cipherSuites.filter(({ keyExchange }) => usesPsk === (keyExchange !== "ecdhe_ecdsa"));
  const offered = new Map<number, Uint8Array>();
  // RFC 6066 §3: a name in ASCII without a dot at its end, and no address.
  const hostName = serverName === undefined ? undefined : asciiHostName(serverName);
  if (hostName !== undefined) offered.set(extensions.server_name, printServerName(hostName));
  offered.set(extensions.renegotiation_info, emptyRenegotiationInfo);
  offered.set(extensions.extended_master_secret, new Uint8Array());
  offered.set(extensions.encrypt_then_mac, new Uint8Array());
  offered.set(
    extensions.supported_groups,
    printNumberList(
      preferredGroups.map((name) => groups[name]),
      2,
      2,
    ),
  );
  offered.set(extensions.ec_point_formats, uncompressedOnly);
  if (!usesPsk) {
    const signatureCodes = signatureNames.map((name) => signatures[name]);
    offered.set(extensions.signature_algorithms, printNumberList(signatureCodes, 2, 2));
  }
  if (credentials.kind === "rpk") {
    // RFC 7250 §4.1: who says nothing means X.509.
    const onlyRaw = printNumberList([certificateTypes.RawPublicKey], 1, 1);
    offered.set(extensions.client_certificate_type, onlyRaw);
    offered.set(extensions.server_certificate_type, onlyRaw);
  }
  for (const { code, offer } of hooks) {
    const data = offer();
    if (data !== undefined) offered.set(code, data);
  }
  return {
    version: dtls12,
    random: random.bytes(randomLength),
    sessionId,
    cookie: new Uint8Array(),
    suites: suites.map(({ code }) => code),
    compressions: Uint8Array.of(0),
    extensions: offered,
  };
}

/** A list of one name of the type host_name (RFC 6066 §3). */
function printServerName(name: string): Uint8Array {
  return vector(2, concatBytes(uint(0, 1), vector(2, fromUtf8(name))));
}
