import { usualBindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import {
  bindingsOutdatedNotification,
  previewBindingsRequest,
  type BindingsPreview,
  type PreviewQuery,
} from "../protocol.js";
import type { ConfigFiles } from "../session/configFiles.js";
import type { FeatureContext } from "../session/featureRequests.js";
import type { FileAccess } from "../session/environment.js";
import type { OrderReading } from "./orderedDefinitions.js";
import { previewBindings } from "./previewBindings.js";

/** What requests about generated TypeScript are answered from. */
export interface BindingsContext extends Pick<
  FeatureContext,
  "connection" | "guard" | "facts" | "documents" | "registry"
> {
  readonly files: FileAccess;
  readonly config: ConfigFiles;
}

/** What happens outside of these requests and matters for them. */
export interface BindingsAnswering {
  /** A configuration has changed: previews may look different. */
  readonly configChanged: () => Promise<void>;
}

const failedPreview: BindingsPreview = {
  troubles: [{ level: "error", message: "The preview could not be made; the log of the language server says why." }],
};

/** Answers what our own client asks about generated TypeScript. */
export function answerBindingRequests(ctx: BindingsContext): BindingsAnswering {
  const { connection, guard } = ctx;
  const reading: OrderReading = { ...ctx, encoding: () => ctx.facts().encoding };

  connection.onRequest(
    previewBindingsRequest,
    guard.request<PreviewQuery, BindingsPreview>("previewing TypeScript", failedPreview, async (query) =>
      previewBindings(reading, query, usualBindingOptions),
    ),
  );
  return {
    configChanged: async () => {
      if (ctx.facts().isOurs) await connection.sendNotification(bindingsOutdatedNotification);
    },
  };
}
