import type { DeviceStatus, DeviceSummary } from "../../../engine/protocol/devices.js";
import type { SimulatorInfo } from "../../../engine/protocol/simulators.js";
import { counted } from "../../../lwm2m/base/words.js";
import type { DeviceState } from "../state/deviceState.js";
import type { NodeView } from "./nodeView.js";

const statusIcons: Readonly<Record<DeviceStatus, NonNullable<NodeView["icon"]>>> = {
  online: { name: "circuit-board", color: "charts.green" },
  "not seen yet": { name: "question" },
  expired: { name: "watch", color: "disabledForeground" },
  disconnected: { name: "debug-disconnect", color: "disabledForeground" },
};

/** For what must not be overlooked. */
export const warningIcon = { name: "warning", color: "list.warningForeground" } as const;

/** How a channel is protected, in a word. */
function securityWord({ security }: DeviceSummary): string {
  return { none: "no security", psk: "PSK", rpk: "raw public key", x509: "certificate" }[security.kind];
}

/** A device; the only one is expanded at first. */
export function deviceView({ summary }: DeviceState, isOnly: boolean): NodeView {
  const { name, kind, status, lwm2mVersion, warnings, isSimulated } = summary;
  const facts = [
    ...(status === "online" ? [] : [status]),
    ...(isSimulated ? ["simulated"] : []),
    securityWord(summary),
    ...(lwm2mVersion === undefined ? [] : [lwm2mVersion]),
    ...(warnings.length === 0 ? [] : [counted(warnings.length, "warning")]),
  ];
  const hasWarning = warnings.length > 0 && status === "online";
  return {
    label: name,
    description: facts.join(" · "),
    icon: hasWarning ? warningIcon : statusIcons[status],
    facets: ["device", kind, ...(isSimulated ? ["simulated"] : []), ...(status === "online" ? ["online"] : [])],
    children: isOnly ? "expanded" : "collapsed",
    spoken: [`Device ${name}`, ...(status === "online" ? ["online"] : []), ...facts, ...warnings].join(", "),
  };
}

/** A simulated device on its way to the LwM2M Server. */
export function simulatorView({ endpoint, state }: SimulatorInfo): NodeView {
  const isFailing = state.kind === "failing";
  const words = isFailing ? state.problem : state.kind === "connecting" ? "connecting" : "registered";
  return {
    label: endpoint,
    description: `simulated · ${words}`,
    icon: isFailing ? warningIcon : { name: "loading~spin" },
    facets: ["simulator"],
    children: "none",
    spoken: `Simulated device ${endpoint}, ${words}`,
  };
}

export function noteView(text: string): NodeView {
  return { label: text, icon: { name: "info" }, facets: ["note"], children: "none", spoken: text };
}
