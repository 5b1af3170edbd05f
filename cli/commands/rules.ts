import { nearest } from "../../lwm2m/base/nearest.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import { explainedExcerpt } from "../../lwm2m/definition/rules/pageExcerpt.js";
import type { Rule } from "../../lwm2m/definition/rules/rule.js";
import { emptyConfig, validationOptions } from "../../lwm2m/definition/config.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { omaNumber } from "../report/report.js";
import { styleFor } from "../text/style.js";

/** `lwm2m rules`: all rules with their levels and OMA numbers. */
export function rulesCommand({ json }: { readonly json: boolean }, io: Io): ExitCode {
  if (json) {
    const list = rules.map(({ id, level, oma, title, source }) => ({ id, level, oma: oma ?? null, title, source }));
    io.stdout.write(`${JSON.stringify(list, undefined, 2)}\n`);
    return exitCodes.clean;
  }
  const style = styleFor(io.stdout, io.env);
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, level, oma, title } of rules) {
    const number = (oma === undefined ? "" : omaNumber(oma)).padEnd(7);
    const shownLevel = style(level === "off" ? "dim" : level, level.padEnd(7));
    io.stdout.write(`${style("bold", id.padEnd(idWidth))}  ${shownLevel}  ${number}  ${title}\n`);
  }
  return exitCodes.clean;
}

/** `lwm2m explain`: what a rule asks for and why, by its id or OMA's number. */
export function explainCommand(name: string, io: Io, product: Product): ExitCode {
  const found = rulesNamed(name);
  if (found.length === 0) {
    const meant = nearest(
      name,
      rules.map(({ id }) => id),
    );
    const advice = meant === undefined ? `See "lwm2m rules" for all of them.` : `Did you mean "${meant}"?`;
    io.stderr.write(`lwm2m: There is no rule "${name}". ${advice}\n`);
    return exitCodes.trouble;
  }
  io.stdout.write(found.map((rule) => explanation(rule, io, product)).join("\n"));
  return exitCodes.clean;
}

/** The rules with an id, or with an OMA number: `413`, `OMA 413`, `oma-413`. */
function rulesNamed(name: string): readonly Rule[] {
  const number = /^(?:oma[\s-]*)?(\d{1,3})$/iu.exec(name)?.[1];
  return rules.filter(({ id, oma }) => (number === undefined ? id === name.toLowerCase() : oma === Number(number)));
}

function explanation(rule: Rule, io: Io, product: Product): string {
  const { id, title, level, oma, source } = rule;
  const style = styleFor(io.stdout, io.env);
  const number = oma === undefined ? "" : `, ${omaNumber(oma)}`;
  return [
    `${style("bold", id)} (${style(level === "off" ? "dim" : level, level)}${number})`,
    title,
    wrapped(rule.explanation),
    `${style("error", "Wrong")}\n\n${exampleText(rule, "bad", product)}`,
    `${style("good", "Right")}\n\n${exampleText(rule, "good", product)}`,
    `Switch it off for a line: <!-- lwm2m-disable-next-line ${id} -->`,
    `Source: ${source}.`,
    "",
  ].join("\n\n");
}

/** An example as on the rule's page, with its findings below the places that they are about. */
function exampleText(rule: Rule, which: "bad" | "good", product: Product): string {
  const { fileName } = rule[which];
  const options = validationOptions({ config: emptyConfig, registry: product.registry(), fileName });
  const name = fileName === undefined ? "" : `In a file named ${fileName}:\n\n`;
  return indented(name + explainedExcerpt(rule, which, options));
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gmu, "    ");
}

/** Text in lines of at most 80 characters; paragraphs stay apart. */
function wrapped(text: string): string {
  return text
    .split("\n\n")
    .map((paragraph) =>
      paragraph
        .replace(/\s+/gu, " ")
        .replace(/(.{1,80})(?: |$)/gu, "$1\n")
        .trimEnd(),
    )
    .join("\n\n");
}
