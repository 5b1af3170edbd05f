import type { CoapResponse } from "../../coap/exchange.js";
import { printPath, type Path } from "../../data/path.js";
import { contradiction, notificationAttributes, parseAttributes, type AttributeName } from "../attributes/table.js";
import { isReadable } from "../store/readEntries.js";
import { done, refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";
import { refuseTarget } from "./target.js";

const numericTypes: readonly (string | undefined)[] = ["Integer", "Unsigned Integer", "Float"];

/** Answers Write-Attributes (LwM2M TS 1.1 §6.3.4). */
export function writeAttributes(ctx: DeviceContext, path: Path, query: readonly string[]): CoapResponse {
  const refusal = refuseTarget(ctx, path);
  if (refusal !== undefined) return refusal;
  const { changes, problem } = parseAttributes(query);
  if (changes === undefined) return refuse("Bad Request", problem);
  const place = refusePlace(ctx, path, [...changes.keys()]);
  if (place !== undefined) return place;
  const attributes = ctx.attributes.changed(path, changes);
  const conflict = contradiction(attributes);
  if (conflict !== undefined) return refuse("Bad Request", conflict);
  ctx.attributes.assign(path, attributes);
  return done("Changed");
}

function refusePlace({ store }: DeviceContext, path: Path, names: readonly AttributeName[]): CoapResponse | undefined {
  const definition = store.resource(path)?.definition;
  if (definition !== undefined && !isReadable(definition.operations)) {
    return refuse("Method Not Allowed", `${printPath(path)} (${definition.name}) cannot be observed.`);
  }
  if (numericTypes.includes(definition?.type)) return undefined;
  const wrong = notificationAttributes.find(({ name, levels }) => levels !== "all" && names.includes(name));
  return wrong && refuse("Bad Request", `${wrong.name} is for numeric resources, which ${printPath(path)} is not.`);
}
