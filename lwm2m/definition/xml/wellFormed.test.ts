import assert from "node:assert/strict";
import { test } from "node:test";
import { checkClean, checkMended, checkProblem } from "./checkProblem.js";

test("everything that XML allows is clean", () => {
  for (const text of [
    "<a/>",
    "<a />",
    "<a></a >",
    "\ufeff<?xml version='1.0' encoding=\"utf-8\" standalone='yes' ?>\n<!-- - --><a/>\n<?p?><!---->",
    "<?xml version='1.1'?><a/>",
    "<a b = 'c\n>\"' d=\"'&#xA;&lt;\"\n/>",
    "<a>] ]> > ' \" -- &amp;&#0000065;<![CDATA[<b>&]] ]>]]></a>",
    "<a><!-- <b> & ]]> --><?p <b> & ?></a>",
    "<a><!-- <!--></a>",
    "<é-1.·><\ud835\udc9c/></é-1.·>",
    "<a>\t\r\n\u007f\u0085\ud83d\ude00</a>",
    "<p:a xmlns:p='u' p:b='1' b='2'><q xmlns='v'><r xmlns=''/></q></p:a>",
    "<a xml:lang='en' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    // Wrong as a definition, but not as XML.
    "<LWM2M><Name>a <Name>b</Name> <b/></Name></LWM2M>",
    "<Item><Item/>Name/></Item>",
  ]) {
    checkClean(text);
  }
});

test("characters that XML forbids", () => {
  checkMended("<a>b«\u0001»c</a>", "forbidden-character", "Remove this control character (U+0001).", "<a>bc</a>");
  checkMended("<a b='«\u0000\u0000»'/>", "forbidden-character", /2 characters/u, "<a b=''/>");
  checkMended("<a>«\ud83d»</a>", "forbidden-character", /half of a surrogate pair \(U\+D83D\)/u, "<a></a>");
  checkMended("<a «\u0002»/>", "forbidden-character", /U\+0002/u, "<a />");
  checkProblem("<!--«\uffff»--><a/>", "forbidden-character", /U\+FFFF/u);
});

test("text", () => {
  checkMended("<a>b«&»c</a>", "bad-reference", "Write &amp; for an ampersand.", "<a>b&amp;c</a>");
  checkMended("<a>«&nbsp;»</a>", "unknown-reference", /&amp;/u, "<a>&amp;nbsp;</a>");
  checkProblem("<a>«&#0;»</a>", "unknown-reference", /^Remove &#0;/u);
  checkProblem("<a>«&#xD800;»</a>", "unknown-reference", /^Remove &#xD800;/u);
  checkProblem("<a>«&#X41;»</a>", "unknown-reference", /&amp;/u);
  checkProblem("<a>«&;»</a>", "bad-reference", "Write &amp; for an ampersand.");
  checkMended("<a>«]]>»</a>", "forbidden-sequence", /^Write \]\]&gt;/u, "<a>]]&gt;</a>");
  checkMended("<a>b «<» c</a>", "stray-angle-bracket", "Write &lt; for a less-than sign.", "<a>b &lt; c</a>");
  checkProblem("<a/>«b»\n", "outside-root", /^Remove this text/u);
  checkProblem("«b» <a/>", "outside-root", /^Remove this text/u);
  checkProblem("<a/>«<![CDATA[»]]>", "outside-root", /^Move this CDATA section/u);
});

test("comments, sections and instructions", () => {
  const part = "Part these hyphens; a comment cannot contain --.";
  checkMended("<a><!-- b «--» c --- --></a>", "forbidden-sequence", part, "<a><!-- b - - c - - - --></a>");
  checkMended("<a><!-- b «--»-></a>", "forbidden-sequence", part, "<a><!-- b - --></a>");
  checkMended("<a>«<!--» b\n<c/></a>", "unterminated", /^End this comment with -->/u, "<a><!-- b-->\n<c/></a>");
  checkMended("<a>«<![CDATA[» b </a>", "unterminated", "End this CDATA section with ]]>.", "<a><![CDATA[ b]]> </a>");
  checkMended("<a/><?«p»?q?>", "declaration", "Put a blank behind p.", "<a/><?p ?q?>");
  checkProblem("<a/><?«XML» b?>", "declaration", /^Choose another name/u);
  checkProblem("<a/><?«p:q» b?>", "declaration", /^Choose another name/u);
  checkMended("«<?p» b\n<a/>", "unterminated", /^End this processing instruction/u, "<?p b?>\n<a/>");
});

test("the XML declaration", () => {
  const plain = `<?xml version="1.0" encoding="UTF-8"?>`;
  const blank = /^Remove the white space/u;
  checkMended("\n«<?xml» version='1.0'?><a/>", "declaration", blank, "<?xml version='1.0'?><a/>");
  checkMended("\ufeff «<?xml» version='1.0'?><a/>", "declaration", blank, "\ufeff<?xml version='1.0'?><a/>");
  checkMended("<a>«<?xml» version='1.0'?></a>", "declaration", /very first thing/u, "<a></a>");
  checkMended("«<?xml?>»<a/>", "declaration", `Write ${plain} here.`, `${plain}<a/>`);
  checkProblem("«<?xml encoding='UTF-8'?>»<a/>", "declaration", /^Write/u);
  checkProblem("«<?xml version='1.0' standalone='yes' encoding='UTF-8'?>»<a/>", "declaration", /^Write/u);
  checkProblem("«<?xml version='1.0'encoding='UTF-8'?>»<a/>", "declaration", /^Write/u);
  checkMended("<?xml version='«2.0»'?><a/>", "declaration", "Write 1.0 here.", "<?xml version='1.0'?><a/>");
  checkProblem("<?xml version='1.0' standalone='«maybe»'?><a/>", "declaration", "Write yes here.");
  const latin = "<?xml version='1.0' encoding='«ISO-8859-1»'?><a/>";
  checkMended(latin, "declaration", /^Write UTF-8 here/u, "<?xml version='1.0' encoding='UTF-8'?><a/>");
  checkMended(`«<?xml» version='1.0'>\n<a/>`, "unterminated", /with \?>/u, `<?xml version='1.0'?>\n<a/>`);
});

test("a DOCTYPE is reported and not expanded", () => {
  checkMended("«<!DOCTYPE» a [<!ENTITY b '>'>]><a/>", "doctype", /^Remove this DOCTYPE/u, "<a/>");
  checkProblem("«<!doctype» html><a/>", "doctype", /^Remove/u);
});

test("the root element", () => {
  checkProblem("«»", "no-root", "This file has no root element; write <LWM2M> here.");
  checkProblem("<!-- a -->\n«»", "no-root", /^This file has no root/u);
  checkProblem("<a/><«b»/>", "outside-root", /^Move b into the root element/u);
});

test("attributes", () => {
  checkMended("<a b='1' «b»='2'/>", "duplicate-attribute", "Remove this second b.", "<a b='1'/>");
  checkMended("<a b='1'«c»='2'/>", "attribute-syntax", "Put a blank before c.", "<a b='1' c='2'/>");
  checkMended("<a b=«1» c='2'/>", "attribute-syntax", "Put the value of b in quotes.", `<a b="1" c='2'/>`);
  checkProblem("<a «b»/>", "attribute-syntax", `Give b a value: b="…".`);
  checkProblem("<a «b»= />", "attribute-syntax", /^Give b a value/u);
  checkMended("<a «%%»/>", "attribute-syntax", /^Remove this; only attributes/u, "<a />");
  checkMended("<a b='1«<»2'/>", "stray-angle-bracket", /^Write &lt;/u, "<a b='1&lt;2'/>");
  checkMended("<a b='1«&»2'/>", "bad-reference", /^Write &amp;/u, "<a b='1&amp;2'/>");
  checkMended(`<a b=«"1»>2</a>`, "unterminated", `End the value of b with ".`, `<a b="1">2</a>`);
  checkMended(`<a b=«"1» c="2">3</a>`, "unterminated", /value of b/u, `<a b="1" c="2">3</a>`);
  checkMended(`<a b=«"1 2»\n c = "2">3</a>`, "unterminated", /value of b/u, `<a b="1 2"\n c = "2">3</a>`);
  checkMended(
    `<LWM2M a=«"1»\n<Object/></LWM2M>`,
    "unterminated",
    /with " and the tag with >/u,
    `<LWM2M a="1">\n<Object/></LWM2M>`,
  );
});

test("the value of an attribute is what XML says", () => {
  const doc = checkClean("<a b='\t1\r\n2&#10;&amp;&#x1F600;'/>");
  assert.equal(doc.root?.attributes[0]?.value, " 1 2\n&\ud83d\ude00");
});

test("namespaces", () => {
  const xsi = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;
  checkMended("<a «xsi:b»='1'/>", "unbound-prefix", `Declare the prefix xsi with ${xsi}.`, `<a ${xsi} xsi:b='1'/>`);
  checkProblem("<a><«p:b» p:c='1'/><p:b/></a>", "unbound-prefix", /^Declare the prefix p/u);
  checkProblem("<a><b xmlns:p='u'/><«p:c»/></a>", "unbound-prefix", /^Declare the prefix p/u);
  checkProblem("<«a:b:c» xmlns:a='u'/>", "unbound-prefix", /^Rename a:b:c/u);
  checkProblem("<«:a»/>", "unbound-prefix", /^Rename :a/u);
  checkProblem("<«xmlns:a»/>", "unbound-prefix", /^Choose another prefix/u);
  checkProblem("<a xmlns:p='«»'/>", "unbound-prefix", /^Give the prefix p a namespace/u);
  checkProblem("<a «xmlns:xml»='u'/>", "unbound-prefix", /^Remove this/u);
  checkProblem("<a «xmlns:p»='http://www.w3.org/2000/xmlns/'/>", "unbound-prefix", /^Remove this/u);
  const twice = "<a xmlns:p='u' xmlns:q='u' p:b='1' «q:b»='2'/>";
  checkProblem(twice, "duplicate-attribute", "Remove q:b; another prefix gives this attribute already.");
});
