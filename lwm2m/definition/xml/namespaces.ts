import type { Span } from "../../base/span.js";
import { isNameStartAt } from "./characters.js";
import { insertion, type ProblemDetails, type ProblemList } from "./problemList.js";
import type { XmlAttribute } from "./tree.js";

const xmlNamespace = "http://www.w3.org/XML/1998/namespace";
const xmlnsNamespace = "http://www.w3.org/2000/xmlns/";

/** Prefixes that everybody binds to the same namespace, so that a repair can write the declaration. */
const wellKnown: ReadonlyMap<string, string> = new Map([
  ["xsi", "http://www.w3.org/2001/XMLSchema-instance"],
  ["xs", "http://www.w3.org/2001/XMLSchema"],
]);

const noPrefixes: readonly string[] = [];

/** A tag as far as namespaces go. */
export interface NamedTag {
  readonly name: string;
  readonly nameSpan: Span;
  readonly attributes: readonly XmlAttribute[];
}

/** The namespace declarations in force where the parser stands (Namespaces in XML 1.0). */
export class NamespaceScope {
  /** The namespaces that each prefix is bound to, the innermost last. */
  readonly #bindings = new Map<string, string[]>([["xml", [xmlNamespace]]]);
  /** The prefixes that each open element declares. */
  readonly #declared: (readonly string[])[] = [];
  readonly #reported = new Set<string>();

  /** Takes the declarations of an element that starts. */
  enter(tag: NamedTag): void {
    const prefixes = tag.attributes.length === 0 ? noPrefixes : this.#declare(tag.attributes);
    this.#declared.push(prefixes);
  }

  #declare(attributes: readonly XmlAttribute[]): readonly string[] {
    const prefixes: string[] = [];
    for (const { name, value = "" } of attributes) {
      if (!name.startsWith("xmlns:")) continue;
      const prefix = name.slice("xmlns:".length);
      prefixes.push(prefix);
      const bound = this.#bindings.get(prefix);
      if (bound === undefined) this.#bindings.set(prefix, [value]);
      else bound.push(value);
    }
    return prefixes;
  }

  /** Forgets the declarations of the element that ends. */
  leave(): void {
    for (const prefix of this.#declared.pop() ?? []) this.#bindings.get(prefix)?.pop();
  }

  /** Reports what is wrong with the names of an element that was entered. */
  check(tag: NamedTag, problems: ProblemList): void {
    if (tag.name.includes(":")) this.#checkName(tag.name, tag.nameSpan, tag, problems);
    if (tag.attributes.length === 0) return;
    const seen = new Set<string>();
    for (const attribute of tag.attributes) {
      const { name, nameSpan } = attribute;
      if (name === "xmlns" || name.startsWith("xmlns:")) checkDeclaration(attribute, problems);
      else if (name.includes(":")) {
        const namespace = this.#checkName(name, nameSpan, tag, problems);
        const expanded = `${name.slice(name.indexOf(":") + 1)} ${namespace ?? ""}`;
        if (namespace !== undefined && seen.has(expanded)) {
          problems.add("duplicate-attribute", nameSpan, `Remove ${name}; another prefix gives this attribute already.`);
        }
        seen.add(expanded);
      }
    }
  }

  /** The namespace of a name with a colon, undefined after a report. */
  #checkName(name: string, place: Span, tag: NamedTag, problems: ProblemList): string | undefined {
    if (!isQualifiedName(name)) {
      problems.add(
        "unbound-prefix",
        place,
        `Rename ${name}: a name has one colon at most, between a prefix and the rest.`,
      );
      return undefined;
    }
    const prefix = name.slice(0, name.indexOf(":"));
    const namespace = this.#bindings.get(prefix)?.at(-1);
    if (namespace !== undefined || this.#reported.has(prefix)) return namespace;
    this.#reported.add(prefix);
    problems.add("unbound-prefix", place, ...unboundPrefix(prefix, tag));
    return undefined;
  }
}

function unboundPrefix(prefix: string, tag: NamedTag): [string, ProblemDetails] {
  if (prefix === "xmlns") return ["Choose another prefix; xmlns only declares prefixes.", {}];
  const uri = wellKnown.get(prefix);
  if (uri === undefined) return [`Declare the prefix ${prefix} with xmlns:${prefix}="…", or remove it.`, {}];
  const declaration = `xmlns:${prefix}="${uri}"`;
  const repair = insertion(tag.nameSpan.end, ` ${declaration}`, `Insert ${declaration}`);
  return [`Declare the prefix ${prefix} with ${declaration}.`, { repair }];
}

/** Namespaces in XML 1.0 §4, production QName with a prefix. */
function isQualifiedName(name: string): boolean {
  const colon = name.indexOf(":");
  return colon > 0 && name.indexOf(":", colon + 1) === -1 && isNameStartAt(name, colon + 1) > 0;
}

/** Namespaces in XML 1.0 §3: what a declaration may not say. */
function checkDeclaration(attribute: XmlAttribute, problems: ProblemList): void {
  const { name, nameSpan, valueSpan, value } = attribute;
  const prefix = name.slice("xmlns:".length);
  if (name !== "xmlns" && (prefix === "" || prefix.includes(":") || isNameStartAt(prefix, 0) === 0)) {
    problems.add("unbound-prefix", nameSpan, `Rename ${name}: write xmlns: and then a prefix without a colon.`);
  } else if (prefix === "xmlns") {
    problems.add("unbound-prefix", nameSpan, "Remove this; the prefix xmlns cannot be declared.");
  } else if (prefix === "xml" ? value !== xmlNamespace : value === xmlNamespace) {
    problems.add("unbound-prefix", nameSpan, `Remove this; only the prefix xml stands for ${xmlNamespace}.`);
  } else if (value === xmlnsNamespace) {
    problems.add("unbound-prefix", nameSpan, `Remove this; no prefix may stand for ${xmlnsNamespace}.`);
  } else if (value === "" && name !== "xmlns") {
    problems.add("unbound-prefix", valueSpan, `Give the prefix ${prefix} a namespace, or remove ${name}.`);
  }
}
