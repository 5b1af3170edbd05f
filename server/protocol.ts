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

/**
 * The scheme of documents that show what would be generated from an object definition. The client makes them; their text
 * is asked for with `previewBindingsRequest`.
 */
export const generatedScheme = "lwm2m-generated";

/** Request with `PreviewQuery`, answered with `BindingsPreview`; nothing is written. */
export const previewBindingsRequest = "lwm2m/previewBindings";

/** An object whose TypeScript is to be seen. */
export interface PreviewQuery {
  /** A definition file, as it is in the editor or else on disk, or a document of the scheme `registryScheme`. */
  readonly uri: string;
  /** Which object of the file; the first if it is undefined. The only object of a file counts whatever its ID. */
  readonly objectId?: number;
}

/** What would be generated for one object. */
export interface BindingsPreview {
  /** The name of the file: `temperature_3303_v1_1.ts`; undefined while nothing can be generated. */
  readonly name?: string;
  /** Its text; undefined while nothing can be generated. */
  readonly text?: string;
  readonly troubles: readonly BindingTrouble[];
}

/** Something about a definition or a file that whoever generates from it should know. */
export interface BindingTrouble {
  /** With an error nothing is generated; it is about a definition, or about a file that is not ours to replace. */
  readonly level: "error" | "warning";
  /** A sentence: what is wrong and what to do. */
  readonly message: string;
  /** Where it is; undefined if it is about no file. */
  readonly uri?: string;
  /** The place in the file, as a range of LSP. */
  readonly range?: DefinitionPlace["range"];
}

/** Request with `BindingsOrder`, answered with `BindingsTarget`: what the configuration says of such an order. */
export const bindingsTargetRequest = "lwm2m/bindingsTarget";

/** What TypeScript is to be generated from. */
export interface BindingsOrder {
  /** Definition files, folders with such files, and documents of the scheme `registryScheme`. */
  readonly uris: readonly string[];
  /** Only this object of the file, where a file has several. */
  readonly objectId?: number;
  /** A folder of the workspace whose configuration counts for objects of the registry. */
  readonly base?: string;
}

/** What `lwm2m.config.json` says of an order. */
export interface BindingsTarget {
  /** The folder that files go to; undefined if the configuration names none, so that the user has to. */
  readonly out?: string;
  /** The configuration file that says so. */
  readonly config?: string;
}

/** Request with `GenerateOrder`, answered with `BindingsReport`. Only for workspaces that are trusted. */
export const generateBindingsRequest = "lwm2m/generateBindings";

/** An order with the place where files go. */
export interface GenerateOrder extends BindingsOrder {
  /** A folder, which need not exist yet; what the configuration says goes before it. */
  readonly out?: string;
}

/**
 * Request with `SavedDefinition`, answered with `BindingsReport`, or with null if no configuration has the file among its
 * sources. Only for workspaces that are trusted.
 */
export const generateSavedRequest = "lwm2m/generateSaved";

/** A definition file that has just been saved. */
export interface SavedDefinition {
  readonly uri: string;
}

/** What generating has come to. */
export interface BindingsReport {
  /** The folder that files went to. */
  readonly out: string;
  /** The bindings of the objects that were asked for, written or not, in the order of their names. */
  readonly bindings: readonly string[];
  /** Files that were written, the runtime among them. */
  readonly written: readonly string[];
  /** Files that were as they should be. */
  readonly unchanged: readonly string[];
  /** Files of ours that nothing is generated for any more, which were removed. */
  readonly removed: readonly string[];
  readonly troubles: readonly BindingTrouble[];
  /** What the configuration does not name of what was asked for: it goes when everything is generated. */
  readonly unnamed?: UnnamedSources;
}

/** Sources that a configuration whose folder they are generated into does not name. */
export interface UnnamedSources {
  /** The configuration file. */
  readonly config: string;
  /** Definition files, as the configuration would name them. */
  readonly definitions: readonly string[];
  /** Objects of the registry, likewise: `3303@1.1`. */
  readonly objects: readonly string[];
}

/** Request with `ConfigAddition`, answered with `ConfigEdit`; null if there is nothing to add. */
export const configEditRequest = "lwm2m/configEdit";

/** Sources that a configuration shall name. */
export interface ConfigAddition extends UnnamedSources {
  /** The text of the configuration file as it is in the editor. */
  readonly text: string;
}

/** One edit of a text, in UTF-16 code units. */
export interface ConfigEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Notification to our own client: previews may be out of date, because a configuration has changed. */
export const bindingsOutdatedNotification = "lwm2m/bindingsOutdated";
