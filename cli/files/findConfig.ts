import { emptyConfig, type Config } from "../../lwm2m/definition/config.js";
import { nearestConfigFile, readConfigFile, type ConfigTrouble } from "./configFile.js";

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

  /** The configuration of the files in a folder. */
  forFolder(folder: string): Config {
    if (this.#named !== undefined) return this.#named;
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const path = nearestConfigFile(folder);
    const config = path === undefined ? emptyConfig : this.#read(path);
    this.#byFolder.set(folder, config);
    return config;
  }

  #read(path: string): Config {
    const config = this.#byPath.get(path) ?? readConfigFile(path, this.#report) ?? emptyConfig;
    this.#byPath.set(path, config);
    return config;
  }
}
