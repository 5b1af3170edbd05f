import type { CredentialInput } from "../../engine/protocol/credentials.js";
import type { LogRecord } from "../../engine/protocol/log.js";
import { defaultServerSettings, type ServerSettings, type ServerState } from "../../engine/protocol/server.js";
import { printAddress } from "../../lwm2m/base/datagram.js";
import { listed } from "../../lwm2m/base/words.js";
import { localTime } from "../../lwm2m/base/localTime.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { printable } from "../text/printable.js";
import { readCredentials } from "./credentialsFile.js";
import { handDefinitions } from "./definitionFiles.js";
import { DeviceCommandError, withEngine } from "./deviceContext.js";

export interface ServeRequest {
  /** Where it shall listen, as far as the user has said; the rest is as usual. */
  readonly asked: Partial<ServerSettings>;
  readonly credentials: string | undefined;
  /** Files and folders of definitions that decode what devices send. */
  readonly definitions: readonly string[];
  /** Show every CoAP message, not only what happens to devices. */
  readonly messages: boolean;
  readonly json: boolean;
}

type RunningServer = Extract<ServerState, { kind: "running" }>;

/** `lwm2m serve`: runs the LwM2M Server until it is interrupted, and shows who comes and who cannot. */
export function serveCommand(request: ServeRequest, io: Io, product: Product): Promise<ExitCode> {
  return withEngine(io, product, async (engine) => {
    const credentials = credentialsOf(request.credentials, io);
    const { server } = await engine.request("engine/snapshot", {});
    const isOurs = server.kind !== "running";
    // To go on would let devices that come to the port that was asked for wait in vain, and to move the server would lose
    // those that others work with.
    if (!isOurs) refuseOtherPlace(server, request.asked);
    if (credentials.length > 0) await engine.request("credentials/set", { credentials });
    await handDefinitions(request.definitions, engine, io);
    const isOver = new Promise<"lost">((resolve) => {
      engine.onClose(() => {
        resolve("lost");
      });
    });
    engine.onNotification("log/added", ({ records }) => {
      for (const record of records) showRecord(record, request, io);
    });
    const state = isOurs
      ? await engine.request("server/start", { ...defaultServerSettings, ...request.asked })
      : server;
    if (state.kind !== "running")
      throw new DeviceCommandError(state.kind === "failed" ? state.problem : "The LwM2M Server was stopped.");
    let where = addresses(state);
    const stopped = new Promise<"stopped">((resolve) => {
      engine.onNotification("server/changed", (next) => {
        if (next.kind !== "running") resolve("stopped");
        else if (addresses(next) !== where) {
          where = addresses(next);
          io.stderr.write(`Another window or terminal has moved the LwM2M Server; it listens on ${where} now.\n`);
          if (request.json) io.stdout.write(`${JSON.stringify({ ...next, kind: "listening", isJoined: !isOurs })}\n`);
        }
      });
    });
    const isLeft = isOurs ? "to stop" : "to leave it; another window or terminal has started it";
    io.stderr.write(`The LwM2M Server listens on ${where}. Press Ctrl+C ${isLeft}.\n`);
    if (request.json) io.stdout.write(`${JSON.stringify({ ...state, kind: "listening", isJoined: !isOurs })}\n`);
    const end = await Promise.race([isOver, stopped, io.interrupted()]);
    if (end === "lost") throw new DeviceCommandError("The engine has ended. Run the command again.");
    if (end === "stopped") throw new DeviceCommandError("Another window or terminal has stopped the LwM2M Server.");
    if (isOurs) await engine.request("server/stop", {});
    return exitCodes.clean;
  });
}

/**
 * A server that runs already is joined, unless the user has asked for another place than it has; port 0 is any.
 * @throws {DeviceCommandError} that says where it listens, and what to do
 */
function refuseOtherPlace(running: RunningServer, { host, port, securePort }: Partial<ServerSettings>): void {
  const missed = [
    ...(host === undefined || host === running.host ? [] : [`--host ${host}`]),
    ...(isTaken(port, running.port) ? [] : [`--port ${port}`]),
    ...(isTaken(securePort, running.securePort) ? [] : [`--secure-port ${securePort}`]),
  ];
  if (missed.length === 0) return;
  throw new DeviceCommandError(
    `The LwM2M Server runs already, for another window or terminal, and listens on ${addresses(running)}; ` +
      `${listed(missed)} ${missed.length === 1 ? "was" : "were"} not taken. ` +
      `Leave ${missed.length === 1 ? "that" : "them"} out to follow it where it is, or stop it there first.`,
  );
}

function isTaken(asked: number | undefined, running: number | undefined): boolean {
  return asked === undefined || asked === running || (asked === 0 && running !== undefined);
}

/**
 * The keys of a file; none without one.
 * @throws {DeviceCommandError} that says what is wrong with it
 */
function credentialsOf(path: string | undefined, io: Io): readonly CredentialInput[] {
  if (path === undefined) return [];
  const { credentials, problem } = readCredentials(path, io);
  if (credentials === undefined) throw new DeviceCommandError(problem);
  return credentials;
}

function addresses({ host, port, securePort }: RunningServer): string {
  return listed([
    ...(port === undefined ? [] : [`coap://${printAddress({ host, port })}`]),
    ...(securePort === undefined ? [] : [`coaps://${printAddress({ host, port: securePort })}`]),
  ]);
}

function showRecord(record: LogRecord, { messages, json }: ServeRequest, io: Io): void {
  if (record.kind === "message" && !messages) return;
  if (json) {
    io.stdout.write(`${JSON.stringify(record)}\n`);
    return;
  }
  const who = record.deviceName ?? record.peer;
  const arrow = record.kind === "message" ? (record.direction === "in" ? "<- " : "-> ") : "";
  io.stdout.write(`${localTime(record.time)}  ${printable(`${who}  ${arrow}${record.summary}`)}\n`);
  if (record.kind === "attempt") io.stdout.write(`          ${printable(record.explanation)}\n`);
}
