import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceSummary } from "../../../engine/protocol/devices.js";
import { get, list, manifest } from "../../manifest/testing/manifest.js";
import { withDevice, withResult, withTree, withValues } from "../state/changes.js";
import { initialState, type DevicesState } from "../state/deviceState.js";
import {
  facts,
  noon,
  resource,
  sampleSummary,
  sampleTree,
  value,
} from "../../../engine/client/testing/sampleDevice.js";
import { sampleState } from "../testing/sampleState.js";
import { childNodes, type DeviceNode, type PlaceNode } from "./nodes.js";
import { nodeView, type NodeView } from "./nodeView.js";

/** How a place of the sample device is drawn. */
function view(path: string, state: DevicesState = sampleState(), now = noon + 60_000): NodeView {
  const levels = path.split("/").length - 1;
  const kinds = ["object", "instance", "resource", "resource instance"] as const;
  const kind: PlaceNode["kind"] = path === "/time" ? "plain" : (kinds[levels - 1] ?? "object");
  const found = nodeView(state, { kind, deviceId: "d1", path }, now);
  assert.ok(found, `${path} is there`);
  return found;
}

function line({ label, description }: NodeView): string {
  return description === undefined ? label : `${label} | ${description}`;
}

/** A device with other facts, as it is drawn. */
function deviceView(changes: Partial<DeviceSummary> = {}): NodeView {
  const state = withDevice(initialState, { ...sampleSummary, ...changes });
  const found = nodeView(state, { kind: "device", deviceId: "d1" }, noon);
  assert.ok(found);
  return found;
}

test("a device shows its name, its security and the version; what is odd is not to be overlooked", () => {
  assert.equal(line(deviceView()), "thermostat-1 | PSK · 1.1");
  assert.equal(line(deviceView({ isSimulated: true })), "thermostat-1 | simulated · PSK · 1.1");
  assert.equal(line(deviceView({ security: { kind: "none" } })), "thermostat-1 | no security · 1.1");
  const odd = deviceView({ warnings: ["The endpoint is not the identity."] });
  assert.equal(line(odd), "thermostat-1 | PSK · 1.1 · 1 warning");
  assert.equal(odd.icon?.name, "warning");
  assert.match(odd.spoken, /The endpoint is not the identity/u);
});

test("each status of a device has an icon and a word of its own, not only a color", () => {
  const statuses = ["online", "not seen yet", "expired", "disconnected"] as const;
  const views = statuses.map((status) => deviceView({ status }));
  assert.equal(new Set(views.map(({ icon }) => icon?.name)).size, statuses.length);
  for (const [index, { spoken }] of views.entries()) assert.ok(spoken.includes(statuses[index] ?? ""));
});

test("objects show their path; without a definition that is said", () => {
  assert.equal(line(view("/3303")), "Temperature | /3303");
  assert.equal(line(view("/42800")), "Object 42800 | /42800 · no definition known");
});

test("an instance shows its main value, and none that says nothing by itself", () => {
  assert.equal(line(view("/3303/0")), "Instance 0 | 21.5 Cel");
  assert.equal(line(view("/42800/0")), "Instance 0 | ");
  assert.equal(view("/3303/0").children, "collapsed");
  assert.equal(view("/42800/0").children, "expanded");
});

test("resources show value and unit, the path where no definition is known and nothing was read", () => {
  assert.equal(line(view("/3303/0/5700")), "Sensor Value | 21.5 Cel");
  assert.equal(line(view("/3/0/7")), "Power Source Voltage | 3800 mV, 5000 mV");
  assert.equal(line(view("/3/0/7/1")), "1 | 5000 mV");
  assert.equal(line(view("/3/0/0")), "Manufacturer");
  assert.equal(line(view("/42800/0/1")), "Resource 1 | 7");
  assert.equal(line(view("/time")), "Clock | /time");
});

test("what was refused is shown at its place, together with the value from before", () => {
  const place = { deviceId: "d1", path: "/3303/0/5700" };
  const refused = { kind: "refused", code: "4.05 Method Not Allowed", explanation: "It cannot be read." } as const;
  const drawn = view(place.path, withResult(sampleState(), place, refused));
  assert.equal(line(drawn), "Sensor Value | 21.5 Cel · 4.05 Method Not Allowed");
  assert.equal(drawn.icon?.name, "warning");
});

test("observed resources have an eye, executable ones a play button; a value that has just changed is marked", () => {
  assert.equal(view("/3303/0/5700").icon?.name, "eye");
  assert.equal(view("/3/0/4").icon?.name, "play-circle");
  const changed = withValues(sampleState(), "d1", [value("/3303/0/5700", "22", { receivedAt: noon + 1000 })]);
  const colorAt = (now: number): string | undefined => view("/3303/0/5700", changed, now).icon?.color;
  assert.notEqual(colorAt(noon + 1000), colorAt(noon + 10_000));
  const same = withValues(sampleState(), "d1", [value("/3303/0/5700", "21.5", { receivedAt: noon + 1000 })]);
  assert.equal(view("/3303/0/5700", same, noon + 1000).icon?.color, colorAt(noon + 10_000));
});

test("screen readers hear name, value and what can be done", () => {
  assert.equal(view("/3303/0/5700").spoken, "Sensor Value, 21.5 Cel, observed, read only");
  assert.equal(view("/3/0/4").spoken, "Reboot, executable");
  assert.equal(view("/3303/0").spoken, "Temperature, Instance 0, 21.5 Cel");
});

test("a node that is gone is drawn no more", () => {
  const gone: DeviceNode = { kind: "resource", deviceId: "d1", path: "/9/0/1" };
  assert.equal(nodeView(sampleState(), gone, noon), undefined);
  assert.equal(nodeView(initialState, { kind: "device", deviceId: "d1" }, noon), undefined);
});

/** An entry of the context menu of the view. */
interface MenuItem {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

function contextMenu(): readonly MenuItem[] {
  const items = list(get(manifest, "contributes", "menus", "view/item/context")).map((item) => ({
    command: String(get(item, "command")),
    when: String(get(item, "when")),
    group: String(get(item, "group")),
  }));
  return items.filter(({ when }) => when.includes("lwm2m.devices"));
}

/** Decides a condition that is a conjunction of `viewItem =~ /…/`, also negated. */
function applies(when: string, facets: string): boolean {
  return when.split(" && ").every((condition) => {
    if (condition === "view == lwm2m.devices") return true;
    const [, negation, pattern] = /^(!?)\(?viewItem =~ \/(.*)\/\)?$/u.exec(condition) ?? [];
    assert.ok(pattern !== undefined, condition);
    return new RegExp(pattern, "u").test(facets) !== (negation === "!");
  });
}

/** The commands that a place offers beside its name. */
function inlineActions(path: string, state?: DevicesState): readonly string[] {
  return actionsOf(view(path, state), true);
}

function actionsOf({ facets }: NodeView, isInline: boolean): readonly string[] {
  return contextMenu()
    .toSorted((a, b) => (a.group < b.group ? -1 : 1))
    .filter(({ when, group }) => group.startsWith("inline") === isInline && applies(when, facets.join(";")))
    .map(({ command }) => command.replace("lwm2m.", ""));
}

/** The sample with a writable, an opaque and a write-only resource. */
function stateWith(...changes: readonly Parameters<typeof facts>[0][]): DevicesState {
  const [device, temperature, unknown] = sampleTree.objects;
  const [instance] = temperature?.instances ?? [];
  assert.ok(device && temperature && unknown && instance);
  const resources = changes.map((change, index) => resource(`/3303/0/${index}`, { definition: facts(change) }));
  const objects = [device, { ...temperature, instances: [{ ...instance, resources }] }, unknown];
  return withTree(sampleState(), { ...sampleTree, objects });
}

test("each place offers at most two actions beside its name, the ones that it is for", () => {
  const state = stateWith({ operations: "RW" }, { operations: "W" }, { operations: "R" }, { operations: "E" });
  assert.deepEqual(inlineActions("/3303/0/0", state), ["write", "observe"]);
  assert.deepEqual(inlineActions("/3303/0/1", state), ["write"]);
  assert.deepEqual(inlineActions("/3303/0/2", state), ["read", "observe"]);
  assert.deepEqual(inlineActions("/3303/0/3", state), ["execute"]);
  assert.deepEqual(inlineActions("/3303/0/5700"), ["read", "stopObserving"]);
  assert.deepEqual(inlineActions("/3303/0"), ["read"]);
  assert.deepEqual(inlineActions("/3303"), ["createObjectInstance"]);
  assert.deepEqual(inlineActions("/3"), ["read"]);
  const full = sampleState();
  const check = (node: DeviceNode): void => {
    const drawn = nodeView(full, node, noon);
    assert.ok(drawn && actionsOf(drawn, true).length <= 2);
    for (const child of childNodes(full, node)) check(child);
  };
  check({ kind: "device", deviceId: "d1" });
});

test("the menu offers what a place allows, and no more", () => {
  const state = stateWith({ operations: "W", type: "Opaque" }, { operations: "R", type: "Opaque" });
  const menu = (drawn: NodeView): string => actionsOf(drawn, false).join(" ");
  assert.equal(menu(view("/3303/0/0", state)), "discover write writeFromFile goToDefinition copyPath");
  assert.equal(menu(view("/3303/0/1", state)), "read observe discover goToDefinition copyPath");
  assert.equal(menu(view("/42800")), "read observe discover createObjectInstance defineObject copyPath");
  assert.equal(menu(deviceView({ isSimulated: true })), "showMessages stopSimulatedDevice");
  assert.equal(menu(deviceView()), "showMessages forgetDevice");
  assert.equal(menu(view("/3/0/7/0")), "read goToDefinition copyValue copyPath");
});
