import type { TestContext } from "node:test";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { Secret } from "../../../lwm2m/base/secret.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import { dtlsChannel } from "../../../lwm2m/coap/transport/dtls.js";
import { createUdpTransport } from "../../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../../lwm2m/dtls/createEndpoint.js";
import type { ServerCredentials } from "../../../lwm2m/dtls/credentials.js";
import type { DtlsEndpointSetup } from "../../../lwm2m/dtls/endpoint.js";
import type { HandshakeReport } from "../../../lwm2m/dtls/handshakeReport.js";
import { startBlobService } from "./blobService.js";
import { recordChannels, recordHandshakes } from "./matrix.js";

/** A CoAP server of ours with one resource that holds anything, and one that counts, over UDP and DTLS. */
export interface CoapServer {
  readonly port: number;
  readonly securePort: number;
  /** What `/blob` holds now. */
  readonly blob: () => Uint8Array;
  /** How many times a request has been handed to the server, by method and path: `PUT /blob`. */
  readonly handled: ReadonlyMap<string, number>;
  readonly handshakes: readonly HandshakeReport[];
}

/** Starts the server; it ends with the test. */
export async function startCoapServer(
  t: TestContext,
  keys: Readonly<Record<string, Uint8Array>>,
  credentials: ServerCredentials = {},
  { host = "127.0.0.1", ...setup }: Partial<DtlsEndpointSetup> & { readonly host?: string } = {},
): Promise<CoapServer> {
  const service = startBlobService(t);
  const handshakes: HandshakeReport[] = [];
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createCoapEndpoint({ ...base, handler: service.handle });
  const socket = await openUdpSocket({ host, port: 0 });
  const transport = createUdpTransport({
    socket,
    clock: systemClock,
    onChannel: (channel) => void endpoint.accept(channel),
  });
  const secureSocket = await openUdpSocket({ host, port: 0 });
  const secure = createDtlsEndpoint({
    ...base,
    socket: secureSocket,
    server: {
      psk: (identity) => (keys[identity] === undefined ? undefined : new Secret(keys[identity])),
      ...credentials,
    },
    ...setup,
  });
  recordChannels(t, endpoint);
  recordHandshakes(t, secure);
  secure.onSession((session) => void endpoint.accept(dtlsChannel(session)));
  secure.onHandshake((report) => void handshakes.push(report));
  t.after(() => {
    endpoint.dispose();
    secure.dispose();
    transport.dispose();
  });
  return {
    port: socket.localAddress.port,
    securePort: secureSocket.localAddress.port,
    blob: service.blob,
    handled: service.handled,
    handshakes,
  };
}
