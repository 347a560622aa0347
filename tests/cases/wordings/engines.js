const { encoded, sameAddress, bareHost } = await script("address");
const { describe, written } = await script("quote");
const { readForge, forgeName, newFile, newIssue, issueText, correction } = await script("forge");
const { owed, rewrite } = await script("kept");
const { cuts } = await script("words");
const lines = [];
const tell = (name, ...told) => lines.push([name, ...told]);
for (const url of ["https://a.example.org/ä?ö#ü", "https://a.example.org", "https://bücher.example/ä", "http://[", "https://WWW.Example.org:443/a?#", "HTTPS://example.org/a?b#c", "https://example.org/a#?"])
  tell(`address ${url}`, encoded(url), sameAddress(url), bareHost(url));
for (const host of ["example.org", "www.example.org", "a.b.example.net", "archive.example.org", "org", "other.example.com"])
  tell(`host ${host}`, knownOutlet(host));
for (const text of [" a \n\n b\u2028c ", "a\nb", "\u00ad\n\n\u00ad"]) tell("written", written(text));
for (const size of [31, 32, 33, 127, 128, 129, 511, 512, 513, 979, 980, 981]) {
  const same = "y".repeat(size);
  for (const text of [`b ${same} word ${same} b`, `a ${same} word ${same} b. c ${same} word ${same} d.`, `a ${same}word${same} b. c ${same}word${same} d.`]) {
    const start = text.indexOf("word");
    const found = describe(text, { start, end: start + 4 });
    tell(`beside ${size}`, found?.prefix.length, found?.suffix.length, found?.prefix.slice(0, 2), found?.suffix.slice(-2));
  }
}
for (const text of ["word at the start, word", "at the end a word, word", "word word", "\u{1f309}word\u{1f309} \u{1f30a}word\u{1f30a}"])
  tell(text, ["word", "d"].map((it) => describe(text, { start: text.indexOf(it), end: text.indexOf("d") + 1 })), describe(text, { start: text.lastIndexOf("word"), end: text.lastIndexOf("word") + 4 }));
const forges = [
  { newFile: "https://github.com/o/r/new/main", newIssue: "https://github.com/o/r/issues/new", forge: "github" },
  { newFile: "https://gitlab.com/o/r/-/new/main", newIssue: "https://gitlab.com/o/r/-/issues/new", forge: "gitlab" },
  { newFile: "https://git.example.org/o/r/new/main" },
  {},
].map((data) => readForge({ ...data, claims: "docs/claims", slug: "bridge" }));
for (const forge of forges) {
  tell("forge", forge, forge.newFile && forgeName(forge), correction(forge, "https://site.example.org/a"));
  const empty = newFile(forge, "docs/a b.md", "").href.length;
  for (const size of [7500 - empty, 7501 - empty]) tell("size", newFile(forge, "docs/a b.md", "x".repeat(size)).whole, newFile(forge, "docs/a b.md", "x".repeat(size)).href.slice(0, 100));
  for (const claim of ["It costs.", "", "x".repeat(200)]) tell("issue", newIssue(forge, { claim, quote: "about 3", context: "Some\nmore." }));
}
tell("issue's text", issueText({ claim: "It costs.", quote: "about 3" }));
const order = { keys: rules.claim.map((f) => f.name), sourceKeys: rules.source.map((f) => f.name) };
const source = { url: "https://a.example.org/", outlet: "A", type: "news", stance: "supports", says: "It." };
const fields = { claim: "It costs.", claimant: "", verdict: "supported", summary: "It does.", context: "Words." };
const text = "---\n# first\nclaim: It costs.\nverdict: supported\nsummary: >-\n  It does.\nsources:\n  - url: https://a.example.org/\n    outlet: A\nchecked: 2026-11-24\n---\n\nWords.\n";
const kept = { id: "cost", text, fields, sources: [source] };
const told = { ...kept, text: text.replace("---\n\n", "history:\n- date: 2026-11-24\n  kind: wording\n  why: Clearer.\n---\n\n") };
const more = { ...source, url: "https://b.example.org/", origin: "B" };
for (const [name, changed, sources] of [
  ["nothing", {}, [source]],
  ["a reason alone", { why: "Read again." }, [source]],
  ["spaces", { claim: "It  costs. " }, [source]],
  ["a word", { claim: "It costs more.", why: "Clearer." }, [source]],
  ["a field more", { claimant: "The mayor", why: "Clearer." }, [source]],
  ["a verdict", { verdict: "mixed", why: "New." }, [source]],
  ["a source more", { why: "New." }, [source, more]],
  ["a copy of its own", { why: "New." }, [source, { ...more, origin: "A" }]],
  ["a source less", { why: "New." }, []],
  ["what a source says", { why: "New." }, [{ ...source, says: "It says." }]],
  ["when it was read", {}, [{ ...source, read: "2026-11-25" }]],
  ["an empty source", {}, [source, { url: "" }]],
  ["all of it", { verdict: "mixed", claim: "Another.", context: "Other words.", why: "New." }, [more]],
  ["very many", { why: "New." }, Array.from({ length: 12 }, (_, n) => ({ ...source, url: `https://b.example.org/${n}` }))],
])
  for (const file of [kept, told]) tell(name, owed(file, { ...fields, ...changed }, sources), rewrite(file, { ...fields, ...changed }, sources, order));
for (const [words, taken] of [["About it", []], ["About it", ["about-it"]], ["About it", ["about-it", "about-it-2"]], ["a b c d e f g", []], ["x".repeat(70), []], [`${"x".repeat(59)} y`, []], ["CON", []], ["…", []], ["…", ["claim"]]])
  tell(`name ${words.slice(0, 9)} ${taken}`, fileName(words, new Set(taken)));
for (const words of ["\n\n a \r\n b\u2028c\r\r\n", "x"]) tell("body", body(words), line(words));
tell("cuts", [..."It’s 1,500 m."].map((_, at, all) => cuts(all.join(""), at) ? "+" : "-").join(""), cuts("ab", 2), cuts("ab", 1), cuts("ab", 0));
return lines;
