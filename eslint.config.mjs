import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { createNodeResolver, flatConfigs, importX } from "eslint-plugin-import-x";
import { importZones, folderNames, restrictedImports } from "./scripts/lint/importTable.mjs";

export default defineConfig(
  {
    ignores: [
      "dist/",
      "out/",
      ".vscode-test/",
      "examples/",
      "test/fixtures/extensions/",
      "test/fixtures/bindings/golden/",
    ],
  },
  tseslint.configs.strictTypeChecked,
  { ...flatConfigs.typescript, files: ["**/*.ts"] },
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".mjs"], extensionAlias: { ".js": [".ts", ".js"] } }),
      ],
    },
    rules: {
      eqeqeq: "error",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use an `as const` table and derive the type." },
        { selector: "TSModuleDeclaration[kind='namespace']", message: "Use a module." },
        { selector: "Decorator", message: "Use a function." },
      ],
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones: importZones(import.meta.dirname) }],
      "import-x/no-default-export": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  ...folderNames.map((folder) => ({
    files: [`${folder}/**/*.ts`],
    rules: { "no-restricted-imports": restrictedImports(folder) },
  })),
  {
    files: ["**/*.test.{ts,mjs}", "test/**/*.ts"],
    rules: {
      // `test()` of node:test returns a promise that the runner itself awaits.
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", name: ["test", "it", "describe", "suite"], package: "node:test" },
          ],
        },
      ],
    },
  },
  { files: ["eslint.config.mjs"], rules: { "import-x/no-default-export": "off" } },
);
