/** The keys of `generate` in `lwm2m.config.json`; the parser and the JSON schema both read this table. */
export const generateKeys = [
  {
    name: "out",
    kind: "text",
    description:
      "The folder for what is generated, relative to this file. Nothing that was not generated is touched in it.",
  },
  {
    name: "definitions",
    kind: "texts",
    description:
      "Definition files, folders and glob patterns, relative to this file. Without it and without objects, all definitions beside and below this file.",
  },
  {
    name: "objects",
    kind: "objects",
    description:
      "Objects of the OMA registry: 3303 in its newest version, 3303@1.0 in that one, all for the newest version of every object, all-versions for everything.",
  },
  {
    name: "resources",
    kind: "ids",
    description: "The IDs of the only resources that are wanted, besides mandatory ones; without it all.",
  },
  {
    name: "int64",
    kind: "choice",
    choices: ["number", "bigint"],
    description:
      "What Integer and Unsigned Integer are: numbers, which hold 53 bits exactly and have a problem beyond, or bigint.",
  },
  {
    name: "time",
    kind: "choice",
    choices: ["unix", "date"],
    description: "What Time is: seconds since 1970, or a Date.",
  },
  {
    name: "instances",
    kind: "choice",
    choices: ["map", "record"],
    description: "What the instances of a multiple resource are: a ReadonlyMap by instance ID, or an object.",
  },
  {
    name: "sort",
    kind: "choice",
    choices: ["file", "id"],
    description: "The order of resources: as in the definition, or by ID.",
  },
  {
    name: "importExtension",
    kind: "choice",
    choices: [".js", ".ts", "none"],
    description: "How the imports of generated files end.",
  },
  {
    name: "enumsFromDescriptions",
    kind: "flag",
    description: "Take lists of values in descriptions, such as “0: off, 1: on”, for types.",
  },
  {
    name: "aliases",
    kind: "flag",
    description: "Also write a file for each object that names its newest version without the number.",
  },
  { name: "index", kind: "flag", description: "Also write index.ts, which exports everything." },
  {
    name: "runtime",
    kind: "text",
    description: "The package that has the runtime; without it the runtime is written beside the bindings.",
  },
  {
    name: "names",
    kind: "names",
    description: "Names of your choice: of an object by its ID, “3303”, of a resource by its path, “3303/5700”.",
  },
] as const;
