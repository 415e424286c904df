// Orders and filters of the matrix. A filter only sets `hidden`; the state stands in the address.
(() => {
  "use strict";

  const table = document.querySelector(".kb-matrix");
  const tools = document.querySelector(".kb-tools");
  if (!table || !tools) return;

  const bodies = [...table.tBodies];
  const heads = bodies.map((body) => body.querySelector(".kb-family"));
  const rows = bodies.flatMap((body) => [...body.querySelectorAll("tr:not(.kb-family)")]
    .map((row) => ({ row, body })));

  const number = (row, name) => Number(row.dataset[name]) || 0;
  const ORDERS = {
    family: null,
    "most exposed first": (a, b) => number(b, "open") - number(a, "open"),
    year: (a, b) => (number(a, "year") || 9999) - (number(b, "year") || 9999),
  };
  const EVIDENCE = { any: null, "experiment or more": /(^|, )(experiment|deployed)/, deployed: /deployed/ };
  const state = { order: "family", evidence: "any" };
  let placed = "family";

  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    state.order = said.get("order") in ORDERS ? said.get("order") : "family";
    state.evidence = said.get("evidence") in EVIDENCE ? said.get("evidence") : "any";
  };

  const show = () => {
    const order = ORDERS[state.order];
    const shown = EVIDENCE[state.evidence];
    for (const { row } of rows) row.hidden = Boolean(shown) && !shown.test(row.dataset.evidence);
    if (placed !== state.order) {
      const told = order ? [...rows].sort((a, b) => order(a.row, b.row)) : rows;
      for (const { row, body } of told) (order ? bodies[0] : body).append(row);
      placed = state.order;
    }
    heads.forEach((head, place) => {
      const of = rows.filter((one) => one.body === bodies[place]);
      head.hidden = Boolean(order) || of.every((one) => one.row.hidden);
    });
    for (const button of tools.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(state[button.name] === button.value));
    }
  };

  tools.addEventListener("click", ({ target }) => {
    if (!target.name) return;
    state[target.name] = target.value;
    const plain = state.order === "family" && state.evidence === "any";
    history.replaceState(null, "", plain ? location.pathname : `#${new URLSearchParams(state)}`);
    show();
  });
  addEventListener("hashchange", () => { read(); show(); });
  read();
  show();
})();
