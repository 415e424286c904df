// The map of the field: one proposal alone, with all that belongs to it. Everything else is hidden
// and keeps its place; the choice stands in the address.
(() => {
  "use strict";

  const drawing = document.querySelector(".kb-drawn");
  const tools = document.querySelector(".kb-tools");
  if (!drawing || !tools) return;

  const all = [...drawing.querySelectorAll('[class*="kb-of-"]')];
  const names = new Map();
  for (const one of drawing.querySelectorAll("a[data-kb]")) {
    const own = one.querySelector(".kb-drawn__approach");
    if (own) names.set(one.dataset.kb, { name: own.textContent, of: one.getAttribute("class"), node: one });
  }

  const select = document.createElement("select");
  select.setAttribute("aria-label", "Show");
  select.append(new Option("everything", ""),
    ...[...names].map(([id, one]) => new Option(one.name, id)));
  tools.append("Show ", select);
  tools.hidden = false;

  const show = () => {
    const id = new URLSearchParams(location.hash.slice(1)).get("only");
    const chosen = names.get(id);
    select.value = chosen ? id : "";
    for (const one of all) one.toggleAttribute("hidden", Boolean(chosen) && !one.classList.contains(chosen.of));
  };
  const turn = () => {
    show();
    names.get(select.value)?.node.scrollIntoView({ block: "center" });
  };
  select.addEventListener("change", () => {
    history.replaceState(null, "", select.value ? `#only=${select.value}` : location.pathname);
    turn();
  });
  addEventListener("hashchange", turn);
  turn();
})();
