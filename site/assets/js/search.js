// The search: names first, then what is about them, then words in the text. Loaded when a reader
// turns to it, with two scripts of names and words, so that it works from a disk as well.
(() => {
  "use strict";

  const [TITLE, KIND, HREF, SAID, STATUS, NAMES, ABOUT] = [0, 1, 2, 3, 4, 5, 6];
  const MOST = { named: 6, about: 6, text: 8 };
  const EXACT = 1000; // called exactly so; below it a name that begins so, then one with the words
  const BEGINS = 800;
  const KINDS = ["proposal", "problem", "concept", "person", "forecast", "claim", "critique",
    "argument", "wanted", "page", "view", "work"]; // of names that match alike, which comes first

  const root = new URL(document.currentScript.src.replace(/assets\/js\/search\.js.*$/, ""));
  let rows = [];
  let glyphs = {};
  let postings = new Map();
  let vocabulary = [];

  // ---- Words -----------------------------------------------------------------------------------

  // American and British spelling, singular and plural, with and without accents are one word.
  const plain = (word) => word
    .replace(/(?<=....)ing$|(?<=..[^s])s$/, "")
    .replace(/is(e[rd]?|ation|$)/, "iz$1").replace(/our/, "or").replace(/ll(?=$|e[rd]$)/, "l");

  const wordsOf = (text) => (text.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) || []).map(plain);

  // An arXiv id or a DOI, as it is a name of its work, in any way of writing it and in an address.
  const located = (text) => {
    const doi = text.trim().match(/^(?:doi[\s:]*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i);
    const paper = text.trim().match(/^(?:\S*arxiv\S*?|arxiv[\s:.]*)?(?:^|[/:.\s]|(?<=arxiv))(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?\/?$/i);
    return paper ? `arXiv ${paper[1]}` : doi ? doi[1] : text;
  };

  const distance = (a, b) => {
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  };

  // ---- What is known ---------------------------------------------------------------------------

  // Titles, other names, and the id, which is the name of the file.
  const namesOf = (row) => {
    if (row[KIND] === "statement") return [];
    const id = row[HREF].replace(/.*\/|\.html.*/g, "");
    const names = [row[TITLE], ...(row[NAMES] || [])].map((name) => [name, name]);
    return [...names, [row[TITLE], id]].map(([name, text]) => {
      const words = wordsOf(text);
      return { name, words, joined: words.join(" "), letters: text.toLowerCase() };
    });
  };

  window.kbNames = (told, marks) => {
    glyphs = marks;
    rows = told.map((row) => ({ row, names: namesOf(row), rank: KINDS.indexOf(row[KIND]) }));
    known();
  };

  window.kbTexts = (told) => {
    postings = new Map();
    for (const [word, packed] of Object.entries(told)) {
      const key = plain(word);
      if (!postings.has(key)) postings.set(key, []);
      for (const group of packed.split(";")) {
        const [weight, steps] = group.split(":");
        let at = 0;
        for (const step of steps.split(",")) {
          at += Number(step);
          postings.get(key).push([at, Number(weight)]);
        }
      }
    }
    known();
  };

  const known = () => {
    const words = new Set(postings.keys());
    for (const { names } of rows) for (const one of names) one.words.forEach((word) => words.add(word));
    vocabulary = [...words];
  };

  // ---- Ranking ---------------------------------------------------------------------------------

  const match = (name, words, joined, typed) => {
    if (name.joined === joined) return name.letters === typed ? EXACT + 1 : EXACT;
    const spare = Math.min(name.words.length, 40);
    if (name.joined.startsWith(joined)) return BEGINS - spare;
    const whole = words.every((word) => name.words.includes(word));
    const begun = whole || words.every((word) => name.words.some((one) => one.startsWith(word)));
    return begun ? (whole ? 600 : 400) - spare : 0;
  };

  const named = (words, text) => {
    const typed = text.trim().toLowerCase();
    const joined = words.join(" ");
    const found = [];
    for (const one of rows) {
      let best = null;
      for (const name of one.names) {
        const score = match(name, words, joined, typed);
        if (score > (best?.score ?? 0)) best = { one, score, name: name.name };
      }
      if (best) found.push(best);
    }
    const tier = ({ score }) => (score >= EXACT ? score : Number(score > 600));
    return found.sort((a, b) => tier(b) - tier(a) || a.one.rank - b.one.rank || b.score - a.score);
  };

  const inText = (words) => {
    const scores = new Map();
    for (const word of new Set(words)) {
      const here = new Map();
      const keys = word.length < 3 ? [word] : vocabulary.filter((one) => one.startsWith(word));
      for (const key of keys) {
        for (const [at, weight] of postings.get(key) || []) {
          const worth = weight * (key === word ? 1 : .7);
          here.set(at, Math.max(here.get(at) || 0, worth));
        }
      }
      const rarity = Math.log(1 + rows.length / (here.size || .5));
      for (const [at, worth] of here) {
        const [score, met] = scores.get(at) || [0, 0];
        scores.set(at, [score + rarity * worth, met + 1]);
      }
    }
    const all = new Set(words).size;
    return [...scores].filter(([, [, met]]) => met === all)
      .sort((a, b) => b[1][0] - a[1][0] || a[0] - b[0]).map(([at]) => rows[at]);
  };

  // Groups of hits for a text, each with a heading; `corrected` where words were taken for others.
  const ranked = (words, text) => {
    const shown = new Set();
    const groups = [];
    const add = (heading, hits, most, name) => {
      const fresh = hits.filter(({ one }) => !shown.has(one)).slice(0, most);
      fresh.forEach(({ one }) => shown.add(one));
      if (fresh.length) groups.push({ heading, hits: fresh, name });
    };
    const all = named(words, text);
    const entries = all.filter(({ one }) => one.row[KIND] !== "wanted");
    const lacking = all.filter(({ one, score }) => one.row[KIND] === "wanted" && score > 600)
      .sort((a, b) => b.score - a.score)[0];
    const exact = entries[0]?.score >= EXACT;
    if (lacking && !(exact && entries[0].one.row[KIND] !== "work")) {
      const [title, , , said] = lacking.one.row;
      add(`“${title}” has no entry yet. ${said ? "It is treated in" : "Nearest here"}`,
        lacking.one.row[ABOUT].map((at) => ({ one: rows[at] })), MOST.named, title);
    }
    add("Named so", entries, MOST.named);
    if (exact) {
      const about = rows.indexOf(entries[0].one);
      add("About it", rows.filter(({ row }) => row[ABOUT]?.includes(about) && row[KIND] !== "wanted")
        .sort((a, b) => a.rank - b.rank).map((one) => ({ one })), MOST.about);
    }
    add("In the text", inText(words).map((one) => ({ one })), MOST.text);
    return groups;
  };

  const mended = (word) => {
    if (vocabulary.some((one) => one.startsWith(word))) return word;
    let [best, least] = [word, word.length > 5 ? 3 : 2];
    for (const one of vocabulary) {
      if (Math.abs(one.length - word.length) >= least) continue;
      const off = distance(word, one);
      if (off < least) [best, least] = [one, off];
    }
    return best;
  };

  window.kbFind = (typed) => {
    const text = located(typed);
    const words = wordsOf(text);
    if (!words.length || !rows.length) return { groups: [], corrected: "" };
    const groups = ranked(words, text);
    if (groups.length) return { groups, corrected: "" };
    const other = words.map(mended);
    const again = other.join(" ") === words.join(" ") ? [] : ranked(other, "");
    const [first] = again;
    const corrected = first && (first.name || first.hits[0].name || first.hits[0].one.row[TITLE]);
    return { groups: again, corrected: corrected || "" };
  };

  // ---- The window ------------------------------------------------------------------------------

  const made = (tag, name, ...inside) => {
    const part = document.createElement(tag);
    if (name) part.className = `kb-search__${name}`;
    part.append(...inside);
    return part;
  };

  const away = (href, text) => {
    const link = made("a", "", text);
    link.href = new URL(href, root);
    return link;
  };

  // A text with what was typed marked in it.
  const marked = (part, text, words) => {
    const whole = made("span", part);
    for (const piece of text.split(/([\p{L}\p{N}’']+)/u)) {
      const [word] = wordsOf(piece);
      const hit = word && words.some((typed) => word.startsWith(typed));
      whole.append(hit ? made("mark", "", piece) : piece);
    }
    return whole;
  };

  // The title, and beside it the other name that matched.
  const called = ({ one, name }, words) => {
    const whole = made("span", "name", marked("title", one.row[TITLE], words));
    if (name && name !== one.row[TITLE]) whole.append(" (", marked("other", name, words), ")");
    return whole;
  };

  let box = null;

  const build = () => {
    const input = document.createElement("input");
    Object.assign(input, { type: "text", className: "kb-search__input", autocomplete: "off", spellcheck: false });
    input.placeholder = "A proposal, a term or a person";
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-label": "Search", "aria-expanded": "true",
      "aria-controls": "kb-found", "aria-autocomplete": "list",
    })) input.setAttribute(name, value);
    const leave = made("button", "leave", "Esc");
    leave.type = "button";
    leave.setAttribute("aria-label", "Close the search");
    const list = made("div", "list");
    list.id = "kb-found";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    const said = made("p", "said");
    said.setAttribute("role", "status");
    const foot = made("p", "foot");
    const dialog = document.createElement("dialog");
    dialog.className = "kb-search";
    dialog.setAttribute("aria-label", "Search");
    dialog.append(made("div", "top", input, leave), said, list, foot);
    document.body.append(dialog);

    leave.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    box = { dialog, input, list, said, foot, at: 0 };
    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const options = box.list.querySelectorAll("a");
      if (step && options.length) {
        event.preventDefault();
        choose((box.at + step + options.length) % options.length);
      } else if (event.key === "Enter" && options[box.at]) {
        event.preventDefault();
        options[box.at].click();
      }
    });
  };

  const choose = (at) => {
    box.at = at;
    const options = box.list.querySelectorAll("a");
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    options[at]?.scrollIntoView({ block: "nearest" });
    if (options[at]) box.input.setAttribute("aria-activedescendant", options[at].id);
    else box.input.removeAttribute("aria-activedescendant");
  };

  const option = (hit, words, index) => {
    const { row } = hit.one;
    const link = away(row[HREF], "");
    link.id = `kb-hit-${index}`;
    link.className = "kb-search__hit";
    link.dataset.kind = row[KIND];
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    const glyph = made("span", "glyph", glyphs[row[KIND]] || "");
    glyph.setAttribute("aria-hidden", "true");
    const side = row[STATUS] ? [made("span", "status", row[STATUS])] : [];
    link.append(glyph, called(hit, words), ...side, made("span", "line", row[SAID]));
    link.addEventListener("click", () => box.dialog.close());
    return link;
  };

  const show = () => {
    const typed = box.input.value;
    const { groups, corrected } = window.kbFind(typed);
    const words = wordsOf(corrected || typed);
    let count = 0;
    box.list.replaceChildren(...groups.map(({ heading, hits }, index) => {
      const name = made("p", "heading", heading);
      name.id = `kb-group-${index}`;
      const group = made("div", "group", name);
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", name.id);
      for (const hit of hits) group.append(option(hit, words, count++));
      return group;
    }));
    const asked = words.length > 0 && rows.length > 0;
    box.said.textContent = !asked ? "" : corrected
      ? `Nothing here is called “${typed.trim()}”. This is what there is for “${corrected}”.`
      : groups.length ? "" : `Nothing here is called “${typed.trim()}”, and no text says it.`;
    box.foot.replaceChildren(...(asked && (corrected || !groups.length)
      ? [away("all.html", "Everything from A to Z"), away("wanted.html", "Names still wanted"),
        away("contribute/index.html", "Propose an entry")]
      : [made("span", "", "↑ ↓ choose"), made("span", "", "Enter open"), made("span", "", "Esc close")]));
    choose(0);
  };

  const load = (name) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = new URL(`assets/kb/${name}.js`, root);
    script.onload = script.onerror = done;
    document.head.append(script);
  });

  let names = null;

  // A link to the entry whose name is nearest to some words; none where nothing is near.
  window.kbGuess = async (text) => {
    await (names ??= load("names"));
    const hit = window.kbFind(text).groups[0]?.hits[0];
    return hit && away(hit.one.row[HREF], hit.one.row[TITLE]);
  };

  window.kbSearch = (text = "") => {
    if (!box) {
      build();
      (names ??= load("names")).then(show);
      load("texts").then(show);
    }
    if (!box.dialog.open) box.dialog.showModal();
    if (text) box.input.value = text;
    box.input.focus();
    box.input.select();
    show();
  };
})();
