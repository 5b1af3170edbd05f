/**
 * What the language server and its client agree on besides LSP: plain data, no imports of LSP.
 * `client/language/` reads this file; nothing else crosses.
 */
import type { RuleLevel } from "../lwm2m/base/level.js";
import type { ObjectDefinition } from "../lwm2m/definition/model.js";

/** `initializationOptions`; every field may be missing, as other editors send none. */
export interface InitializationOptions {
  /**
   * Register hover, completion and the like for each recognized document by itself instead of for all XML, so that
   * other XML files keep their own providers. Needs dynamic registration.
   */
  readonly perDocument?: boolean;
  /** Another XML extension closes tags, edits them in pairs and folds: leave that to it. */
  readonly leaveTagsToOthers?: boolean;
  /** Where rule pages are: an address in which `{id}` stands for the rule id. */
  readonly rulePage?: string;
  /** Tell which objects the open documents define, and those of the workspace once they are asked for. */
  readonly tellsDefinitions?: boolean;
}

/** The section `lwm2m` of the editor's settings as the server reads it. Settings override `lwm2m.config.json`. */
export interface Settings {
  readonly rules?: Readonly<Record<string, RuleLevel>>;
}

/** Command (workspace/executeCommand): checks every definition of all workspace folders, with progress and cancel. */
export const validateWorkspaceCommand = "lwm2m.server.validateWorkspace";

/** The answer to `validateWorkspaceCommand`. */
export interface WorkspaceReport {
  /** Object definitions that were checked. */
  readonly definitions: number;
  /** XML files that are something else. */
  readonly otherFiles: number;
  readonly errors: number;
  readonly warnings: number;
  /** Files that could not be read, with the reason. */
  readonly unreadable: readonly { readonly uri: string; readonly message: string }[];
  readonly isCancelled: boolean;
}

/** Notification to the client: what the language status item shows. */
export const statusNotification = "lwm2m/status";

/** How the language server is. */
export interface ServerStatus {
  /** The day of the registry snapshot, `YYYY-MM-DD`, if known. */
  readonly registryDate: string | undefined;
  readonly registryObjects: number;
  /** Something that works only in part, in a sentence for the user; undefined if all is well. */
  readonly trouble: string | undefined;
}

/**
 * Request with the parameters of a position (`textDocument`, `position`): the snippet that closes the tag whose `>`, or
 * whose end tag's `</`, has just been typed before the position; null if there is nothing to close.
 */
export const closeTagRequest = "lwm2m/closeTag";

/**
 * Notification to a client that asks for it in its options: what a file defines now, `FileDefinitions`. While a text is
 * broken, the last good definitions stay.
 */
export const definitionsNotification = "lwm2m/definitions";

/** The objects that one file defines; none if it is closed and no file of the workspace, or no longer a definition. */
export interface FileDefinitions {
  /** As VS Code spells it. */
  readonly uri: string;
  readonly definitions: readonly ObjectDefinition[];
}

/**
 * Request with the parameter `{}`, answered with null once the definitions of all files of the workspace were told, also of
 * those that are not open. From then on these files are watched, too.
 */
export const workspaceDefinitionsRequest = "lwm2m/workspaceDefinitions";

/** Request with `DefinitionQuery`, answered with a `DefinitionPlace`; null if nothing that is known defines the object. */
export const definitionPlaceRequest = "lwm2m/definitionPlace";

/** An object or one of its resources whose definition is looked for. */
export interface DefinitionQuery {
  readonly objectId: number;
  /** The nearest one counts where this version is not known; the newest if it is undefined. */
  readonly version?: string;
  readonly resourceId?: number;
  /** The file that has it, if that is known. */
  readonly uri?: string;
}

/** Where something is defined. */
export interface DefinitionPlace {
  /** A file, or a document of the scheme `registryScheme`. */
  readonly uri: string;
  /** The start tag of the Object or the Item, as a range of LSP. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  /** False if the definition lacks the resource that was asked for; the place is then that of the object. */
  readonly hasResource: boolean;
}

/**
 * The scheme of documents that show objects of the OMA registry: `lwm2m-registry:/3303/1.1.xml`; a name for people may
 * stand before `.xml`, as in `/3303/1.1/Temperature 1.1.xml`.
 */
export const registryScheme = "lwm2m-registry";

/** Request with the path of such a document, answered with its text; null if the registry has no such object. */
export const registryTextRequest = "lwm2m/registryText";

/** The parameter of `registryTextRequest`. */
export interface RegistryTextQuery {
  /** `/3303/1.1.xml` */
  readonly path: string;
}
