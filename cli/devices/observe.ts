import type { LogRecord } from "../../engine/protocol/log.js";
import type { PathValue } from "../../engine/protocol/values.js";
import { localTime } from "../../lwm2m/base/localTime.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { handDefinitions } from "./definitionFiles.js";
import { printable } from "../text/printable.js";
import { withEngine } from "./deviceContext.js";
import { observationEnd } from "./observationWatch.js";
import { targetOf, type OperationFlags, type Place } from "./operate.js";
import { reportResult } from "./resultText.js";
import { factsOf, valueLines } from "./valueLines.js";

export interface ObserveFlags extends OperationFlags {
  /** End after so many notifications. */
  readonly count?: number;
}

/** `lwm2m observe`: shows the values of a place as they change, until it is interrupted. */
export function observeCommand(place: Place, flags: ObserveFlags, io: Io, product: Product): Promise<ExitCode> {
  return withEngine(io, product, async (engine) => {
    await handDefinitions(flags.definitions ?? [], engine, io);
    const target = await targetOf(engine, place, flags);
    const json = flags.json === true;
    let facts = factsOf(await engine.request("devices/tree", { deviceId: target.deviceId }));
    let left = flags.count ?? Number.POSITIVE_INFINITY;
    const show = (values: readonly PathValue[]): void => {
      const time = localTime(values[0]?.receivedAt ?? Date.now());
      const lines = json
        ? values.map((value) => JSON.stringify(value))
        : valueLines(values, facts).map((line) => `${time}  ${line}`);
      io.stdout.write(lines.map((line) => `${line}\n`).join(""));
    };
    engine.onNotification("log/added", ({ records }) => {
      for (const record of records) reportProblems(record, target.deviceId, io);
    });
    const isOver = new Promise<"counted" | "lost">((resolve) => {
      engine.onClose(() => {
        resolve("lost");
      });
      engine.onNotification("devices/values", ({ deviceId, values }) => {
        const ours = values.filter(({ path }) => path === target.path || path.startsWith(`${target.path}/`));
        if (deviceId !== target.deviceId || ours.length === 0 || left <= 0) return;
        show(ours);
        left--;
        if (left <= 0) resolve("counted");
      });
    });
    const first = await engine.request("device/observe", target);
    if (first.kind !== "success") return reportResult(first, facts, json, io);
    const tree = await engine.request("devices/tree", { deviceId: target.deviceId });
    facts = factsOf(tree);
    const say = (sentence: string): void => {
      io.stderr.write(`lwm2m: ${printable(sentence)}\n`);
    };
    const ended = observationEnd(engine, target, tree, say).then((reason) => ({ reason }));
    const end = await Promise.race([isOver, ended, io.interrupted()]);
    if (typeof end === "object") {
      say(end.reason);
      return exitCodes.findings;
    }
    if (end === "lost") {
      say("The connection to the engine is lost. Run the command again to go on.");
      return exitCodes.trouble;
    }
    await engine.request("device/cancelObservation", target);
    return exitCodes.clean;
  });
}

/** Says what of a message of the device could not be understood, with its bytes. */
function reportProblems(record: LogRecord, deviceId: string, io: Io): void {
  if (record.kind !== "message" || record.direction !== "in" || record.deviceId !== deviceId) return;
  const { problems = [], hex = "" } = record.payload ?? {};
  for (const { offset, message } of problems) {
    io.stderr.write(`lwm2m: ${localTime(record.time)}, at byte ${offset} of the payload: ${printable(message)}\n`);
  }
  if (problems.length > 0) io.stderr.write(`lwm2m: The payload: ${hex}\n`);
}
