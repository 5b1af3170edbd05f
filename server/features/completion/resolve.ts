import type { CompletionItem } from "vscode-languageserver";
import type { Edit } from "../../../lwm2m/definition/rules/rule.js";
import type { Registry } from "../../../lwm2m/definition/registry/registry.js";
import { elementAt } from "../../../lwm2m/definition/xml/query.js";
import type { OpenDefinition } from "../../openDefinition.js";
import { textEdits } from "../../text/edits.js";
import { markup } from "../../text/markdown.js";
import { reusableCard } from "../cards.js";
import { itemAround } from "../place.js";
import { fillAfterId, fillAfterName } from "./fillItem.js";
import type { Fill, Proposal } from "./proposal.js";

/** What an item of the list remembers until it is selected: plain data, as it travels to the client and back. */
export interface ItemData {
  readonly uri: string;
  readonly version: number;
  readonly reusableId: number;
  /** The item whose other fields are filled, and by what the resource was chosen. */
  readonly fill?: Fill;
}

/** The data of a proposal of a reusable resource; undefined for any other. */
export function itemData({ source }: OpenDefinition, { reusableId, fill }: Proposal): ItemData | undefined {
  if (reusableId === undefined) return undefined;
  const data = { uri: source.uri, version: source.version, reusableId };
  return fill === undefined ? data : { ...data, fill };
}

/** Reads what `itemData` wrote; undefined for anything else. */
export function readItemData(data: unknown): ItemData | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (!("uri" in data && "version" in data && "reusableId" in data)) return undefined;
  const { uri, version, reusableId } = data;
  if (typeof uri !== "string" || typeof version !== "number" || typeof reusableId !== "number") return undefined;
  const fill = "fill" in data ? readFill(data.fill) : undefined;
  return fill === undefined ? { uri, version, reusableId } : { uri, version, reusableId, fill };
}

function readFill(fill: unknown): Fill | undefined {
  if (typeof fill !== "object" || fill === null || !("itemAt" in fill && "by" in fill)) return undefined;
  const { itemAt, by } = fill;
  return typeof itemAt === "number" && (by === "id" || by === "name") ? { itemAt, by } : undefined;
}

/** The other changes that come with a reusable resource. */
export function fillEdits(doc: OpenDefinition, reusableId: number, fill: Fill, registry: Registry): readonly Edit[] {
  const resource = registry.reusableResource(reusableId);
  const element = elementAt(doc.file.doc, fill.itemAt);
  const item = element === undefined ? undefined : itemAround(doc.file, element);
  if (resource === undefined || item === undefined) return [];
  return fill.by === "id" ? fillAfterId(doc, item, resource) : fillAfterName(doc, item, resource);
}

/**
 * A selected item with its card and its other changes. `doc` is the definition that the list was made for; changes
 * are left out if it has been edited since, as their places would be wrong.
 */
export function resolveItem(
  item: CompletionItem,
  doc: OpenDefinition | undefined,
  registry: Registry,
  hasMarkdown: boolean,
): CompletionItem {
  const data = readItemData(item.data);
  const resource = data === undefined ? undefined : registry.reusableResource(data.reusableId);
  if (data === undefined || resource === undefined) return item;
  const resolved = { ...item, documentation: markup(reusableCard(resource), hasMarkdown) };
  if (data.fill === undefined || doc?.source.version !== data.version || item.additionalTextEdits !== undefined) {
    return resolved;
  }
  const edits = fillEdits(doc, data.reusableId, data.fill, registry);
  return edits.length === 0 ? resolved : { ...resolved, additionalTextEdits: textEdits(doc.source, edits) };
}
