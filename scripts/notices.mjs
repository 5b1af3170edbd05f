// Writes dist/THIRD-PARTY-NOTICES.txt: the licenses of everything of others that dist/ carries.
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { descriptionPackage } from "./registryWithDescriptions.mjs";

const root = join(import.meta.dirname, "..");

const introduction = `This product carries parts of the following packages, each under its own license.

dist/registry.json.br holds facts and descriptions of the object registry of the Open Mobile Alliance (OMA),
published as OpenMobileAlliance/lwm2m-registry under the BSD 3-Clause License, copyright Open Mobile Alliance and
those who registered the objects. The descriptions come by way of the package ${descriptionPackage}.
`;

/**
 * Writes the notices for the files that went into the bundles.
 * @param {Iterable<string>} inputs paths from the repository, as esbuild's metafiles list them
 * @returns {Promise<string>} its path
 */
export async function writeNotices(inputs) {
  const folders = new Set([`node_modules/${descriptionPackage}`]);
  for (const input of inputs) {
    const folder = packageFolder(input);
    if (folder !== undefined) folders.add(folder);
  }
  // The same package may be installed twice, in one version or two.
  const notices = new Set([...folders].map(notice).sort());
  const path = join(root, "dist/THIRD-PARTY-NOTICES.txt");
  await mkdir(join(root, "dist"), { recursive: true });
  await writeFile(path, [introduction, ...notices].join(`\n${"-".repeat(80)}\n\n`));
  return path;
}

/**
 * The folder of the package that a file belongs to; undefined for a file of ours.
 * @param {string} input
 */
function packageFolder(input) {
  return /^.*(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input.replaceAll("\\", "/"))?.[0];
}

/**
 * Name, version and license of a package.
 * @param {string} folder
 */
function notice(folder) {
  /** @type {unknown} */
  const json = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const { name, version, license } = /** @type {{ name: string, version: string, license?: string }} */ (json);
  if (license === undefined) throw new Error(`${name} ${version} names no license; look at it before it is shipped.`);
  const files = readdirSync(join(root, folder)).filter((file) =>
    /^(?:licen[cs]e|copying|notice|thirdpartynotices)(?:\.|$)/iu.test(file),
  );
  const texts = files.sort().map((file) =>
    readFileSync(join(root, folder, file), "utf8")
      .replace(/\r\n?/gu, "\n")
      .trim(),
  );
  const body = texts.length === 0 ? "The package has no file with the text of its license." : texts.join("\n\n");
  return `${name} ${version}\nLicense: ${license}\n\n${body}\n`;
}
