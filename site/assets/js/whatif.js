// What if: on a thread map anything can be accepted or rejected. Words, marks, the band and a list of
// what changes follow; the supposition stands in the address.
(() => {
  "use strict";

  const tools = document.querySelector(".kb-whatif");
  const map = document.querySelector(".kb-map");
  if (!tools || !map) return;
  const root = new URL(document.currentScript.src.replace(/assets\/js\/whatif\.js.*$/, ""));
  const make = (tag, name, ...inside) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...inside);
    return node;
  };
  const button = (text, press) => {
    const node = make("button", "", text);
    node.type = "button";
    node.addEventListener("click", press);
    return node;
  };
  const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  // ---- Marks, whose shapes are put before this script when the site is made ----

  const SVG = "http://www.w3.org/2000/svg";
  const drawn = (width, height, paths) => {
    const node = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({ class: "kb-svg", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" })) node.setAttribute(name, value);
    for (const [name, d] of paths) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      path.setAttribute("d", d);
      node.append(path);
    }
    return node;
  };
  const moved = (paths, x, y) => paths.map(([name, d]) => [
    name, d.replace(/([ML])([\d.]+) ([\d.]+)/g, (_, step, one, other) => `${step}${Number(one) + x} ${Number(other) + y}`),
  ]);
  const cell = (word, x = 0, y = 0) => moved(window.kbMarks.cell[word], x, y);
  const move = (word, side, x = 0, y = 0) => moved(window.kbMarks[side === "for" ? "for" : "against"][word], x, y);

  // ---- What is supposed, and how the page shows it -------------------------------------------------

  let debate = null;
  let given = new Map(); // from addresses to 1 or -1, in the order in which they were supposed
  let before = [];
  let view = null;
  const rows = [...map.querySelectorAll(".kb-map__row")];
  const nodes = [...map.querySelectorAll(".kb-map__moves > li")];
  const band = document.querySelector(".kb-band");
  const note = band?.querySelector(".kb-note");
  const noted = note ? [...note.childNodes] : [];
  const place = (item) => debate.place.get(item.dataset.kb);

  const LABELS = { accept: 1, doubt: 0, reject: -1 };
  const NAMES = { 1: "accept", 0: "doubt", [-1]: "reject" };

  const read = () => {
    const found = new Map();
    for (const told of [location.search, location.hash]) {
      for (const [name, address] of new URLSearchParams(told.slice(1))) {
        if (name in LABELS) found.set(address, LABELS[name]);
      }
    }
    return found;
  };
  const fragment = () => String(new URLSearchParams([...given].map(([address, label]) => [NAMES[label], address])));

  const go = (next) => {
    given = next;
    history.replaceState(null, "", location.pathname + (given.size ? `#${fragment()}` : ""));
    show();
  };
  const suppose = (next) => {
    before.push(given);
    go(next);
  };
  const settle = (address, label) => {
    const next = new Map(given);
    if (next.get(address) === label) next.delete(address); else next.set(address, label);
    suppose(next);
  };

  const show = () => {
    const known = [...given].filter(([address]) => debate.place.has(address));
    view = debate.recorded.settle(new Map(known.map(([address, label]) => [debate.place.get(address), label])));
    map.classList.toggle("kb-map--supposed", known.length > 0);
    for (const row of rows) {
      const word = view.word(place(row));
      restate(row.querySelector(".kb-claim__line .kb-status"), word, drawn(14, 14, cell(word)));
      press(row);
    }
    for (const node of nodes) {
      const word = view.word(place(node));
      node.dataset.status = word;
      node.querySelector(".kb-node__title > .kb-svg").replaceWith(drawn(12, 11, move(word, side(node))));
      restate(node.querySelector(".kb-node__line .kb-status"), word);
      press(node);
    }
    if (band) head(known.length > 0);
    tell(known);
  };
  const side = (node) => (node.classList.contains("kb-for") ? "for" : "against");
  const restate = (status, word, mark) => {
    status.dataset.status = word;
    status.replaceChildren(...(mark ? [mark] : []), word);
  };
  const press = (item) => {
    for (const one of item.querySelectorAll(":scope > .kb-claim button, :scope > .kb-node button")) {
      one.setAttribute("aria-pressed", String(given.get(item.dataset.kb) === Number(one.value)));
    }
  };

  const head = (supposed) => {
    const whole = debate.place.get(document.querySelector("meta[name='kb:id']").content);
    const word = view.word(whole);
    const name = band.querySelector(".kb-band__word");
    name.dataset.status = word;
    name.textContent = word[0].toUpperCase() + word.slice(1);
    for (const link of band.querySelectorAll(".kb-band__skyline a")) {
      const row = rows.find((one) => `#${one.id}` === link.hash);
      if (!row) continue;
      const on = [...row.querySelectorAll(":scope > .kb-map__moves > li")].reverse();
      const own = view.word(place(row));
      const paths = on.flatMap((one, number) => move(view.word(place(one)), side(one), 1, (on.length - number - 1) * 13));
      link.querySelector("svg").replaceWith(drawn(14, on.length * 13 + 14, [...paths, ...cell(own, 0, on.length * 13)]));
      const heard = `${debate.text(place(row)).replace(/\.+$/, "")}. ${own[0].toUpperCase()}${own.slice(1)}`;
      link.title = heard;
      link.setAttribute("aria-label", `${row.querySelector(".kb-claim__name")?.textContent ?? "it"}: ${heard}`);
    }
    band.querySelector(".kb-band__text p").textContent = typographic(kbDebate.profile(view, whole).sentence);
    note.replaceChildren(...(supposed ? ["As supposed below, and not as recorded."] : noted));
  };
  const typographic = (text) => text.replace(/'/g, "\u2019").replace(/(^|[\s(])"/g, "$1\u201C").replace(/"/g, "\u201D");

  // ---- What changes, and why -----------------------------------------------------------------------

  const quoted = (point) => `\u201C${typographic(debate.title(point).replace(/\.+$/, ""))}\u201D`;
  const link = (point) => {
    const node = make("a", "", typographic(debate.title(point)));
    node.href = new URL(debate.points[point][3], root);
    return node;
  };
  const why = (point) => {
    const label = view.labels[point];
    const turned = (other) => view.word(other) !== debate.recorded.word(other) || view.given.has(other);
    const told = [];
    for (const premise of debate.assumes[point]) {
      if (turned(premise) && (label !== -1 || view.labels[premise] === -1)) told.push(`it assumes ${quoted(premise)}, now ${view.word(premise)}`);
    }
    for (const [source, refutes] of debate.against[point]) {
      const does = refutes ? "would refute it" : "weakens it";
      if (turned(source) && (label !== -1 || (refutes && view.labels[source] === 1))) told.push(`${quoted(source)}, which ${does}, is now ${view.word(source)}`);
    }
    return told.slice(0, 2).join("; ");
  };
  const marked = (point, word) => {
    const mark = make("span", debate.reason[point] ? "kb-tri" : "kb-cell");
    mark.dataset.status = word;
    mark.setAttribute("aria-hidden", "true");
    return mark;
  };

  const list = make("section", "kb-tools kb-whatif__list kb-sans");
  list.setAttribute("aria-label", "What changes, and why");
  list.tabIndex = -1;
  const heard = make("span", "kb-whatif__heard");
  heard.setAttribute("role", "status");
  const down = button("what, and why", () => { list.scrollIntoView({ block: "center" }); list.focus({ preventScroll: true }); });
  const undo = button("Undo", () => { if (before.length) go(before.pop()); });
  const back = button("Back to the record", () => suppose(new Map()));
  const tell = (known) => {
    const changes = view.changes().filter((point) => !view.given.has(point))
      .sort((a, b) => rank(a) - rank(b));
    undo.disabled = !before.length;
    back.disabled = !given.size;
    const lost = given.size - known.length;
    heard.textContent = !given.size ? "Accept or reject anything on the map: all else follows."
      : `${counted(changes.length, "word changes", "words change")}${changes.length ? "" : ": nothing recorded turns on it"}.${lost ? ` ${counted(lost, "name", "names")} in the address ${lost === 1 ? "is" : "are"} not known here.` : ""}`;
    list.replaceChildren();
    list.hidden = down.hidden = !known.length;
    if (!known.length) return;
    list.append(make("p", "kb-whatif__name", "Supposed"), make("ul", "kb-list", ...known.map(([address, label]) => {
      const point = debate.place.get(address);
      const away = button("take back", () => settle(address, label));
      away.setAttribute("aria-label", `Take back: ${debate.title(point)}`);
      return make("li", "", make("b", "", { 1: "accepted", 0: "in doubt", [-1]: "rejected" }[label]), " ", link(point), " ", away);
    })));
    if (!changes.length) return;
    list.append(make("p", "kb-whatif__name", "What changes, and why"), make("ul", "kb-list kb-whatif__changes", ...changes.map((point) => {
      const because = why(point);
      const now = view.word(point);
      return make("li", "", link(point), make("span", "kb-small", `${debate.recorded.word(point)} \u2192 `, marked(point, now), make("b", "", now), because ? `: ${because}` : ""));
    })));
  };
  const shown = new Set();
  const rank = (point) => (shown.has(point) ? 0 : ["proposal", "forecast"].includes(debate.points[point][1]) ? 1 : 2);

  // ---- Turning it on -------------------------------------------------------------------------------

  const choices = (item, title, inside) => {
    const chosen = [["accept", 1], ["reject", -1]].map(([name, label]) => {
      const one = button(name, () => settle(item.dataset.kb, label));
      one.value = label;
      one.setAttribute("aria-label", `${name[0].toUpperCase()}${name.slice(1)}: ${title}`);
      one.setAttribute("aria-pressed", "false");
      return one;
    });
    inside.append(make("p", "kb-choose kb-sans", ...chosen));
  };
  const start = make("p", "kb-whatif__start");
  const hint = make("span", "kb-whatif__hint", "accept or reject anything on this map, and see what follows");
  const on = button("What if \u2026", () => (isOn() ? stop() : begin()));
  on.setAttribute("aria-pressed", "false");
  start.append(on, " ", hint);
  tools.append(start);
  tools.hidden = false;

  const isOn = () => on.getAttribute("aria-pressed") === "true";
  const computing = () => new Promise((done) => {
    if (window.kbDebate) { done(); return; }
    const script = document.createElement("script");
    script.src = new URL("assets/js/debate.js", root);
    script.onload = done;
    document.head.append(script);
  });
  const begin = async () => {
    on.setAttribute("aria-pressed", "true");
    await computing();
    debate = await kbDebate.load(root);
    if (!isOn() || map.querySelector(".kb-choose")) return;
    for (const item of [...rows, ...nodes]) {
      shown.add(place(item));
      const inside = item.querySelector(":scope > .kb-claim, :scope > .kb-node");
      choices(item, inside.querySelector(".kb-claim__text, .kb-node__title").textContent, inside);
    }
    hint.hidden = true;
    start.append(heard, " ", down, undo, back);
    map.after(list);
    given = read();
    show();
  };
  const stop = () => {
    if (given.size) go(new Map());
    before = [];
    on.setAttribute("aria-pressed", "false");
    for (const one of [...map.querySelectorAll(".kb-choose"), undo, back, heard, down, list]) one.remove();
    hint.hidden = false;
  };
  const follow = () => {
    if (!read().size) return;
    if (!isOn()) begin(); else if (debate) { given = read(); show(); }
  };
  addEventListener("hashchange", follow);
  follow();
})();
