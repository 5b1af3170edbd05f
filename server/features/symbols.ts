import { SymbolKind, type DocumentSymbol, type SymbolInformation } from "vscode-languageserver";
import type { Span } from "../../lwm2m/base/span.js";
import type { Field, ItemNode, ObjectNode } from "../../lwm2m/definition/definitionFile.js";
import type { XmlElement } from "../../lwm2m/definition/xml/tree.js";
import type { OpenDefinition } from "../openDefinition.js";
import { itemLabel, objectLabel } from "./labels.js";

/** The outline: each object with its resources, in the order of the text. */
export function documentSymbols(doc: OpenDefinition): DocumentSymbol[] {
  return doc.file.objects.map((object) => ({
    name: objectLabel(object),
    kind: SymbolKind.Class,
    ...ranges(doc, object.element, object.field("Name")),
    children: object.items.map((item) => itemSymbol(doc, item)),
  }));
}

function itemSymbol(doc: OpenDefinition, item: ItemNode): DocumentSymbol {
  return {
    name: itemLabel(item),
    detail: itemDetail(item),
    kind: item.field("Operations")?.value === "E" ? SymbolKind.Method : SymbolKind.Property,
    ...ranges(doc, item.element, item.field("Name")),
  };
}

function itemDetail(item: ItemNode): string {
  const isMandatory = item.field("Mandatory")?.value === "Mandatory";
  const isMultiple = item.field("MultipleInstances")?.value === "Multiple";
  return [isMandatory ? "mandatory" : "", isMultiple ? "multiple" : ""].filter((word) => word !== "").join(", ");
}

/** The whole element, and inside it what to select: its name. LSP wants the second inside the first. */
function ranges(doc: OpenDefinition, element: XmlElement, name: Field | undefined) {
  const selected: Span = name?.span ?? element.nameSpan;
  const isInside = element.start <= selected.start && selected.end <= element.end;
  return {
    range: doc.source.rangeOf(element),
    selectionRange: doc.source.rangeOf(isInside ? selected : element.nameSpan),
  };
}

/** The same outline as a flat list, for clients that know no hierarchy. */
export function flatSymbols(doc: OpenDefinition): SymbolInformation[] {
  const { uri } = doc.source;
  const entry = (object: ObjectNode | ItemNode, name: string, kind: SymbolKind): SymbolInformation => {
    return { name, kind, location: { uri, range: doc.source.rangeOf(object.element) } };
  };
  return doc.file.objects.flatMap((object) => [
    entry(object, objectLabel(object), SymbolKind.Class),
    ...object.items.map((item) => ({
      ...entry(item, itemLabel(item), SymbolKind.Property),
      containerName: objectLabel(object),
    })),
  ]);
}
