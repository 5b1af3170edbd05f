import assert from "node:assert/strict";
import { test } from "node:test";
import { statusView, type Health, type StatusView } from "./health.js";

function checkView(health: Health, expected: Partial<StatusView>): void {
  const view = statusView(health);
  assert.deepEqual({ ...view, ...expected }, view);
}

const status = { registryDate: "2024-02-22", registryObjects: 327, trouble: undefined };

test("a healthy server shows the day of its registry", () => {
  checkView({ kind: "running", status }, { text: "OMA registry 2024-02-22, 327 objects", severity: "information" });
  checkView({ kind: "running", status: { ...status, registryDate: undefined } }, { text: "OMA registry, 327 objects" });
  checkView({ kind: "running", status: undefined }, { text: "LwM2M", isBusy: false });
});

test("trouble is a warning that leads to the log", () => {
  const trouble = "lwm2m.config.json is no JSON.";
  const health = { kind: "running", status: { ...status, trouble } } as const;
  checkView(health, { detail: trouble, severity: "warning", action: { title: "Show Log", command: "lwm2m.showLog" } });
});

test("a server that is down is an error that leads to a restart", () => {
  const action = { title: "Restart", command: "lwm2m.restartLanguageServer" } as const;
  checkView({ kind: "down" }, { severity: "error", action });
  checkView(
    { kind: "crashed", secondsToRestart: 4 },
    { severity: "warning", isBusy: true, detail: "The language server crashed and restarts in 4 s" },
  );
});

test("a server that is not running yet is no cause for alarm", () => {
  checkView({ kind: "not started" }, { severity: "information", isBusy: false });
  checkView({ kind: "starting" }, { severity: "information", isBusy: true });
});
