import { ErrorCodes, ResponseError } from "vscode-languageserver";
import { RuntimeTextsError } from "../../lwm2m/codegen/runtimeTexts.js";
import {
  bindingsOutdatedNotification,
  bindingsTargetRequest,
  configEditRequest,
  generateBindingsRequest,
  generateSavedRequest,
  previewBindingsRequest,
  type BindingsOrder,
  type BindingsPreview,
  type BindingsReport,
  type BindingsTarget,
  type ConfigAddition,
  type ConfigEdit,
  type GenerateOrder,
  type PreviewQuery,
  type SavedDefinition,
} from "../protocol.js";
import type { ConfigFiles } from "../session/configFiles.js";
import type { ServerEnvironment } from "../session/environment.js";
import type { FeatureContext } from "../session/featureRequests.js";
import { pathOf, uriOf } from "../session/uris.js";
import { configOf, jobFor, jobForSaved, optionsFor, outOf, type JobReading, type PlannedJob } from "./bindingJobs.js";
import { configEdit } from "./configEdit.js";
import { previewBindings } from "./previewBindings.js";
import { emptyReport, writeBindings } from "./writeBindings.js";

/** What requests about generated TypeScript are answered from. */
export interface BindingsContext
  extends
    Pick<FeatureContext, "connection" | "guard" | "facts" | "documents">,
    Pick<ServerEnvironment, "registry" | "files" | "disk" | "runtimeFiles"> {
  readonly config: ConfigFiles;
  /** The paths of the workspace folders. */
  readonly folders: () => readonly string[];
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
  const reading: JobReading = { ...ctx, encoding: () => ctx.facts().encoding };

  function run(job: PlannedJob): BindingsReport {
    return writeBindings({ ...job, runtime: ctx.runtimeFiles(job.options) }, ctx.disk);
  }

  let last: Promise<unknown> = Promise.resolve();

  /**
   * Does one work after the other, so that what was read first is not written last. Logs a failure, and tells the user that
   * there was one: an empty answer would look like success.
   */
  async function reported<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } catch (error) {
      guard.report("generating TypeScript", error);
      const reason = "The TypeScript could not be generated; the log of the language server says why.";
      throw new ResponseError(ErrorCodes.InternalError, error instanceof RuntimeTextsError ? error.message : reason);
    }
  }

  connection.onRequest(
    previewBindingsRequest,
    guard.request<PreviewQuery, BindingsPreview>("previewing TypeScript", failedPreview, async (query) =>
      previewBindings(reading, query, await optionsFor(reading, { uris: [query.uri] })),
    ),
  );
  connection.onRequest(
    bindingsTargetRequest,
    guard.request<BindingsOrder, BindingsTarget>("finding the configuration", {}, async (order) => {
      const config = await configOf(reading, order);
      return config === undefined ? {} : { out: uriOf(outOf(config)), config: uriOf(config.path) };
    }),
  );
  connection.onRequest(generateBindingsRequest, (order: GenerateOrder) =>
    reported(async () => {
      const config = await configOf(reading, order);
      const out = config === undefined ? pathOf(order.out ?? "") : outOf(config);
      if (out === undefined) return noFolder(order);
      return run(await jobFor(reading, order, out));
    }),
  );
  connection.onRequest(generateSavedRequest, ({ uri }: SavedDefinition) =>
    reported(async (): Promise<BindingsReport | null> => {
      const job = await jobForSaved(reading, uri);
      return job === undefined ? null : run(job);
    }),
  );
  connection.onRequest(
    configEditRequest,
    guard.request<ConfigAddition, ConfigEdit | null>(
      "adding to the configuration",
      null,
      (addition) => configEdit(addition) ?? null,
    ),
  );
  return {
    configChanged: async () => {
      if (ctx.facts().isOurs) await connection.sendNotification(bindingsOutdatedNotification);
    },
  };
}

function noFolder({ out = "" }: GenerateOrder): BindingsReport {
  const message = "Files can be written only to a folder on a disk; choose another one.";
  return { ...emptyReport, out, troubles: [{ level: "error", message }] };
}
