import type { DefinitionPlace, DefinitionQuery, RegistryTextQuery } from "../protocol.js";
import { definitionPlaceRequest, registryTextRequest, workspaceDefinitionsRequest } from "../protocol.js";
import { registryText } from "../features/registryText.js";
import { definitionPlace } from "./definitionPlaces.js";
import type { FeatureContext } from "./featureRequests.js";
import type { FileAccess } from "./environment.js";
import type { Telling } from "./telling.js";

/** What these requests are answered from. */
export interface DefinitionContext extends Pick<
  FeatureContext,
  "connection" | "guard" | "facts" | "documents" | "registry"
> {
  readonly files: FileAccess;
  readonly tells: Telling;
  /** Asks the client to say when definitions change on disk. */
  readonly watchDefinitions: () => Promise<void>;
}

/** Answers what our own client asks about definitions besides LSP. */
export function answerDefinitionRequests(ctx: DefinitionContext): void {
  const { connection, guard, documents, registry, files, tells } = ctx;
  /** The first telling of the workspace: a place may be in any of its files. */
  let workspace: Promise<void> | undefined;

  function toldWorkspace(): Promise<void> {
    workspace ??= ctx
      .watchDefinitions()
      .then(tells.tellWorkspace)
      .catch((error: unknown) => {
        workspace = undefined;
        throw error;
      });
    return workspace;
  }

  connection.onRequest(
    workspaceDefinitionsRequest,
    guard.request<object, null>("telling the workspace's definitions", null, async () => {
      await toldWorkspace();
      return null;
    }),
  );
  connection.onRequest(
    definitionPlaceRequest,
    guard.request<DefinitionQuery, DefinitionPlace | null>("finding a definition", null, async (query) => {
      await toldWorkspace();
      const encoding = () => ctx.facts().encoding;
      return definitionPlace({ registry, documents, files, encoding, told: tells.told }, query);
    }),
  );
  connection.onRequest(
    registryTextRequest,
    guard.request<RegistryTextQuery, string | null>(
      "printing an object of the registry",
      null,
      ({ path }) => registryText(path, registry) ?? null,
    ),
  );
}
