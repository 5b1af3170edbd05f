// The user settings of every VS Code from npm that we start: quiet, and no page of its own in the way.
import { join } from "node:path";

export const quietSettings = Object.freeze({
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "telemetry.telemetryLevel": "off",
  "chat.commandCenter.enabled": false,
  // VS Code from npm lacks the compiler that its own extension for TypeScript needs.
  "typescript.tsdk": join(import.meta.dirname, "../../node_modules/typescript/lib"),
  "typescript.disableAutomaticTypeAcquisition": true,
});
