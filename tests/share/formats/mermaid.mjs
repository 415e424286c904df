// What Mermaid's own parser makes of files, as JSON: node mermaid.mjs FOLDER FILE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { window } = new (require("jsdom").JSDOM)("<body></body>");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")).href);
mermaid.initialize({ startOnLoad: false });

// Mermaid keeps entities apart until it draws; the browser then shows what they stand for.
const shown = (text) => {
  const holder = window.document.createElement("textarea");
  holder.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  return holder.value;
};

const drawings = [];
for (const file of files) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, "utf8"));
  drawings.push({
    labels: [...db.getVertices().values()].map((vertex) => shown(vertex.text)),
    links: [...db.getVertices().values()].map((vertex) => vertex.link),
    arrows: db.getEdges().map((edge) => [edge.start, edge.text, edge.end]),
  });
}
console.log(JSON.stringify(drawings));
