import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { emptyConfig, parseConfig, type Config } from "../../lwm2m/definition/config.js";
import { configFileName } from "../../lwm2m/definition/configKeys.js";
import { LineMap } from "../text/lineMap.js";
import { readText } from "./readText.js";

/** Something that is wrong with a configuration file. */
export interface ConfigTrouble {
  readonly path: string;
  /** Undefined if the file could not be read at all. */
  readonly place: { readonly line: number; readonly column: number } | undefined;
  readonly message: string;
}

/** Finds the configuration of files: the nearest `lwm2m.config.json` upwards, or the one that the user has named. */
export class ConfigFinder {
  readonly #named: Config | undefined;
  readonly #byFolder = new Map<string, Config>();
  readonly #byPath = new Map<string, Config>();
  readonly #report: (trouble: ConfigTrouble) => void;

  /** Each trouble is reported once, when its file is first read. */
  constructor(named: string | undefined, report: (trouble: ConfigTrouble) => void) {
    this.#report = report;
    this.#named = named === undefined ? undefined : this.#read(named);
  }

  /** The configuration of the files in a folder. The search ends where a git checkout or the file system starts. */
  forFolder(folder: string): Config {
    if (this.#named !== undefined) return this.#named;
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const config = this.#search(folder);
    this.#byFolder.set(folder, config);
    return config;
  }

  #search(folder: string): Config {
    const path = join(folder, configFileName);
    if (existsSync(path)) return this.#read(path);
    const outer = dirname(folder);
    return outer === folder || existsSync(join(folder, ".git")) ? emptyConfig : this.forFolder(outer);
  }

  #read(path: string): Config {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const config = this.#parse(path);
    this.#byPath.set(path, config);
    return config;
  }

  #parse(path: string): Config {
    const read = readText(path);
    if ("problem" in read) {
      this.#report({ path, place: undefined, message: read.problem });
      return emptyConfig;
    }
    const { config, problems } = parseConfig(read.text);
    const lines = new LineMap(read.text);
    for (const { span, message } of problems) this.#report({ path, place: lines.place(span.start), message });
    return config;
  }
}
