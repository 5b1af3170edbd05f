// What a node tells when the mouse rests on it: Markdown without links or HTML, as much of it comes from devices.
import type { ObjectNode, ResourceFacts } from "../../../engine/protocol/devices.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import { parseRange, describeRange } from "../../../lwm2m/definition/range.js";
import { unitBySymbol } from "../../../lwm2m/definition/units.js";
import type { DevicesState, DeviceState } from "../state/deviceState.js";
import { findInTree } from "../state/treeContents.js";
import { ageText, dateText } from "./ageText.js";
import { code, escapeMarkdown } from "./markdown.js";
import type { DeviceNode } from "./nodes.js";
import { objectName } from "./objectViews.js";
import { resourceName } from "./resourceViews.js";
import { unitsOf } from "./valueText.js";

/** The longest value that a tooltip shows, in characters. */
const longestValue = 1000;

/** The tooltip of a node as Markdown; undefined where there is nothing to add. */
export function tooltip(state: DevicesState, node: DeviceNode, now: number): string | undefined {
  if (node.kind === "note") return undefined;
  if (node.kind === "simulator") {
    const simulator = state.simulators.find(({ id }) => id === node.simulatorId);
    return simulator?.state.kind === "failing" ? escapeMarkdown(simulator.state.problem) : undefined;
  }
  const device = state.devices.get(node.deviceId);
  if (device === undefined) return undefined;
  if (node.kind === "device") return deviceTooltip(device, now);
  const found = findInTree(device.tree, node.path);
  switch (found?.kind) {
    case "object":
      return paragraphs(...objectParts(found.object), remarkLines(device, node.path));
    case "instance": {
      const { object, instance } = found;
      const title = `**${escapeMarkdown(objectName(object))}** instance ${instance.objectInstanceId} · ${code(node.path)}`;
      const explored = instance.isExplored ? [] : ["What it has is not known yet; it is read when you expand it."];
      return paragraphs([title], explored, attributeLines(device, node.path), remarkLines(device, node.path));
    }
    case "resource":
    case "resource instance": {
      const { definition } = found.resource;
      const title = `**${escapeMarkdown(resourceName(found.resource))}** · ${code(node.path)}`;
      return paragraphs(
        [title, ...factLines(definition)],
        valueLines(device.values.get(node.path)?.value, now, {
          unit: unitsOf(device, found.resource),
          isReadable: definition?.operations.includes("R") === true,
        }),
        remarkLines(device, node.path),
        attributeLines(device, node.path),
        definition?.description === undefined ? [] : [escapeMarkdown(definition.description)],
        definition === undefined ? ["No definition is known."] : [],
      );
    }
    case "plain": {
      const attributes = found.plain.attributes.map(attributeText);
      return paragraphs(
        [`**${escapeMarkdown(found.plain.title ?? node.path)}** · ${code(node.path)}`],
        valueLines(device.values.get(node.path)?.value, now, { unit: "", isReadable: true }),
        attributes.length === 0 ? [] : [attributes.map(code).join(" ")],
        remarkLines(device, node.path),
      );
    }
    case undefined:
      return undefined;
  }
}

/** Joins paragraphs of lines; empty ones are left out. */
function paragraphs(...parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("  \n"))
    .join("\n\n");
}

/** What a device has proved, before its name. */
const keyWords = { psk: "Key of the PSK identity", rpk: "Public key:", x509: "Certificate of" } as const;

function deviceTooltip({ summary }: DeviceState, now: number): string {
  const { name, kind, status, address, transport, security, lwm2mVersion, binding, lifetime, warnings } = summary;
  const channel = { udp: "UDP without security", dtls: "DTLS", tcp: "TCP without security", tls: "TLS" }[transport];
  const key =
    security.kind !== "none"
      ? [
          `${keyWords[security.kind]} ${code(security.identity)}`,
          ...(security.suite === undefined ? [] : [`Cipher suite ${code(security.suite)}`]),
        ]
      : [];
  return paragraphs(
    [`**${escapeMarkdown(name)}** · ${status}`],
    warnings.map((warning) => `$(warning) ${escapeMarkdown(warning)}`),
    [`${kind === "registered" ? "Registers from" : "At"} ${code(address)} over ${channel}`, ...key],
    [
      ...(lwm2mVersion === undefined ? [] : [`LwM2M ${escapeMarkdown(lwm2mVersion)}`]),
      ...(binding === undefined ? [] : [`Binding ${code(binding)}`]),
      ...(lifetime === undefined ? [] : [`Lifetime ${lifetime} s`]),
      ...(summary.registeredAt === undefined ? [] : [`Registered ${dateText(summary.registeredAt)}`]),
      ...(summary.lastSeen === 0
        ? []
        : [`Last seen ${ageText(now - summary.lastSeen)} ago, ${dateText(summary.lastSeen)}`]),
    ],
    summary.isSimulated ? ["Simulated by this machine."] : [],
  );
}

/** The paragraphs on an object. */
function objectParts({ definition, version, path, objectId, warning }: ObjectNode): readonly (readonly string[])[] {
  const warnings = warning === undefined ? [] : [`$(warning) ${escapeMarkdown(warning)}`];
  if (definition === undefined) {
    const unknown = "No definition is known, so its values are shown as they come.";
    return [
      [`**Object ${objectId}** · ${code(path)}`, `Version ${code(version)} on the device`],
      warnings.length > 0 ? warnings : [unknown],
    ];
  }
  const { name, urn, uri, description } = definition;
  return [
    [
      `**${escapeMarkdown(name)}** · ${code(path)}`,
      `Version ${code(version)} on the device · ${code(urn)}`,
      uri === undefined ? "From the OMA registry" : `From ${code(fileName(uri))}`,
    ],
    warnings,
    description === undefined ? [] : [escapeMarkdown(description)],
  ];
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** What an operation of a definition is called. */
const operationWords: Readonly<Record<string, string>> = {
  R: "read only",
  W: "write only",
  RW: "read and write",
  E: "executable",
};

function factLines(definition: ResourceFacts | undefined): readonly string[] {
  if (definition === undefined) return [];
  const { type, operations, isMultiple, isMandatory, range, units } = definition;
  const facts = [
    ...(type === undefined ? [] : [type]),
    operationWords[operations] ?? "no operation",
    isMandatory ? "mandatory" : "optional",
    ...(isMultiple ? ["multiple"] : []),
  ];
  const unit = unitBySymbol(units);
  const allowed = range === "" ? "" : describeRange(parseRange(range).value, type);
  return [
    facts.join(" · "),
    ...(range === "" ? [] : [`Range ${allowed === "" ? code(range) : escapeMarkdown(allowed)}`]),
    ...(units === "" ? [] : [`Unit ${code(units)}${unit === undefined ? "" : `, ${escapeMarkdown(unit.meaning)}`}`]),
  ];
}

function valueLines(
  value: PathValue | undefined,
  now: number,
  { unit, isReadable }: { readonly unit: string; readonly isReadable: boolean },
): readonly string[] {
  if (value === undefined) return isReadable ? ["Not read yet."] : [];
  const text = value.text.length > longestValue ? `${value.text.slice(0, longestValue)}…` : value.text;
  return [
    `Value ${code(text === "" ? " " : text)}${unit === "" ? "" : ` ${escapeMarkdown(unit)}`}`,
    `${ageText(now - value.receivedAt)} old, received ${dateText(value.receivedAt)}`,
    ...(value.time === undefined ? [] : [`Taken by the device ${dateText(value.time)}`]),
    ...(value.isGuess === true ? [`No definition tells its type; ${value.type} is a guess.`] : []),
  ];
}

function remarkLines(device: DeviceState, path: string): readonly string[] {
  const remark = device.remarks.get(path);
  return remark === undefined ? [] : [`$(warning) ${code(remark.short)} ${escapeMarkdown(remark.explanation)}`];
}

function attributeLines(device: DeviceState, path: string): readonly string[] {
  const attributes = device.attributes.get(path) ?? [];
  return attributes.length === 0 ? [] : [`Attributes ${attributes.map((one) => code(attributeText(one))).join(" ")}`];
}

function attributeText({ name, value }: { readonly name: string; readonly value?: string }): string {
  return value === undefined ? name : `${name}=${value}`;
}
