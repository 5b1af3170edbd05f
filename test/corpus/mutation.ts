import type { SeededRandom } from "../fixtures/seededRandom.js";

/** What is put into a text to break it, or nearly. */
const snippets = [
  "<",
  ">",
  "/",
  "&",
  ";",
  '"',
  "'",
  "=",
  " ",
  "\n",
  "-",
  "--",
  "]]>",
  "]]",
  "<!--",
  "-->",
  "--->",
  "<!-- a -- b -->",
  "<!---->",
  "<!--->",
  "<![CDATA[",
  "<![CDATA[]]>",
  "<![cdata[x]]>",
  "<?",
  "?>",
  "<?pi?>",
  "<?pi x ?>",
  "<?pi?x?>",
  "<?p:i x?>",
  "<? pi?>",
  "<?xml?>",
  "<?XML x?>",
  "<?xml-model x?>",
  '<?xml version="1.0"?>',
  "<!",
  "<!x>",
  "</",
  "<x>",
  "</x>",
  "<x/>",
  "<x />",
  "< x/>",
  "<x / >",
  "</ x>",
  "<1/>",
  "<x:y/>",
  "<x:/>",
  "<:x/>",
  "<x:y:z/>",
  "<x:1/>",
  "<é/>",
  "<x\u00b7\u0300-.1/>",
  "<\ud835\udc9c/>",
  "<a\u{f0000}/>",
  '<x xmlns="u"/>',
  '<x xmlns=""/>',
  '<x xmlns:y="u"><y:z/></x>',
  '<x xmlns:y="u" y:a="1"/>',
  '<x xmlns:y="u" xmlns:z="u" y:a="1" z:a="2"/>',
  '<x xmlns:y="u" xmlns:z="v" y:a="1" z:a="2" a="3"/>',
  '<x xmlns:y=""/>',
  '<x xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="en"/>',
  '<x xmlns:xml="u"/>',
  '<x xmlns:y="http://www.w3.org/XML/1998/namespace"/>',
  '<x xmlns:xmlns="u"/>',
  '<x xmlns:y="http://www.w3.org/2000/xmlns/"/>',
  '<x xmlns="http://www.w3.org/2000/xmlns/"/>',
  '<x xml:space="preserve"/>',
  "<x a='1' a='2'/>",
  "<x a='1'b='2'/>",
  "<x a=1/>",
  "<x a/>",
  "<x a='<'/>",
  "<x a='>'/>",
  "<x a='&'/>",
  "<x a='&lt;&#x41;'/>",
  "<x a='\t\n'/>",
  "<x a='1' />",
  "<x\na\n=\n'1'\n>\n</x\n>",
  "&amp;",
  "&lt;",
  "&quot;&apos;&gt;",
  "&foo;",
  "&amp",
  "&;",
  "&#;",
  "&#x;",
  "&#0;",
  "&#9;",
  "&#1;",
  "&#65;",
  "&#x41;",
  "&#X41;",
  "&#x0000000000000041;",
  "&#xD800;",
  "&#xFFFE;",
  "&#x110000;",
  "&#99999999999;",
  "\u0000",
  "\u0001",
  "\u000b",
  "\u001f",
  "\u007f",
  "\u0085",
  "\u2028",
  "\ufeff",
  "\ufffe",
  "\uffff",
  "\ud83d\ude00",
  ' a="1"',
  ' xsi:a="1"',
  ' y:a="1"',
  ' xmlns:y="u"',
  ' version="1.0"',
  ' standalone="yes"',
  ' encoding="UTF-8"',
] as const;

/** A text with one to three changes, most of them where markup is. */
export function mutated(text: string, random: SeededRandom): string {
  let result = text;
  for (let changes = random.pick([1, 1, 1, 2, 3]); changes > 0; changes--) result = changed(result, random);
  return result;
}

function changed(text: string, random: SeededRandom): string {
  const at = place(text, random);
  const length = random.pick([1, 1, 2, 5, 20]);
  const other = random.below(text.length);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(other, other + length) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(snippets) + text.slice(at + length);
    default:
      return text.slice(0, at) + random.pick(snippets) + text.slice(at);
  }
}

/** An offset; two times of three at or beside a character that means something to XML. */
function place(text: string, random: SeededRandom): number {
  const from = random.below(text.length + 1);
  if (random.below(3) === 0) return from;
  const next = text.slice(from).search(/[<>="'/?!&;-]/u);
  return Math.max(0, Math.min(text.length, from + Math.max(0, next) + random.below(3) - 1));
}
