import { dirname, join } from "node:path";
import { DiagnosticSeverity, type Connection, type Diagnostic } from "vscode-languageserver";
import { emptyConfig, parseConfig, type Config } from "../../lwm2m/definition/config.js";
import { configFileName } from "../../lwm2m/definition/configKeys.js";
import { diagnosticSource } from "../features/diagnostics.js";
import type { PositionEncoding } from "../text/positionEncoding.js";
import { sourceText } from "../text/sourceText.js";
import type { FileAccess } from "./environment.js";
import { isWithin } from "./folders.js";
import { pathOf, uriOf } from "./uris.js";

/** The configuration files of the workspace. */
export interface ConfigFiles {
  /** The configuration of a document: the nearest file upwards within its workspace folder. */
  readonly configFor: (uri: string) => Promise<Config>;
  /**
   * The same with the path of the file that says so; undefined if there is none. Read anew: a file may have been saved
   * together with its configuration, of which the client has not told yet.
   */
  readonly find: (uri: string) => Promise<FoundConfig | undefined>;
  /** Configuration files have come, gone or changed on disk. */
  readonly changed: () => void;
}

/** A configuration and where it stands. */
export interface FoundConfig {
  readonly config: Config;
  readonly path: string;
  /** What is wrong in it; what is wrong does not count in `config`. */
  readonly problems: readonly ShownProblem[];
}

/** A problem of a configuration file, as it is shown in it. */
export interface ShownProblem extends Diagnostic {
  readonly message: string;
}

/** What configuration files are read with. */
export interface ConfigFilesSetup {
  readonly connection: Pick<Connection, "sendDiagnostics">;
  readonly files: FileAccess;
  readonly encoding: () => PositionEncoding;
  /** The paths of the workspace folders. */
  readonly folders: () => readonly string[];
  /** The client says when files change, so that they may be kept until then. */
  readonly isWatched: () => boolean;
}

/** Reads configuration files, and shows in each what is wrong with it. */
export function configFiles(setup: ConfigFilesSetup): ConfigFiles {
  const byFolder = new Map<string, Promise<Config | undefined>>();
  const lastGood = new Map<string, Config>();
  const reported = new Map<string, readonly ShownProblem[]>();

  function inFolder(folder: string): Promise<Config | undefined> {
    const known = setup.isWatched() ? byFolder.get(folder) : undefined;
    const config = known ?? read(join(folder, configFileName));
    byFolder.set(folder, config);
    return config;
  }

  async function read(path: string): Promise<Config | undefined> {
    const file = await setup.files.read(path);
    if (file.kind === "missing") {
      show(path, "", []);
      lastGood.delete(path);
      return undefined;
    }
    if (file.kind === "unreadable") {
      show(path, "", [{ span: { start: 0, end: 0 }, message: file.message }]);
      return lastGood.get(path) ?? emptyConfig;
    }
    const { config, problems, isWhole } = parseConfig(file.text);
    show(path, file.text, problems);
    if (!isWhole) return lastGood.get(path) ?? emptyConfig;
    lastGood.set(path, config);
    return config;
  }

  function show(path: string, text: string, problems: ReturnType<typeof parseConfig>["problems"]): void {
    if (problems.length === 0 && !reported.delete(path)) return;
    const uri = uriOf(path);
    const source = sourceText({ uri, languageId: "json", version: 0, encoding: setup.encoding() }, text);
    const diagnostics: ShownProblem[] = problems.map(({ span, message }) => ({
      range: source.rangeOf(span),
      severity: DiagnosticSeverity.Warning,
      source: diagnosticSource,
      message,
    }));
    if (diagnostics.length > 0) reported.set(path, diagnostics);
    void setup.connection.sendDiagnostics({ uri, diagnostics });
  }

  async function nearest(
    uri: string,
    look: (folder: string) => Promise<Config | undefined>,
  ): Promise<FoundConfig | undefined> {
    for (const folder of foldersUpwards(pathOf(uri), setup.folders())) {
      const config = await look(folder);
      const path = join(folder, configFileName);
      if (config !== undefined) return { config, path, problems: reported.get(path) ?? [] };
    }
    return undefined;
  }

  return {
    configFor: async (uri) => (await nearest(uri, inFolder))?.config ?? emptyConfig,
    find: (uri) =>
      nearest(uri, (folder) => {
        byFolder.delete(folder);
        return inFolder(folder);
      }),
    changed: () => {
      byFolder.clear();
      // A file that no document asks for any more is read once, so that what was shown in it is up to date.
      for (const path of reported.keys()) void read(path);
    },
  };
}

/** The folder of a file and those around it, up to its workspace folder; only its own if it is in none. */
function foldersUpwards(path: string | undefined, workspaceFolders: readonly string[]): readonly string[] {
  if (path === undefined) return [];
  const own = dirname(path);
  const top = workspaceFolders
    .filter((folder) => isWithin(own, folder))
    .reduce<string | undefined>(
      (longest, folder) => (folder.length > (longest?.length ?? 0) ? folder : longest),
      undefined,
    );
  if (top === undefined) return [own];
  const found = [own];
  for (let folder = own; folder !== top;) {
    folder = dirname(folder);
    found.push(folder);
  }
  return found;
}
