import type { AlertName } from "../tables/alerts.js";

/** What an alert tells about the side that sent it, for alerts that have no outcome of their own. */
const meanings: Readonly<Partial<Record<AlertName, string>>> = {
  close_notify: "It closed the connection on purpose; its own log may say why.",
  user_canceled: "It canceled the handshake on purpose; its own log may say why.",
  handshake_failure: "It did not agree to what was negotiated: see which cipher suites and credentials it allows.",
  unexpected_message:
    "It did not expect one of our messages at that point: a packet capture shows which, and its own log may say what it waited for.",
  illegal_parameter: "It takes a value in one of our messages for wrong: its own log may say which.",
  decode_error: "It could not read one of our messages: its own log may say which.",
  internal_error: "Something failed inside it that has nothing to do with DTLS, such as memory: see its own log.",
  unsupported_extension: "It got an extension that it had not asked for.",
  insufficient_security: "It wants stronger cipher suites than both sides have.",
  access_denied: "It knows who we are and does not want to talk with us.",
  bad_certificate: "It was set up for certificates: a connection with a pre-shared key needs Security Mode 0 (/0/x/2).",
  unsupported_certificate:
    "It was set up for certificates: a connection with a pre-shared key needs Security Mode 0 (/0/x/2).",
  unknown_ca: "It was set up for certificates: a connection with a pre-shared key needs Security Mode 0 (/0/x/2).",
  record_overflow: "It got a record that is longer than it takes.",
};

const named: Readonly<Record<string, string | undefined>> = meanings;

/** What an alert means, or where to look for that. */
export function alertMeaning(name: string | undefined): string {
  return (name && named[name]) ?? "Its own log may say more.";
}
