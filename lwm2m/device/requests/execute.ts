import { toUtf8 } from "../../base/bytes.js";
import type { CoapRequest, CoapResponse } from "../../coap/exchange.js";
import { parseExecuteArguments } from "../../data/executeArguments.js";
import { printPath, type ResourcePath } from "../../data/path.js";
import { serverNumber } from "../store/serverObject.js";
import { resetRelated } from "../store/resets.js";
import { constant } from "../values/behavior.js";
import { done, refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";
import { textFormat } from "./formats.js";
import { refuseTarget } from "./target.js";

/** What executing a resource does. */
interface Effect {
  readonly object: number;
  readonly resource: number;
  /** Answers a refusal if it cannot be done now. */
  readonly run: (ctx: DeviceContext, path: ResourcePath) => CoapResponse | undefined;
}

/** Seconds that a client stays away after Disable where the Server object does not say (LwM2M TS 1.1 Appendix E.2). */
const usualDisableTimeout = 86_400;

function act(action: (ctx: DeviceContext, path: ResourcePath) => void): Effect["run"] {
  return (ctx, path) => {
    action(ctx, path);
    return undefined;
  };
}

const effects: readonly Effect[] = [
  {
    object: 1,
    resource: 4,
    run: act(({ actions, store }) => {
      actions.disable(serverNumber(store, 5) ?? usualDisableTimeout);
    }),
  },
  {
    object: 1,
    resource: 8,
    run: act(({ actions }) => {
      actions.update();
    }),
  },
  {
    object: 3,
    resource: 4,
    run: act(({ actions }) => {
      actions.reboot();
    }),
  },
  {
    object: 3,
    resource: 5,
    run: act(({ actions }) => {
      actions.resetToFactory();
    }),
  },
  {
    object: 3,
    resource: 12,
    run: act(({ store }, path) => {
      clearErrors(store, path);
    }),
  },
  { object: 5, resource: 2, run: (ctx) => driveFirmware(ctx, "update executed") },
  { object: 5, resource: 10, run: (ctx) => driveFirmware(ctx, "cancel executed") },
];

/** Answers Execute (LwM2M TS 1.1 §6.3.5). What has no row resets what its name speaks of, or does nothing. */
export function execute(ctx: DeviceContext, path: ResourcePath, request: CoapRequest): CoapResponse {
  const refusal = refuseTarget(ctx, path) ?? refuseArguments(request);
  if (refusal !== undefined) return refusal;
  const effect = effects.find(({ object, resource }) => object === path.objectId && resource === path.resourceId);
  const result = effect?.run(ctx, path);
  if (result !== undefined) return result;
  if (effect === undefined) resetRelated(ctx.store, path);
  ctx.actions.valuesChanged();
  return done("Changed");
}

function refuseArguments({
  contentFormat = textFormat,
  payload = new Uint8Array(),
}: CoapRequest): CoapResponse | undefined {
  if (contentFormat !== textFormat) {
    return refuse("Unsupported Content-Format", "The arguments of Execute must be plain text (content format 0).");
  }
  const text = toUtf8(payload);
  if (text === undefined) return refuse("Bad Request", "The arguments of Execute are no UTF-8 text.");
  const [problem] = parseExecuteArguments(text).problems;
  return problem && refuse("Bad Request", problem.message);
}

/** Leaves one error code, 0 for no error. */
function clearErrors(store: DeviceContext["store"], path: ResourcePath): void {
  const behaviors = store.instance(path)?.resources.get(11)?.behaviors;
  behaviors?.clear();
  behaviors?.set(0, constant({ type: "Integer", value: 0n }));
}

function driveFirmware(
  { firmware }: DeviceContext,
  event: "update executed" | "cancel executed",
): CoapResponse | undefined {
  if (!firmware.allows(event)) {
    return refuse("Method Not Allowed", `That is not possible in state ${firmware.state} of the firmware update.`);
  }
  firmware.execute(event);
  return undefined;
}

/** True for a path whose resource is executable. */
export function isExecutable({ store }: DeviceContext, path: ResourcePath): boolean {
  return store.definitionOf(path.objectId, path.resourceId)?.operations === "E";
}

/** The refusal of Execute on what cannot be executed. */
export function refuseExecute(ctx: DeviceContext, path: ResourcePath): CoapResponse {
  const missing = refuseTarget(ctx, path);
  return missing ?? refuse("Method Not Allowed", `${printPath(path)} cannot be executed.`);
}
