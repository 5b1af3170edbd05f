/** The file that editor and command line read, beside or above the definitions that it is for. */
export const configFileName = "lwm2m.config.json";

/** The keys of `lwm2m.config.json`; the parser and the JSON schema both read this table. */
export const configKeys = [
  {
    name: "$schema",
    kind: "text",
    description: "The address of the JSON schema of this file, for editors.",
  },
  {
    name: "rules",
    kind: "levels",
    description: "The level of each rule by its id; a rule that is not named here keeps its own level.",
  },
  {
    name: "privateObjectIds",
    kind: "windows",
    description: "Object IDs that you use without registering them: single IDs and windows such as 50000..50099.",
  },
  {
    name: "privateResourceIds",
    kind: "windows",
    description: "Resource IDs that you use without registering them: single IDs and windows such as 27000..27099.",
  },
  {
    name: "generate",
    kind: "generate",
    description: "What “lwm2m generate” and the editor make TypeScript of, where to and how.",
  },
] as const;
