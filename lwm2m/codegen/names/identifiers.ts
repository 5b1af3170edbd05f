/** Whether a text can stand behind a dot and be declared: a letter, `_` or `$`, then letters, digits, `_` or `$`. */
export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200C\u200D]*$/u.test(text) && text === text.normalize("NFC");
}

/** A name that is a number at its start gets `_` before it, for no identifier starts with a digit. */
export function withoutDigitAtStart(name: string): string {
  return /^\p{ID_Start}/u.test(name) ? name : `_${name}`;
}

/**
 * Names that mean something else in any object: what each inherits (ECMA-262 §20.1.3 and Annex B.2.2), and `unknown`, under
 * which generated code holds resources that a definition does not have.
 */
const takenKeys: ReadonlySet<string> = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
  "__proto__",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "unknown",
]);

/** Whether a resource cannot have that key, because it means something else. */
export function isTakenKey(key: string): boolean {
  return takenKeys.has(key);
}
