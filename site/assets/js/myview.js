// A reader's own view as YAML, and read back from it: an entry that the library reads and checks.
(() => {
  "use strict";

  const NOBODY = "A reader";
  const holderOf = (name) => (name || NOBODY).normalize("NFD").replace(/[^\x00-\x7F]/g, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "") || "a-reader";
  const quoted = (text) => JSON.stringify(text);

  // The files of a view by their place: the view, the person, the work in which they said so.
  const written = (name, { date, answers, skipped }) => {
    const holder = holderOf(name);
    const work = `${holder}-${date.slice(0, 4)}-view`;
    const title = `Inside view of ${name || NOBODY}, ${date}`;
    const lines = [
      ...(skipped.length ? [`# Skipped: ${skipped.join(" ")}`] : []),
      `title: ${quoted(title)}`, `holder: ${holder}`, `date: ${date}`, `source: ${work}`, "positions:",
    ];
    for (const { about, stance, odds, note } of answers) {
      lines.push(`  - about: ${about}`);
      if (stance) lines.push(`    stance: ${stance}`);
      if (odds) lines.push(`    credence: ${odds[0] === odds[1] ? odds[0] : `[${odds.join(", ")}]`}`);
      lines.push("    reading: inferred");
      if (note) lines.push(`    note: ${quoted(note)}`);
    }
    return {
      [`views/${holder}-${date.slice(0, 7)}.yaml`]: `${lines.join("\n")}\n`,
      [`people/${holder}.yaml`]: `title: ${quoted(name || NOBODY)}\ntype: person\n`,
      [`works/${work}.yaml`]: `title: ${quoted(title)}\ntype: personal_communication\nauthors: [${quoted(name || NOBODY)}]\ndate: ${date}\n`,
    };
  };

  const scalar = (text) => {
    if (text.startsWith('"')) return JSON.parse(text.slice(0, text.lastIndexOf('"') + 1));
    if (text.startsWith("'")) return text.slice(1, text.lastIndexOf("'")).replaceAll("''", "'");
    return text.replace(/\s+#.*$/, "");
  };
  const STANCES = kbDebate.STANCES;

  // What a file says, or an error that says why it is no view. Only what a view is made of is read.
  const read = (text) => {
    const view = { name: "", date: "", answers: [], skipped: [] };
    const lines = text.replace(/\r/g, "").split("\n");
    let one = null;
    for (let at = 0; at < lines.length; at += 1) {
      const skip = lines[at].match(/^# Skipped: (.*)$/);
      if (skip) view.skipped = skip[1].split(" ").filter(Boolean);
      const found = lines[at].match(/^( *)(- )?([a-z-]+):(?: +(.*))?$/);
      if (!found) continue;
      const [, indent, item, key] = found;
      let value = (found[4] ?? "").trim();
      // What is written over several lines stands deeper than its key.
      const inside = indent.length + (item ? 2 : 0);
      const more = [];
      while (key !== "positions" && at + 1 < lines.length && lines[at + 1].trim() && lines[at + 1].search(/\S/) > inside && !/^ *- /.test(lines[at + 1])) more.push(lines[at += 1].trim());
      if (/^[>|][-+]?$/.test(value)) value = quoted(more.join(" ")); else if (more.length) value = `${value} ${more.join(" ")}`;
      value = scalar(value);
      if (!indent && !item && key in { title: 1, date: 1, holder: 1 }) view[key] = value;
      if (item && key === "about") view.answers.push(one = { about: value, stance: null, odds: null, note: "" });
      if (!one || item || !indent) continue;
      if (key === "stance" && STANCES.includes(value)) one.stance = value;
      if (key === "note") one.note = value;
      if (key === "credence") {
        const odds = (value.match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
        if (odds.length && odds.length < 3 && odds.every((each) => each > 0 && each < 1)) one.odds = [odds[0], odds.at(-1)];
      }
    }
    const day = view.date.match(/^\d{4}(?:-\d\d){0,2}/);
    if (!day || !view.answers.length) throw new Error("no view with a date and positions");
    view.name = view.title?.match(/^Inside view of (.*), \d{4}[-\d]*$/)?.[1] ?? view.holder ?? "";
    if (view.name === NOBODY) view.name = "";
    view.date = day[0];
    view.answers = view.answers.filter((each) => each.stance || each.odds);
    return view;
  };

  window.kbView = { written, read, holderOf };
})();
