import type { EngineClient } from "../../engine/client/engineClient.js";
import type { LogRecord } from "../../engine/protocol/log.js";
import type { ServerSettings, ServerState } from "../../engine/protocol/server.js";
import { printAddress } from "../../lwm2m/base/datagram.js";
import { listed } from "../../lwm2m/base/words.js";
import { localTime } from "../../lwm2m/base/localTime.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { printable } from "../text/printable.js";
import { readCredentials } from "./credentialsFile.js";
import { handDefinitions } from "./definitionFiles.js";
import { DeviceCommandError, withEngine } from "./deviceContext.js";

export interface ServeRequest extends ServerSettings {
  readonly credentials: string | undefined;
  /** Files and folders of definitions that decode what devices send. */
  readonly definitions: readonly string[];
  /** Show every CoAP message, not only what happens to devices. */
  readonly messages: boolean;
  readonly json: boolean;
}

/** `lwm2m serve`: runs the LwM2M Server until it is interrupted, and shows who comes and who cannot. */
export function serveCommand(request: ServeRequest, io: Io, product: Product): Promise<ExitCode> {
  return withEngine(io, product, async (engine) => {
    await handCredentials(request.credentials, engine, io);
    await handDefinitions(request.definitions, engine, io);
    const isOver = new Promise<"lost">((resolve) => {
      engine.onClose(() => {
        resolve("lost");
      });
    });
    engine.onNotification("log/added", ({ records }) => {
      for (const record of records) showRecord(record, request, io);
    });
    const { server } = await engine.request("engine/snapshot", {});
    const isOurs = server.kind !== "running";
    const state = isOurs ? await engine.request("server/start", settingsOf(request)) : server;
    if (state.kind !== "running")
      throw new DeviceCommandError(state.kind === "failed" ? state.problem : "The LwM2M Server was stopped.");
    const stopped = new Promise<"stopped">((resolve) => {
      engine.onNotification("server/changed", ({ kind }) => {
        if (kind !== "running") resolve("stopped");
      });
    });
    const isLeft = isOurs ? "to stop" : "to leave it; another window or terminal has started it";
    io.stderr.write(`The LwM2M Server listens on ${addresses(state)}. Press Ctrl+C ${isLeft}.\n`);
    if (request.json) io.stdout.write(`${JSON.stringify({ ...state, kind: "listening" })}\n`);
    const end = await Promise.race([isOver, stopped, io.interrupted()]);
    if (end === "lost") throw new DeviceCommandError("The engine has ended. Run the command again.");
    if (end === "stopped") throw new DeviceCommandError("Another window or terminal has stopped the LwM2M Server.");
    if (isOurs) await engine.request("server/stop", {});
    return exitCodes.clean;
  });
}

function settingsOf({ host, port, securePort }: ServeRequest): ServerSettings {
  return { host, ...(port === undefined ? {} : { port }), ...(securePort === undefined ? {} : { securePort }) };
}

/** Gives the keys of a file to the engine. */
async function handCredentials(path: string | undefined, engine: EngineClient, io: Io): Promise<void> {
  if (path === undefined) return;
  const { credentials, problem } = readCredentials(path, io);
  if (credentials === undefined) throw new DeviceCommandError(problem);
  await engine.request("credentials/set", { credentials });
}

function addresses({ host, port, securePort }: Extract<ServerState, { kind: "running" }>): string {
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
