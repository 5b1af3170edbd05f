import assert from "node:assert/strict";
import { test } from "node:test";
import { withDevice, withResult, withTree } from "../state/changes.js";
import type { DevicesState } from "../state/deviceState.js";
import { noon, sampleSummary, sampleTree, value } from "../../../engine/client/testing/sampleDevice.js";
import { sampleState } from "../testing/sampleState.js";
import type { PlaceNode } from "./nodes.js";
import { dateText } from "./ageText.js";
import { tooltip } from "./tooltip.js";

function at(kind: PlaceNode["kind"], path: string, state: DevicesState = sampleState(), now = noon + 3000): string {
  return tooltip(state, { kind, deviceId: "d1", path }, now) ?? "";
}

function ofDevice(state: DevicesState, now = noon + 5000): string {
  return tooltip(state, { kind: "device", deviceId: "d1" }, now) ?? "";
}

test("a resource tells path, type, operations, range, unit, value with its age, and its description", () => {
  assert.equal(
    at("resource", "/3303/0/5700"),
    [
      "**Sensor Value** · `/3303/0/5700`  ",
      "Float · read only · mandatory  ",
      "Range −40 to 85  ",
      "Unit `Cel`, degree Celsius",
      "",
      "Value `21.5` Cel  ",
      `3 s old, received ${dateText(noon)}`,
      "",
      "Last \\*measured\\* value.",
    ].join("\n"),
  );
});

test("a device tells where it is, how it is protected, and when it was last seen", () => {
  const text = ofDevice(sampleState());
  assert.match(text, /Registers from `127\.0\.0\.1:50000` over DTLS {2}\nKey of the PSK identity `thermostat-1`/u);
  assert.match(text, /Last seen 5 s ago, \d{4}-/u);
  const odd = withDevice(sampleState(), { ...sampleSummary, warnings: ["Version *2* is unknown."] });
  assert.match(ofDevice(odd), /\$\(warning\) Version \\\*2\\\* is unknown\./u);
});

test("a refusal tells what it means; a value whose type is guessed says so; a device's time is told", () => {
  const place = { deviceId: "d1", path: "/42800/0/1" };
  const refused = { kind: "refused", code: "4.05 Method Not Allowed", explanation: "It cannot be read." } as const;
  const text = at("resource", place.path, withResult(sampleState(), place, refused));
  assert.match(text, /`4\.05 Method Not Allowed` It cannot be read\./u);
  assert.match(text, /No definition tells its type; Integer is a guess\./u);
  const stamped = sampleState(value("/3303/0/5700", "20", { time: noon - 60_000 }));
  assert.match(at("resource", "/3303/0/5700", stamped), /Taken by the device \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/u);
});

test("attributes of a discovery and of a CoAP server are told", () => {
  const links = [{ path: "/3303/0/5700", attributes: [{ name: "pmin", value: "10" }, { name: "obs" }] }];
  const result = { kind: "success", code: "2.05", milliseconds: 1, values: [], problems: [], links } as const;
  const state = withResult(sampleState(), { deviceId: "d1", path: "/3303/0" }, result);
  assert.match(at("resource", "/3303/0/5700", state), /Attributes `pmin=10` `obs`/u);
  assert.match(at("plain", "/time"), /\*\*Clock\*\* · `\/time`\n\nNot read yet\.\n\n`rt=ticks` `obs`/u);
});

test("an object tells its version and where its definition comes from, and warns when that is another version's", () => {
  assert.match(
    at("object", "/3303"),
    /Version `1\.1` on the device · `urn:oma:lwm2m:ext:3303:1\.1` {2}\nFrom the OMA/u,
  );
  const objects = sampleTree.objects.map((object) => ({ ...object, warning: "Version 1.0 is not known." }));
  assert.match(
    at("object", "/3303", withTree(sampleState(), { ...sampleTree, objects })),
    /Version 1\.0 is not known/u,
  );
  assert.match(at("object", "/42800"), /No definition is known/u);
});

test("texts of a device stay texts", () => {
  const hostile = sampleState(value("/3303/0/5700", "`[x](command:y)` $(sync) <b>", { type: "String" }));
  assert.ok(at("resource", "/3303/0/5700", hostile).includes("`` `[x](command:y)` $(sync) <b> ``"));
  const named = withDevice(sampleState(), { ...sampleSummary, name: "[a](command:b) $(sync)" });
  assert.ok(ofDevice(named).includes("\\[a\\]\\(command:b\\) \\$\\(sync\\)"));
});
