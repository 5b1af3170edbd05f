import type { EngineInfo } from "../../../engine/protocol.js";

/** How this window's connection to the engine is doing. */
export type EngineHealth =
  | { readonly kind: "not started" }
  | { readonly kind: "connecting" }
  | { readonly kind: "connected"; readonly engine: EngineInfo }
  | { readonly kind: "crashed"; readonly secondsToRestart: number }
  /** It could not be started, or has crashed too often; in a sentence with what to do. */
  | { readonly kind: "failed"; readonly reason: "failed" | "crashed" | "otherVersion"; readonly problem: string };
