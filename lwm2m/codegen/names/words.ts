import { widthOf } from "../textWidth.js";

/** Longer names make nobody happy; what is behind is left out, at the end of a word if there is one. */
const longestName = 64;

/** Words that have capitals inside. */
const mixedWords = /(?:LwM2M|IoT|VoLTE|WiMAX|WiFi|QoS)(?!\p{Ll})/gu;

/** Before a capital, where a word ends. */
const wordEnd =
  /(?<!^\p{Ll}(?=\p{Lu}+(?!\p{Ll})))(?<=\p{Ll})(?=\p{Lu})|(?<=\p{N})(?=\p{Lu}\p{Ll})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u;

/**
 * The words of a name that a person wrote, from which names in code and of files are made:
 *
 * 1. Letters are taken as Unicode's compatibility form has them (`²` is `2`), and Latin letters lose their accents (`é` is
 *    `e`).
 * 2. Apostrophes are left out: `User's Name` is `Users Name`. So are characters that nobody sees, such as soft hyphens and
 *    what chooses between forms of an emoji: code could not be typed with them.
 * 3. A word is a longest run of letters, digits and marks of any script. All else parts words: blanks, underscores, hyphens,
 *    brackets, slashes.
 * 4. A word is parted before a capital that follows a small letter (`SignalSNR` is `Signal SNR`), that stands between a digit
 *    and a small letter (`Phase1Voltage` is `Phase1 Voltage`, but `M2M` is one word), or that is the last of several and is
 *    followed by two small letters (`IPAddress` is `IP Address`, but `PLMNs` is one word). A single small letter before
 *    capitals only is not parted (`eUICC`), nor are LwM2M, IoT, VoLTE, WiMAX, WiFi and QoS.
 * 5. Words count up to 64 columns together (characters of East Asian scripts take two); the first word that does not fit is
 *    left out with all that follow. A first word that is longer by itself is cut.
 */
export function wordsOf(name: string): readonly string[] {
  const plain = name
    .normalize("NFKD")
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, "$1")
    .normalize("NFC")
    .replace(/['’‘\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(mixedWords, (word) => word.charAt(0) + word.slice(1).toLowerCase());
  const runs = plain.match(/(?:(?![\p{Pc}\u00b7])\p{ID_Continue})+/gu) ?? [];
  return shorten(runs.flatMap((run) => run.split(wordEnd)));
}

function shorten(words: readonly string[]): readonly string[] {
  let width = 0;
  const end = words.findIndex((word) => {
    width += widthOf(word);
    return width > longestName;
  });
  if (end === -1) return words;
  return end === 0 ? [cut(words[0] ?? "")] : words.slice(0, end);
}

function cut(word: string): string {
  let text = "";
  for (const character of word) {
    if (widthOf(text + character) > longestName) break;
    text += character;
  }
  return text;
}

/** The words as one, each but the first with a capital: `sensorValue`. */
export function camelCase(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? lowerCase(word) : capitalized(word))).join("");
}

/** The words as one, each with a capital: `FirmwareUpdate`. */
export function pascalCase(words: readonly string[]): string {
  return words.map(capitalized).join("");
}

function capitalized(word: string): string {
  const [first = "", ...rest] = lowerCase(word);
  const capital = first.toUpperCase();
  // Some letters have no single capital, such as ß.
  return (Array.from(capital).length === 1 ? capital : first) + rest.join("");
}

function lowerCase(word: string): string {
  return word.toLowerCase().normalize("NFC");
}
