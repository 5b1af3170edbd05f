import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { definitionVocabulary } from "../structure.js";
import { parseThoroughly } from "./parse.js";
import { parsePlain } from "./plain.js";

/** Checks that a text is plain or not, and that the short way leads to the same tree as the parser proper. */
function checkPlain(text: string, expected: "is plain" | "is not plain"): void {
  const doc = parsePlain(text, definitionVocabulary);
  assert.equal(doc === undefined ? "is not plain" : "is plain", expected, text);
  if (doc !== undefined) assert.ok(isDeepStrictEqual(doc, parseThoroughly(text, definitionVocabulary).doc), text);
}

const plain = [
  "<a/>",
  "\uFEFF<?xml version='1.0' encoding=\"utf-8\" ?>\r\n<a />\n",
  "<!-- one --><a><!----></a><!-- > -->",
  "<a>x &lt; y &amp; &#65; µ ></a>",
  "<a><![CDATA[]]><![CDATA[ <b> ]] > & ]]></a>",
  "<a> <b>x</b ><b><![CDATA[x]]></b>y<b><!-- x --></b><b></b></a>",
  `<a xmlns:p="u" p:b='1' c="a&amp;b
  c" p:c = ""><Item ID="0"/><Item ID = '1' x=">"></Item></a>`,
  "<LWM2M><Object><Resources><Item ID='0'><Name>x</Name></Item></Resources></Object></LWM2M>",
];

test("plain texts go the short way to the same tree", () => {
  for (const text of plain) checkPlain(text, "is plain");
});

const unusual = [
  "",
  "x",
  "<a>",
  "<a></b>",
  "<a></ab>",
  "<a/><b/>",
  "<a/>x",
  "<a/><![CDATA[]]>",
  "<a>]]></a>",
  "<a>&</a>",
  "<a>& ;</a>",
  "<a>&nbsp;</a>",
  "<a>\u0000</a>",
  "<a>\uFFFF</a>",
  "<a><!-- -- --></a>",
  "<a><!-- ---></a>",
  "<a><!--></a>",
  "<a><![CDATA[x]]</a>",
  "<a><![CDATA[x]]>\n/a>",
  "<!DOCTYPE a><a/>",
  "<a><?b c?></a>",
  " <?xml version='1.0'?><a/>",
  "<?xml version='2.0'?><a/>",
  "<?xml?><a/>",
  "<?xmlversion='1.0'?><a/>",
  "<a b/>",
  "<a b=c/>",
  "<a b='<'/>",
  "<a b='&'/>",
  "<a b=''c=''/>",
  "<a b='' b=''/>",
  "<a b='",
  "<a /",
  "<a / >",
  "<a 1=''/>",
  "<1/>",
  "< a/>",
  "<a><</a>",
  "<p:a/>",
  "<a p:b=''/>",
  "<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>",
  "<a><b xmlns='u'/></a>",
  "<a xmlns:p='u'><b p:c=''/></a>",
  `${"<a>".repeat(100)}${"</a>".repeat(100)}`,
];

test("whatever is unusual is left to the parser proper", () => {
  for (const text of unusual) checkPlain(text, "is not plain");
});
