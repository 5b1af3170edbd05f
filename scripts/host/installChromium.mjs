// The Chromium that comes inside an npm package, unpacked and told where its libraries and fonts are.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "./components.mjs";
import { HostError } from "./hostError.mjs";
import { install } from "./install.mjs";

/** Where the browser lives inside the component. */
const unpackedFolder = "unpacked";

/**
 * @typedef {object} BrowserProgram
 * @property {string} executable
 * @property {NodeJS.ProcessEnv} env what it needs besides the session's environment
 * @property {string} origin where it came from, for people
 */

/**
 * @param {import("./install.mjs").InstallContext} ctx
 * @returns {Promise<BrowserProgram>}
 */
export async function installChromium(ctx) {
  const folder = await install(ctx, chromium, async (workFolder) => {
    const unpacked = join(workFolder, unpackedFolder);
    await mkdir(unpacked);
    await unpack(join(workFolder, "node_modules", "@sparticuz", "chromium"), unpacked, ctx.env);
  });
  const fontsConfiguration = join(folder, "fonts.conf");
  // Written at every start, because it names absolute folders and the checkout may have moved.
  await writeFile(fontsConfiguration, fontsConf(folder));
  return {
    executable: join(folder, unpackedFolder, "chromium"),
    env: {
      LD_LIBRARY_PATH: [join(folder, unpackedFolder, "al2023", "lib"), process.env.LD_LIBRARY_PATH ?? ""]
        .filter((part) => part !== "")
        .join(":"),
      FONTCONFIG_FILE: fontsConfiguration,
    },
    origin: "from npm",
  };
}

/**
 * Lets the package unpack itself, in a process of its own: the package reads its surroundings when it is imported,
 * unpacks into the system's temporary folder, and only on a machine that looks like a cloud function does it unpack
 * the NSS libraries, which a bare machine lacks too.
 * @param {string} chromiumPackage
 * @param {string} target
 * @param {NodeJS.ProcessEnv} env
 */
async function unpack(chromiumPackage, target, env) {
  const program = `import chromium from ${JSON.stringify(join(chromiumPackage, "build", "esm", "index.js"))};
await chromium.executablePath();`;
  try {
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
      env: { ...env, TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
    });
  } catch (cause) {
    throw new HostError("install", "Chromium could not be unpacked; is the disk full?", { cause });
  }
}

/**
 * @param {string} folder the component
 * @returns {string} a font configuration: the system's fonts where there are any, else the ones from npm
 */
function fontsConf(folder) {
  const folders = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    join(folder, "node_modules", "dejavu-fonts-ttf", "ttf"),
    join(folder, unpackedFolder, "fonts"),
  ];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${escape(path)}</dir>`).join("\n")}
  <cachedir>${escape(join(folder, "fonts-cache"))}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
