import { testOptions } from "./checkRule.js";
import { rules } from "./index.js";
import { explainedExcerpt, findingsIn } from "./pageExcerpt.js";
import type { Fix, Rule } from "./rule.js";

const folder = "docs/rules";

const introduction = `# Rules

What LwM2M Workbench checks in an object definition, in the editor and with \`lwm2m validate\`. An OMA number means that
OMA's own validator reports the same mistake; \`lwm2m validate --submission\` fails on each of these, whatever its level.

The level of a rule can be set in \`lwm2m.config.json\` or in the editor's settings, and a comment in the file switches a
rule off for the next line; the page of each rule shows how.
`;

/** What `scripts/generate.mjs` writes: a page for each rule, and a list of all. */
export function generatedFiles(): readonly { readonly path: string; readonly text: string }[] {
  return [
    { path: `${folder}/README.md`, text: listPage() },
    ...rules.map((rule) => ({ path: `${folder}/${rule.id}.md`, text: rulePage(rule) })),
  ];
}

function listPage(): string {
  const rows = rules.map(
    ({ id, level, oma, title }) => `| [${id}](${id}.md) | ${level} | ${oma ?? ""} | ${escaped(title)} |`,
  );
  return [introduction, "| Rule | Level | OMA | What it asks for |", "| --- | --- | --- | --- |", ...rows, ""].join(
    "\n",
  );
}

/** The page of one rule. */
export function rulePage(rule: Rule): string {
  const { id, title, explanation, source, level, oma } = rule;
  const number = oma === undefined ? "" : ` · OMA validation error ${String(oma).padStart(3, "0")}`;
  const suppression = `<!-- lwm2m-disable-next-line ${id} -->`;
  return [
    `# ${id}`,
    `**${escaped(title)}**`,
    `Level: ${level}${number}`,
    escaped(explanation),
    "## Wrong",
    ...exampleParts(rule, "bad"),
    "## Right",
    ...exampleParts(rule, "good"),
    ...fixParts(rule),
    "## Another level, or none",
    "In `lwm2m.config.json`, for all files beside and below it (`error`, `warning`, `info`, `hint` or `off`):",
    block("json", JSON.stringify({ rules: { [id]: level === "off" ? "warning" : "off" } })),
    "In a file, for the next line:",
    block("xml", suppression),
    "## Source",
    `${escaped(source)}.`,
    "",
  ].join("\n\n");
}

/** The excerpt of an example with its findings under their lines. */
function exampleParts(rule: Rule, which: "bad" | "good"): readonly string[] {
  const { fileName } = rule[which];
  const name = fileName === undefined ? [] : [`In a file named \`${fileName}\`:`];
  return [...name, block("xml", explainedExcerpt(rule, which, testOptions()))];
}

function fixParts(rule: Rule): readonly string[] {
  const findings = findingsIn(rule.bad, rule, testOptions());
  const fixes = findings.flatMap((finding): readonly Fix[] => finding.fixes);
  const byTitle = new Map(fixes.map((fix) => [fix.title, fix]));
  if (byTitle.size === 0) return ["## Fix", "By hand."];
  const lines = [...byTitle.values()].map(({ title, isSafe }) => {
    const note = isSafe ? "safe: “fix all” applies it unasked" : "only where you ask for it";
    return `- ${escaped(title)} (${note})`;
  });
  return ["## Fix", "For this example the editor offers:", lines.join("\n")];
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** Plain text as Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*<>|[\]&]/gu, (character) => `\\${character}`);
}
