import type { TestContext } from "node:test";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import type { CoapEndpoint } from "../../../lwm2m/coap/endpoint.js";
import type { CoapLimits } from "../../../lwm2m/coap/limits.js";
import { listenTcp } from "../../../lwm2m/coap/transport/tcp.js";
import { listenTls } from "../../../lwm2m/coap/transport/tlsServer.js";
import type { ServerCredentials } from "../../../lwm2m/dtls/credentials.js";
import { startBlobService, type BlobService } from "./blobService.js";
import { recordChannels } from "./matrix.js";

/** A CoAP server of ours over TCP and TLS. */
export interface StreamServers extends BlobService {
  readonly endpoint: CoapEndpoint;
  readonly port: number;
  /** Undefined without credentials. */
  readonly securePort: number | undefined;
  readonly refusals: readonly string[];
}

/** Starts the server; it ends with the test. */
export async function startStreamServers(
  t: TestContext,
  {
    credentials,
    limits = {},
    host = "127.0.0.1",
  }: {
    readonly credentials?: ServerCredentials | undefined;
    readonly limits?: Partial<CoapLimits>;
    readonly host?: string;
  },
): Promise<StreamServers> {
  const service = startBlobService(t);
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createCoapEndpoint({ ...base, handler: service.handle, limits });
  recordChannels(t, endpoint);
  const refusals: string[] = [];
  const setup = {
    ...base,
    host,
    port: 0,
    onChannel: (channel: Parameters<CoapEndpoint["accept"]>[0]) => void endpoint.accept(channel),
  };
  const plain = await listenTcp(setup);
  const secure =
    credentials === undefined
      ? undefined
      : await listenTls({ ...setup, credentials, onRefused: (_peer, reason) => refusals.push(reason) });
  t.after(() => {
    endpoint.dispose();
    plain.dispose();
    secure?.dispose();
  });
  return {
    ...service,
    endpoint,
    port: plain.localAddress.port,
    securePort: secure?.localAddress.port,
    refusals,
  };
}
