import { once } from "node:events";
import type { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

/** The part of `node-dtls-client` that the tests use; it is installed on demand, so its own types are not at hand. */
interface NodeDtlsClient {
  readonly dtls: {
    readonly createSocket: (options: {
      readonly type: "udp4";
      readonly address: string;
      readonly port: number;
      readonly psk: Readonly<Record<string, Buffer>>;
      readonly ciphers: readonly string[];
      readonly timeout: number;
    }) => DtlsClientSocket;
  };
}

/** A socket of `node-dtls-client`: emits `connected`, `message` and `error`. */
export interface DtlsClientSocket extends EventEmitter {
  readonly send: (message: Buffer) => void;
  readonly close: () => void;
}

/**
 * Where the package is.
 * @throws if it is not installed
 */
export function dtlsClientFolder(): string {
  const folder = process.env["LWM2M_NODE_DTLS_CLIENT"];
  if (folder === undefined) throw new Error("The peer node-dtls-client is not installed; run npm run test:interop.");
  return folder;
}

/** Connects to a DTLS server on the loopback interface with a pre-shared key and CCM_8. */
export async function connectDtlsClient(
  port: number,
  psk: { readonly identity: string; readonly key: Buffer },
): Promise<DtlsClientSocket> {
  const folder = dtlsClientFolder();
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly main: string };
  const { dtls } = (await import(pathToFileURL(join(folder, manifest.main)).href)) as NodeDtlsClient;
  const socket = dtls.createSocket({
    type: "udp4",
    address: "127.0.0.1",
    port,
    psk: { [psk.identity]: psk.key },
    ciphers: ["TLS_PSK_WITH_AES_128_CCM_8"],
    timeout: 20_000,
  });
  // Rejected with what the socket says is wrong.
  await once(socket, "connected");
  return socket;
}
