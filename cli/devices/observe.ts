import type { PathValue } from "../../engine/protocol/values.js";
import { localTime } from "../../lwm2m/base/localTime.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { handDefinitions } from "./definitionFiles.js";
import { withEngine } from "./deviceContext.js";
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
    facts = factsOf(await engine.request("devices/tree", { deviceId: target.deviceId }));
    const end = await Promise.race([isOver, io.interrupted()]);
    if (end === "lost") {
      io.stderr.write("lwm2m: The connection to the engine is lost. Run the command again to go on.\n");
      return exitCodes.trouble;
    }
    await engine.request("device/cancelObservation", target);
    return exitCodes.clean;
  });
}
