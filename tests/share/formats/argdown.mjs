// What Argdown's own parser makes of a file, as JSON: node argdown.mjs FOLDER FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, file] = process.argv.slice(2);
const argdown = createRequire(`${folder}/`)("@argdown/core");
const app = new argdown.ArgdownApplication();
app.addPlugin(new argdown.ParserPlugin(), "parse");
for (const plugin of [new argdown.DataPlugin(), new argdown.ModelPlugin()]) {
  app.addPlugin(plugin, "build");
}
const read = app.run({ process: ["parse", "build"], input: readFileSync(file, "utf8") });

const told = (things) =>
  Object.fromEntries(
    Object.values(things).map((thing) => {
      const said = thing.members.filter((member) => member.text !== undefined);
      return [thing.title, { texts: said.map((member) => member.text), data: thing.data ?? {} }];
    }),
  );
const premises = Object.values(read.arguments)
  .filter((argument) => argument.pcs.length > 0)
  .map((argument) => [argument.title, argument.pcs.map((statement) => statement.title)]);

console.log(
  JSON.stringify({
    errors: [...read.lexerErrors, ...read.parserErrors, ...(read.exceptions ?? [])].map((error) =>
      String(error.message ?? error),
    ),
    about: read.frontMatter,
    statements: told(read.statements),
    arguments: told(read.arguments),
    premises: Object.fromEntries(premises),
    // What is undercut is the inference of an argument, where its premises are known.
    relations: read.relations.map((one) => [
      one.relationType,
      one.from.title,
      one.to.title ?? one.to.argumentTitle,
    ]),
  }),
);
