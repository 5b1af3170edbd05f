import type { ServerStatus } from "../../server/protocol.js";

/** How the language server is doing, as the user is told. */
export type Health =
  | { readonly kind: "not started" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly status: ServerStatus | undefined }
  | { readonly kind: "crashed"; readonly secondsToRestart: number }
  | { readonly kind: "down" };

/** What the language status item shows. */
export interface StatusView {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning" | "error";
  readonly isBusy: boolean;
  readonly action: { readonly title: string; readonly command: "lwm2m.showLog" | "lwm2m.restartLanguageServer" };
}

const showLog = { title: "Show Log", command: "lwm2m.showLog" } as const;
const restart = { title: "Restart", command: "lwm2m.restartLanguageServer" } as const;

/** Puts the health of the language server into words. */
export function statusView(health: Health): StatusView {
  const calm = { severity: "information", isBusy: false, action: showLog } as const;
  switch (health.kind) {
    case "not started":
      return { ...calm, text: "LwM2M", detail: "The language server is not needed yet" };
    case "starting":
      return { ...calm, text: "LwM2M", detail: "The language server is starting", isBusy: true };
    case "running": {
      const text = registryText(health.status);
      const trouble = health.status?.trouble;
      if (trouble !== undefined) return { ...calm, text, detail: trouble, severity: "warning" };
      return { ...calm, text, detail: "LwM2M object definitions" };
    }
    case "crashed": {
      const detail = `The language server crashed and restarts in ${health.secondsToRestart} s`;
      return { ...calm, text: "LwM2M", detail, severity: "warning", isBusy: true };
    }
    case "down": {
      const detail = "The language server is down: no problems are reported";
      return { ...calm, text: "LwM2M", detail, severity: "error", action: restart };
    }
  }
}

function registryText(status: ServerStatus | undefined): string {
  if (status === undefined) return "LwM2M";
  const date = status.registryDate === undefined ? "" : ` ${status.registryDate}`;
  return `OMA registry${date}, ${status.registryObjects} objects`;
}
