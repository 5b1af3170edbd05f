// The user settings of every VS Code that we start: quiet, and no page of its own in the way.
export const quietSettings = Object.freeze({
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "telemetry.telemetryLevel": "off",
  "chat.commandCenter.enabled": false,
});
