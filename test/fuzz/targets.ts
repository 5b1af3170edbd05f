import { fullClient, minimalClient } from "../../server/testing/clients.js";
import { fuzzCoap } from "./coap.js";
import { fuzzCoapStream } from "./coapStream.js";
import { fuzzCodecs } from "./codecs.js";
import { fuzzDtls } from "./dtls.js";
import { fuzzDtlsAfter } from "./dtlsAfter.js";
import { fuzzDtlsBefore } from "./dtlsBefore.js";
import { fuzzLanguageServer } from "./languageServer.js";

/** Something that takes input from strangers. */
export interface FuzzTarget {
  /** As it is written behind `--only`. */
  readonly name: string;
  /** What one input is, in the plural. */
  readonly inputs: string;
  /** One session, the same for the same seed; how many inputs it had. Rejects if something is wrong. */
  readonly run: (seed: number) => number | Promise<number>;
}

/** All that is fuzzed, in turn. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: "languageServer",
    inputs: "requests on damaged text",
    run: (seed) =>
      seed % 4 === 0
        ? fuzzLanguageServer(seed, minimalClient, "utf-8")
        : fuzzLanguageServer(seed, fullClient, "utf-16"),
  },
  { name: "codecs", inputs: "damaged payloads", run: fuzzCodecs },
  { name: "dtlsBefore", inputs: "damaged datagrams of strangers", run: fuzzDtlsBefore },
  { name: "dtls", inputs: "damaged datagrams in handshakes", run: fuzzDtls },
  { name: "dtlsAfter", inputs: "damaged datagrams in sessions", run: fuzzDtlsAfter },
  { name: "coap", inputs: "damaged messages", run: fuzzCoap },
  { name: "coapStream", inputs: "messages over streams, many of them damaged", run: fuzzCoapStream },
];
