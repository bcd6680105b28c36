// winkNLP with its small English model (sentences, tokens, tags, names; no trees): the fastest of the peers.
// usage: node wink_peer.mjs DOCUMENTS.jsonl OUT.conllu     run in the folder that holds node_modules
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
const { its } = nlp;
const [source, out] = process.argv.slice(2);
const documents = readFileSync(source, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

const begin = process.cpuUsage();
const read = documents.map((document) => nlp.readDoc(document.text));
const used = process.cpuUsage(begin);

const blocks = [];
let tokens = 0;
for (const doc of read) {
  doc.sentences().each((sentence) => {
    const words = sentence.tokens().filter((token) => token.out(its.type) !== "tabCRLF");
    const forms = words.out();
    const tags = words.out(its.pos);
    const spaces = words.out(its.precedingSpaces);
    tokens += forms.length;
    const lines = forms.map((form, n) => {
      const glued = n + 1 < forms.length && spaces[n + 1] === "" ? "SpaceAfter=No" : "_";
      return [n + 1, form, "_", tags[n], "_", "_", n === 0 ? 0 : 1, "_", "_", glued].join("\t");
    });
    if (lines.length > 0) blocks.push(`${lines.join("\n")}\n\n`);
  });
}
writeFileSync(out, blocks.join(""));
console.log(JSON.stringify({ tokens, seconds: (used.user + used.system) / 1e6 }));
