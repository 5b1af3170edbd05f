import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { TestContext } from "node:test";
import { toHex } from "../../../lwm2m/base/bytes.js";
import type { Address } from "../../../lwm2m/base/datagram.js";
import { Secret } from "../../../lwm2m/base/secret.js";
import type { ClientCredentials } from "../../../lwm2m/dtls/credentials.js";
import { runLeshan } from "./leshanProgram.js";
import { issuePeerCertificates, makePeerRawKeys } from "./peerKeys.js";
import type { Program } from "./program.js";

/** What a server of Leshan is told so that it knows a client, and what the client then has. */
export interface LeshanCredentials {
  readonly env: Readonly<Record<string, string>>;
  /** Undefined for a client without security. */
  readonly client: ClientCredentials | undefined;
}

export const leshanKey = Buffer.from("00112233445566778899aabbccddeeff", "hex");

/** Credentials of each kind for a client with that endpoint client name. */
export function leshanCredentials(
  t: TestContext,
  kind: "none" | "psk" | "rpk" | "x509",
  endpoint: string,
): LeshanCredentials {
  switch (kind) {
    case "none":
      return { env: {}, client: undefined };
    case "psk":
      return {
        env: { PEER_IDENTITY: endpoint, PEER_KEY: toHex(leshanKey) },
        client: { kind, identity: endpoint, key: new Secret(leshanKey) },
      };
    case "rpk": {
      const { files, device } = makePeerRawKeys(t);
      const env = {
        PEER_CLIENT_KEY: publicKeyIn(files.devicePublicKey),
        PEER_PUBLIC_KEY: publicKeyIn(files.serverPublicKey),
        PEER_PRIVATE_KEY: privateKeyIn(files.serverKey),
      };
      return { env, client: device };
    }
    case "x509": {
      const { files, device, server } = issuePeerCertificates(t, { device: { name: endpoint } });
      const env = {
        PEER_CERTIFICATES: (server.certificate?.chain ?? []).map((der) => toHex(der)).join(" "),
        PEER_PRIVATE_KEY: privateKeyIn(files.serverKey),
        PEER_TRUSTED: toHex(derIn(files.authority)),
      };
      return { env, client: device };
    }
  }
}

/** The bytes of a PEM file. */
function derIn(file: string): Uint8Array {
  return Buffer.from(readFileSync(file, "utf8").replaceAll(/-----[^-]+-----|\s/gu, ""), "base64");
}

function publicKeyIn(file: string): string {
  return createPublicKey(readFileSync(file)).export({ type: "spki", format: "der" }).toString("hex");
}

function privateKeyIn(file: string): string {
  return createPrivateKey(readFileSync(file)).export({ type: "pkcs8", format: "der" }).toString("hex");
}

/** A server made of Eclipse Leshan, on ports of its own. */
export interface LeshanServer {
  readonly program: Program;
  readonly plain: Address;
  readonly secure: Address;
}

/** Starts one that knows one client; it lives at most as long as the test. */
export async function startLeshanServer(
  t: TestContext,
  kind: "LeshanServerPeer" | "LeshanBootstrapPeer",
  endpoint: string,
  env: Readonly<Record<string, string>>,
): Promise<LeshanServer> {
  const program = runLeshan(t, kind, [endpoint], env);
  const listening = async (scheme: string): Promise<Address> => {
    const [, port = ""] = await program.prints(new RegExp(`^listening ${scheme}://127\\.0\\.0\\.1:(\\d+)$`, "mu"));
    return { host: "127.0.0.1", port: Number(port) };
  };
  return { program, plain: await listening("coap"), secure: await listening("coaps") };
}
