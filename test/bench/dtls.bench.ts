import { fork, spawn, type ChildProcess } from "node:child_process";
import { createCipheriv, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import { createCcm } from "../../lwm2m/dtls/crypto/ccm.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import { toHex } from "../../lwm2m/base/bytes.js";
import { freePortPair, untilTaken } from "../interop/support/freePort.js";
import { benchKeys, benchPsk, deviceCredentials, writeKeys, type BenchKeys } from "./dtlsKeys.js";
import { against, figure, median, timed } from "./timing.js";

const host = "127.0.0.1";
/** Handshakes that are timed, after so many that are not. */
const [handshakes, warmUp] = [150, 50];
const echoes = 5000;
const held = 10_000;

/** The cipher suites as OpenSSL names them. */
const suites = { psk: "PSK-AES128-CCM8", ecdhe: "ECDHE-ECDSA-AES128-CCM8" } as const;

/** Our DTLS server beside those of OpenSSL and GnuTLS, with the same client of ours, so that the client cancels out. */
export async function benchDtls(): Promise<void> {
  console.log("DTLS 1.2 with AES-128-CCM-8, two processes, one handshake after the other");
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-bench-"));
  try {
    writeKeys(folder);
    for (const keys of benchKeys) await reportHandshakes(folder, keys);
    await reportEchoes(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  reportCcm();
  const perSession = await nextNumber(start(["hold", String(held)]));
  console.log(
    `  ${held.toLocaleString("en")} held sessions: ${against(perSession / 1024, 12, "KB of resident memory each")}`,
  );
}

async function reportHandshakes(folder: string, keys: BenchKeys): Promise<void> {
  const ours = await withOurs(folder, (port) => handshakesPerSecond(folder, keys, port));
  const openssl = await withProgram("openssl", opensslServer(folder, keys), (port) =>
    handshakesPerSecond(folder, keys, port),
  );
  const what = keys === "psk" ? "PSK" : "ECDHE with certificates of both sides";
  console.log(`  ${what}: ${figure(ours)} handshakes/s with our server, ${beside(ours, openssl, "openssl s_server")}`);
}

async function reportEchoes(folder: string): Promise<void> {
  const ours = await withOurs(folder, (port) => echoesPerSecond(folder, port));
  const gnutls = await withProgram("gnutls-serv", gnutlsServer(folder), (port) => echoesPerSecond(folder, port));
  console.log(`  64 bytes there and back: ${figure(ours)}/s with our server, ${beside(ours, gnutls, "gnutls-serv")}`);
}

function beside(ours: number, other: number | undefined, name: string): string {
  if (other === undefined) return `${name} not timed: it is not installed, or did not answer`;
  return `${figure(other)} with ${name} (${figure(ours / other)} times as many)`;
}

/** CCM as we put it together of AES block modes, beside the runtime's own, which Electron lacks. */
function reportCcm(): void {
  const key = randomBytes(16);
  const additional = randomBytes(13);
  const composed = createCcm(key, 8);
  for (const size of [64, 1024]) {
    const plaintext = randomBytes(size);
    const nonces = Array.from({ length: 20_000 }, () => randomBytes(12));
    const native = (nonce: Buffer): void => {
      const cipher = createCipheriv("aes-128-ccm", key, nonce, { authTagLength: 8 });
      cipher.setAAD(additional, { plaintextLength: size });
      Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    };
    const ours = sealedPerSecond(nonces, (nonce) => composed.seal(nonce, plaintext, additional));
    const theirs = sealedPerSecond(nonces, native);
    const rates = `${figure(ours / 1000)} thousand/s composed, ${figure(theirs / 1000)} native`;
    console.log(`  records of ${size} bytes sealed with CCM-8: ${rates} (${figure(ours / theirs)} times as many)`);
  }
}

function sealedPerSecond(nonces: readonly Buffer[], seal: (nonce: Buffer) => unknown): number {
  const samples: number[] = [];
  for (let round = 0; round < 5; round++) {
    const begin = process.hrtime.bigint();
    for (const nonce of nonces) seal(nonce);
    samples.push(Number(process.hrtime.bigint() - begin) / 1e9);
  }
  return nonces.length / median(samples);
}

/** Full handshakes, each from another port, as of another device. */
async function handshakesPerSecond(folder: string, keys: BenchKeys, port: number): Promise<number> {
  const credentials = deviceCredentials(folder, keys);
  const one = async (): Promise<void> => {
    const { session, dispose } = await connect(credentials, port);
    session.close();
    dispose();
  };
  for (let count = 0; count < warmUp; count++) await one();
  const milliseconds = await timed(async () => {
    for (let count = 0; count < handshakes; count++) await one();
  });
  return (handshakes / milliseconds) * 1000;
}

async function echoesPerSecond(folder: string, port: number): Promise<number> {
  const { session, dispose } = await connect(deviceCredentials(folder, "psk"), port);
  const data = randomBytes(64);
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const watchdog = setTimeout(() => {
        reject(new Error("An echo did not come back within 10 seconds."));
      }, 10_000);
      const listening = session.onData(() => {
        clearTimeout(watchdog);
        listening.dispose();
        resolve();
      });
      session.send(data);
    });
  for (let count = 0; count < echoes / 5; count++) await one();
  const milliseconds = await timed(async () => {
    for (let count = 0; count < echoes; count++) await one();
  });
  session.close();
  dispose();
  return (echoes / milliseconds) * 1000;
}

async function connect(
  credentials: ReturnType<typeof deviceCredentials>,
  port: number,
): Promise<{ readonly session: DtlsSession; readonly dispose: () => void }> {
  const socket = await openUdpSocket({ host, port: 0 });
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createDtlsEndpoint({ ...base, socket });
  const { session, report } = await endpoint.connect({ host, port }, { credentials, serverName: "localhost" });
  if (session === undefined) {
    endpoint.dispose();
    throw new Error(report.explanation);
  }
  return { session, dispose: endpoint.dispose };
}

function opensslServer(folder: string, keys: BenchKeys): (port: number) => readonly string[] {
  const common = ["s_server", "-dtls1_2", "-quiet", "-cipher", `${suites[keys]}:@SECLEVEL=0`];
  const own =
    keys === "psk"
      ? ["-nocert", "-psk_identity", benchPsk.identity, "-psk", toHex(benchPsk.key)]
      : [
          ...["-cert", join(folder, "server.pem"), "-key", join(folder, "server.key")],
          ...["-CAfile", join(folder, "authority.pem"), "-Verify", "2", "-verify_return_error"],
        ];
  return (port) => [...common, ...own, "-accept", `${host}:${port}`];
}

function gnutlsServer(folder: string): (port: number) => readonly string[] {
  const priority = "NONE:+VERS-DTLS1.2:+PSK:+AES-128-CCM-8:+AEAD:+SIGN-ALL:+COMP-NULL:+GROUP-ALL";
  const own = ["--udp", "--echo", "--priority", priority, "--pskpasswd", join(folder, "keys.psk")];
  return (port) => [...own, "-p", String(port)];
}

async function withOurs<T>(folder: string, measure: (port: number) => Promise<T>): Promise<T> {
  const server = start(["serve", folder]);
  try {
    return await measure(await nextNumber(server));
  } finally {
    server.kill();
  }
}

/** Undefined if the program is missing or goes wrong: the bench is a report. */
async function withProgram<T>(
  name: string,
  args: (port: number) => readonly string[],
  measure: (port: number) => Promise<T>,
): Promise<T | undefined> {
  const port = await freePortPair();
  const server = spawn(name, args(port), { stdio: ["pipe", "ignore", "ignore"] });
  const missing = new Promise<never>((_, reject) => server.once("error", reject));
  try {
    await Promise.race([untilTaken(port), missing]);
    return await measure(port);
  } catch {
    return undefined;
  } finally {
    server.kill("SIGKILL");
  }
}

function start(args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, "dtlsPeer.mjs"), args, { execArgv: ["--expose-gc"] });
}

/** The number that a process says next. */
function nextNumber(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("message", (message) => {
      if (typeof message === "number") resolve(message);
      else reject(new Error(`A process of the bench said ${JSON.stringify(message)}.`));
    });
    child.once("exit", (code) => {
      reject(new Error(`A process of the bench ended with ${String(code)}.`));
    });
  });
}
