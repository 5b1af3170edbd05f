import assert from "node:assert/strict";
import { test } from "node:test";
import { licenseHeader } from "./licenseHeader.js";

test("the license header is the comment of several lines at the top", () => {
  const header = "<!--\nBSD-3-Clause License\n-->";
  assert.deepEqual(licenseHeader(`${header}\n<LWM2M/>`), { first: 0, last: 2 });
  assert.deepEqual(licenseHeader(`<?xml version="1.0"?>\r\n\r\n${header}\r\n<LWM2M/>`), { first: 2, last: 4 });
  assert.deepEqual(licenseHeader(`\uFEFF${header}<LWM2M/>`), { first: 0, last: 2 });
  assert.deepEqual(licenseHeader("<!-- Copyright (c)\n somebody --><LWM2M/>"), { first: 0, last: 1 });
});

test("other comments are no license header", () => {
  for (const text of [
    "<LWM2M/>",
    "<!-- License -->\n<LWM2M/>",
    "<!--\nwork in progress\n-->\n<LWM2M/>",
    "<LWM2M>\n<!--\nLicense\n-->\n</LWM2M>",
    "<!--\nLicense, never closed\n<LWM2M/>",
  ]) {
    assert.equal(licenseHeader(text), undefined, text);
  }
});
