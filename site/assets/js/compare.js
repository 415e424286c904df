// Any two proposals side by side. The pair stands in the address; one that has a page is shown there.
(() => {
  "use strict";

  const tools = document.querySelector(".kb-tools");
  const root = new URL(document.currentScript.src.replace(/assets\/js\/compare\.js.*$/, ""));
  const home = new URL("compare/index.html", root);
  const ROWS = { problems: "Meant for", assumptions: "Rests on", critiques: "Said against", uses: "Built from" };

  const make = (tag, name, ...inside) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...inside.filter((one) => one !== null));
    return node;
  };
  const link = (href, text) => {
    const node = make("a", "", text);
    node.href = new URL(href, home);
    return node;
  };
  const mark = (status, kind, address) => {
    const reason = (kind === "critique" || kind === "argument") && !address.includes("#");
    const node = make("span", reason ? "kb-tri" : "kb-cell");
    node.dataset.status = status;
    return status ? node : null;
  };
  const line = ([address, text, href, status, kind, note], alone) =>
    make("li", "", mark(status, kind, address), link(href, text),
      alone ? make("span", "kb-note", ` ${note}`) : null);
  const list = (rows, alone) => (rows.length
    ? make("ul", "kb-pair__list", ...rows.map((row) => line(row, alone)))
    : make("span", "kb-role", alone ? "nothing else recorded" : "Nothing in common."));
  const row = (name, ...cells) => {
    const head = make("th", "", name);
    head.scope = "row";
    return make("tr", "", head, ...cells.map((cell) => make("td", "", cell)));
  };
  const head = (one) => {
    const cell = make("th", "", make("span", "kb-note", [one.kind, one.year].filter(Boolean).join(", ")),
      make("span", "kb-pair__name", link(one.href, one.short)),
      one.title === one.short ? null : make("span", "kb-note", one.title));
    cell.scope = "col";
    return cell;
  };
  const stands = (one) => make("div", "", mark(one.status, one.kind, ""),
    make("b", "", one.status), make("p", "kb-note", one.sentence));
  const ladder = (one) => make("ul", "kb-pair__list", ...one.rungs.map(([rung, works]) =>
    make("li", "", `${works.length ? "●" : "○"} ${rung} `,
      ...(works.length ? works.flatMap(([href, text], n) => [n ? "; " : "", link(href, text)]) : ["not recorded"]))));
  const people = (one) => make("div", "", ...(one.by.length
    ? one.by.flatMap(([href, text], n) => [n ? ", " : "", link(href, text)]) : ["not recorded"]));

  const table = (one, other) => {
    const body = make("tbody", "");
    body.append(row("In a sentence", one.summary, "", other.summary));
    body.append(row("Status", stands(one), "", stands(other)));
    for (const [name, title] of Object.entries(ROWS)) {
      const theirs = new Set(other.rows[name].map(([address]) => address));
      const ours = new Set(one.rows[name].map(([address]) => address));
      body.append(row(title,
        list(one.rows[name].filter(([address]) => !theirs.has(address)), true),
        list(one.rows[name].filter(([address]) => theirs.has(address)), false),
        list(other.rows[name].filter(([address]) => !ours.has(address)), true)));
    }
    body.append(row("Evidence", ladder(one), "", ladder(other)));
    body.append(row("By", people(one), "", people(other)));
    const both = make("th", "", make("span", "kb-pair__name", "Both"), make("span", "kb-note", "what they share, said once"));
    both.scope = "col";
    return make("table", "kb-pair kb-sans",
      make("thead", "", make("tr", "", document.createElement("td"), head(one), both, head(other))), body);
  };

  window.kbCompare = ([all, made]) => {
    const choice = (label) => {
      const select = document.createElement("select");
      select.setAttribute("aria-label", label);
      select.append(...Object.entries(all).map(([id, one]) => new Option(one.title, id)));
      return select;
    };
    const [first, second] = [choice("One"), choice("The other")];
    const button = make("button", "", "Compare");
    button.type = "button";
    const shown = make("div", "kb-broad");
    tools.append("Compare ", first, " with ", second, button);
    tools.hidden = false;
    tools.after(shown);
    second.selectedIndex = 1;
    const here = location.pathname.match(/([^/]+)--([^/]+)\.html$/);
    if (here) [, first.value, second.value] = here;

    const show = () => {
      const pair = decodeURIComponent(location.hash.slice(1)).split("--");
      shown.replaceChildren();
      if (pair.length !== 2 || !pair.every((id) => Object.hasOwn(all, id))) return;
      [first.value, second.value] = pair;
      if (location.pathname !== home.pathname) return;
      shown.append(make("h2", "", `${all[pair[0]].short} and ${all[pair[1]].short}`),
        table(all[pair[0]], all[pair[1]]));
    };
    button.addEventListener("click", () => {
      const name = [first.value, second.value].sort().join("--");
      location.href = made.includes(name)
        ? new URL(`compare/${name}.html`, root) : `${home.href}#${name}`;
    });
    addEventListener("hashchange", show);
    show();
  };

  const script = document.createElement("script");
  script.src = new URL("assets/kb/compare.js", root);
  document.head.append(script);
})();
