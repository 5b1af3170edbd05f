import type { GeneratedFile } from "../../../lwm2m/codegen/bindings.js";

/** What a generated file says it has, by its text: the constant of an object version, and the interfaces beside it. */
export interface ObjectModule {
  /** The path without its ending. */
  readonly path: string;
  readonly constant: string;
  /** The last parts of their names: `Instance`, `Write`, `Bootstrap`. */
  readonly interfaces: readonly string[];
}

/** The modules of object versions among generated files; aliases, the index and the runtime are none. */
export function objectModules(files: readonly GeneratedFile[]): readonly ObjectModule[] {
  return files.flatMap(({ path, text }) => {
    const constant = /^export const (\w+_\d+_v\d+_\d+) = \{$/mu.exec(text)?.[1];
    if (constant === undefined || path.includes("/")) return [];
    const interfaces = Array.from(text.matchAll(/^export interface (\w+) /gmu), ([, name = ""]) => name);
    return [
      {
        path: path.replace(/\.ts$/u, ""),
        constant,
        interfaces: interfaces.map((name) => name.split("_").at(-1) ?? ""),
      },
    ];
  });
}

/** The runtime's own way to say what an interface says. */
const derivedTypes: Readonly<Record<string, string>> = {
  Instance: "InstanceOf",
  Write: "WriteOf",
  Bootstrap: "BootstrapOf",
};

/**
 * A program that compiles only if every constant is metadata as the runtime reads it, and every interface is readonly and,
 * key by key, the type that the runtime derives from the constant.
 */
export function conformanceProgram(modules: readonly ObjectModule[], ending: string): string {
  const types = [...new Set(modules.flatMap(({ interfaces }) => interfaces.map(derivedType)))].sort();
  const lines = [
    `import type { ObjectMetadata, ${types.join(", ")} } from "./runtime/index${ending}";`,
    ...modules.map(({ path, constant, interfaces }) => {
      const names = [constant, ...interfaces.map((name) => `type ${constant}_${name}`)];
      return `import { ${names.join(", ")} } from "./${path}${ending}";`;
    }),
    "type Alike<A, B> = [A, keyof A] extends [B, keyof B] ? ([B, keyof B] extends [A, keyof A] ? true : false) : false;",
    // Only types that are compared like this differ by `readonly`.
    "type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;",
    "type Same<A, B> = Alike<A, B> & Identical<A, Readonly<A>>;",
    `export const metadata: readonly ObjectMetadata[] = [${modules.map(({ constant }) => constant).join(", ")}];`,
    ...modules.flatMap(({ constant, interfaces }) =>
      interfaces.map((name) => {
        const type = `Same<${constant}_${name}, ${derivedType(name)}<typeof ${constant}>>`;
        return `export const ${constant}_${name}_conforms: ${type} = true;`;
      }),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function derivedType(name: string): string {
  const type = derivedTypes[name];
  if (type === undefined) throw new Error(`The runtime derives no type for an interface that ends in _${name}.`);
  return type;
}
