import { ESLint, type Linter } from "eslint";
import tseslint from "typescript-eslint";

/** The strictest rules that typescript-eslint has, together with those about style. */
const rules = [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked].flat() as Linter.Config[];

/**
 * What typescript-eslint finds in the TypeScript of a project, as `path:line rule: message`. Comments that would silence
 * it are not heard.
 */
export async function lintProject(folder: string): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    allowInlineConfig: false,
    overrideConfig: [
      ...rules,
      {
        files: ["**/*.ts"],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: folder } },
        linterOptions: { reportUnusedDisableDirectives: "off" },
      },
    ],
  });
  const results = await eslint.lintFiles(["**/*.ts"]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${filePath.slice(folder.length + 1)}:${line} ${ruleId ?? "error"}: ${message}`,
    ),
  );
}
