// What citation-js makes of a bibliography, as CSL-JSON: node citation.mjs FOLDER FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, file] = process.argv.slice(2);
const from = createRequire(`${folder}/`);
const { Cite } = from("@citation-js/core");
for (const style of ["bibtex", "csl", "ris"]) from(`@citation-js/plugin-${style}`);
console.log(JSON.stringify(new Cite(readFileSync(file, "utf8")).data));
