import { applyEdits } from "../../lwm2m/definition/fix.js";
import { formatDefinition } from "../../lwm2m/definition/format.js";
import { writeText } from "../files/writeText.js";
import { exitCodes, type ExitCode, type Io } from "../io.js";
import { LineMap } from "../text/lineMap.js";
import { printable } from "../text/printable.js";
import { counted } from "../../lwm2m/base/words.js";
import { readSources, type Source, type SourceRequest } from "./sources.js";
import { TroubleList } from "./troubles.js";

/** What the user asks of `lwm2m format`. */
export interface FormatRequest extends SourceRequest {
  /** Only tell what would change. */
  readonly check: boolean;
  /** One level of indentation; undefined for the one that each file uses. */
  readonly indent: string | undefined;
}

/** `lwm2m format`: formats object definitions in place and prints the names of those that changed. */
export async function formatCommand(request: FormatRequest, io: Io): Promise<ExitCode> {
  const troubles = new TroubleList(io);
  const passedOver = { otherFiles: 0 };
  let definitions = 0;
  let changed = 0;
  for await (const source of readSources(request, io, troubles, passedOver)) {
    definitions++;
    const formatted = formatSource(source, request, troubles);
    if (source.isStandardInput && !request.check) io.stdout.write(formatted ?? "");
    if (formatted === undefined || formatted === source.text) continue;
    if (!request.check && !source.isStandardInput) {
      const problem = writeText(source.absolutePath, formatted);
      if (problem !== undefined) {
        troubles.add(source.absolutePath, problem);
        continue;
      }
    }
    changed++;
    if (request.check || !source.isStandardInput) io.stdout.write(`${printable(source.path)}\n`);
  }
  if (definitions === 0 && troubles.all.length === 0) {
    troubles.fail("No object definition was found; nothing was formatted.");
  }
  const did = request.check ? "would change" : "changed";
  io.stderr.write(`${changed} of ${counted(definitions, "object definition")} ${did}.\n`);
  if (troubles.all.length > 0) return exitCodes.trouble;
  return request.check && changed > 0 ? exitCodes.findings : exitCodes.clean;
}

function formatSource(source: Source, { indent }: FormatRequest, troubles: TroubleList): string | undefined {
  const { edits, refusal } = formatDefinition(source.text, { indent });
  if (refusal === undefined) return applyEdits(source.text, edits);
  const place = new LineMap(source.text).place(refusal.span.start);
  troubles.add(source.absolutePath, `${refusal.message} It was not formatted.`, place);
  return undefined;
}
