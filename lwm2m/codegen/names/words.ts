/** Longer names make nobody happy; what is behind is left out, at the end of a word if there is one. */
const longestName = 64;

/**
 * The words of a name that a person wrote, from which names in code and of files are made:
 *
 * 1. Letters are taken as Unicode's compatibility form has them (`²` is `2`), and Latin letters lose their accents (`é` is `e`).
 * 2. Apostrophes are left out: `User's Name` is `Users Name`.
 * 3. A word is a longest run of letters, digits and marks of any script. All else parts words: blanks, underscores, hyphens,
 *    brackets, slashes.
 * 4. A word is parted before a capital that follows a small letter or a digit (`SignalSNR` is `Signal SNR`), and before the
 *    last capital of several if two small letters follow it (`IPAddress` is `IP Address`, but `PLMNs` stays one word).
 * 5. Words count up to 64 characters together; the first word that does not fit and what follows are left out. A first
 *    word that is longer by itself is cut.
 */
export function wordsOf(name: string): readonly string[] {
  const plain = name
    .normalize("NFKD")
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, "$1")
    .normalize("NFC")
    .replace(/['’‘]/gu, "");
  const runs = plain.match(/(?:(?![\p{Pc}·ͅ])\p{ID_Continue})+/gu) ?? [];
  return shorten(runs.flatMap(partAtCapitals));
}

function partAtCapitals(run: string): readonly string[] {
  return run.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u);
}

function shorten(words: readonly string[]): readonly string[] {
  let length = 0;
  const end = words.findIndex((word) => {
    length += Array.from(word).length;
    return length > longestName;
  });
  if (end === -1) return words;
  return end === 0
    ? [
        Array.from(words[0] ?? "")
          .slice(0, longestName)
          .join(""),
      ]
    : words.slice(0, end);
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
