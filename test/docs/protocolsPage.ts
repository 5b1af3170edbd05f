import { defaultParameters } from "../../lwm2m/coap/parameters.js";
import { coapCodes } from "../../lwm2m/coap/codes.js";
import { isCritical, optionTable } from "../../lwm2m/coap/options.js";
import { contentFormats } from "../../lwm2m/codec/contentFormats.js";
import { extensions } from "../../lwm2m/dtls/tables/extensions.js";
import { preferredGroups } from "../../lwm2m/dtls/tables/groups.js";
import { hexCode } from "../../lwm2m/dtls/tables/nameOf.js";
import { signatureNames } from "../../lwm2m/dtls/tables/signatures.js";
import { cipherSuites, type KeyExchange } from "../../lwm2m/dtls/tables/suites.js";

/** The page that says what is spoken with devices, from the tables that the code itself goes by. */
export function generatedFiles(): readonly { readonly path: string; readonly text: string }[] {
  return [{ path: "docs/protocols.md", text: [...introduction, ...dtls(), ...coap(), ...payloads()].join("\n") }];
}

const introduction = [
  "# What is spoken with devices",
  "",
  "DTLS, CoAP and the payloads of LwM2M are our own code, made to talk with any peer, in both roles. The tables of this " +
    "page are generated from the tables in the code. The LwM2M Server of the extension uses CoAP over UDP, and over DTLS " +
    "with pre-shared keys; certificates, raw public keys, TCP and TLS are in the library and not yet in its settings.",
  "",
];

const credentials: Readonly<Record<KeyExchange, string>> = {
  psk: "pre-shared key",
  ecdhe_psk: "pre-shared key, with forward secrecy",
  ecdhe_ecdsa: "certificate or raw public key, with forward secrecy",
};

/** What each extension that we speak is for, and where it is specified. */
const extensionUses: readonly (readonly [keyof typeof extensions, string, string])[] = [
  ["server_name", "the name of the server that a client means", "RFC 6066 §3"],
  ["max_fragment_length", "short records for small devices", "RFC 6066 §4"],
  ["supported_groups", "the groups above", "RFC 8422 §5.1.1"],
  ["ec_point_formats", "uncompressed points", "RFC 8422 §5.1.2"],
  ["signature_algorithms", "the signatures above", "RFC 5246 §7.4.1.4.1"],
  ["client_certificate_type", "raw public keys of clients", "RFC 7250"],
  ["server_certificate_type", "raw public keys of servers", "RFC 7250"],
  ["encrypt_then_mac", "CBC without a padding oracle", "RFC 7366"],
  ["extended_master_secret", "secrets bound to the handshake", "RFC 7627"],
  ["record_size_limit", "how much one record may hold", "RFC 8449"],
  ["session_ticket", "resumption that costs the server no memory", "RFC 5077"],
  ["connection_id", "sessions that outlive a change of address", "RFC 9146"],
  ["connection_id_draft", "the same for clients older than the RFC", "its drafts"],
  ["connection_id_mbedtls", "the same for Mbed TLS 2.28", "its drafts"],
  ["renegotiation_info", "that nobody renegotiates", "RFC 5746"],
];

function dtls(): readonly string[] {
  return [
    "## DTLS",
    "",
    "DTLS 1.2 (RFC 6347), and no other version. A server chooses the first of these suites that the client offers and " +
      "for which it has credentials:",
    "",
    ...table(
      ["Suite", "Number", "Credential"],
      cipherSuites.map(({ name, code, keyExchange }) => [
        `\`${name}\``,
        `\`${hexCode(code)}\``,
        credentials[keyExchange],
      ]),
    ),
    `Groups: ${preferredGroups.join(", ")}. Signatures: ${signatureNames.join(", ")}; certificates of authorities may be ` +
      "signed with RSA (PKCS #1) as well.",
    "",
    "Sessions are resumed by session id and by ticket. A client's certificate is checked up to an authority that is " +
      "trusted; a server's by Certificate Usage 0 to 3 (resource `/0/x/15`). Renegotiation and compression are refused.",
    "",
    ...table(
      ["Extension", "Number", "What for", "Source"],
      extensionUses.map(([name, use, source]) => [name, String(extensions[name]), use, source]),
    ),
    "Each handshake ends in a report: who came, what was offered and chosen, how far it went, and if it failed why and " +
      "what to do. On request the secrets of each session are written as lines `CLIENT_RANDOM`, with which Wireshark " +
      "decrypts a capture.",
    "",
  ];
}

function coap(): readonly string[] {
  const methods = coapCodes.filter(({ code }) => code > 0 && code < 0x20).map(({ name }) => name);
  const { ackTimeout, ackRandomFactor, maxRetransmit, nstart, maxLatency, csmTimeout } = defaultParameters;
  return [
    "## CoAP",
    "",
    "Over UDP and DTLS (RFC 7252), TCP and TLS (RFC 8323, with blocks of any size, BERT); IPv4 and IPv6. Both sides of a " +
      "session ask and answer. Observation (RFC 7641), also with FETCH (RFC 8132); bodies in blocks in both directions " +
      `(RFC 7959); long tokens (RFC 8974). Methods: ${methods.join(", ")}.`,
    "",
    ...table(
      ["Parameter", "Default", "Source"],
      [
        ["`ACK_TIMEOUT`", seconds(ackTimeout), "RFC 7252 §4.8"],
        ["`ACK_RANDOM_FACTOR`", String(ackRandomFactor), "RFC 7252 §4.8"],
        ["`MAX_RETRANSMIT`", String(maxRetransmit), "RFC 7252 §4.8"],
        ["`NSTART`", String(nstart), "RFC 7252 §4.7"],
        ["`MAX_LATENCY`", seconds(maxLatency), "RFC 7252 §4.8.2"],
        ["wait for the other side's CSM", seconds(csmTimeout), "ours; RFC 8323 names none"],
      ],
    ),
    ...table(
      ["Option", "Number", "Kind"],
      optionTable.map(({ name, number }) => [name, String(number), isCritical(number) ? "critical" : "elective"]),
    ),
    "A critical option that is not here, and that the program on top does not know either, is answered with 4.02. " +
      "What peers can make an endpoint keep is limited: see [SECURITY](../SECURITY.md).",
    "",
    "Every message can be captured as it is on the wire, decrypted, into a file for Wireshark (pcapng).",
    "",
  ];
}

function payloads(): readonly string[] {
  return [
    "## Payloads",
    "",
    "Every format is read and written. What a device sends is not dropped unseen: what is understood comes with its " +
      "path, the rest as a problem with its place, what the definition expects and what was found; where reading stops " +
      "at a limit, a problem says so.",
    "",
    ...table(
      ["Format", "Number", "Media type", "Carries", "Since LwM2M"],
      contentFormats.map(({ name, id, mediaType, carries, since }) => [name, String(id), mediaType, carries, since]),
    ),
    "The numbers 1541 to 1544, which some devices have from before LwM2M 1.0, are read as text, TLV, JSON and opaque.",
    "",
  ];
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""];
}
