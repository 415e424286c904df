// Your inside view: claims are asked in the order in which an answer settles most; beside them stands
// what follows. All of it stays on this machine.
(async () => {
  "use strict";

  const place = document.querySelector(".kb-inside");
  if (!place) return;
  const root = new URL(document.currentScript.src.replace(/assets\/js\/inside\.js.*$/, ""));
  const repository = document.querySelector(".kb-footer a[href*='github.com']")?.href;

  const fetched = (path) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = new URL(path, root);
    script.onload = done;
    document.head.append(script);
  });
  let told = null;
  window.kbInside = (data) => { told = data; };
  await fetched("assets/js/debate.js");
  const [debate] = await Promise.all([kbDebate.load(root), fetched("assets/js/myview.js"), fetched("assets/kb/inside.js")]);

  // ---- Small makers --------------------------------------------------------------------------------

  const make = (tag, name, ...inside) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...inside.filter((one) => one !== null));
    return node;
  };
  const button = (text, press, name = "") => {
    const node = make("button", name, text);
    node.type = "button";
    node.addEventListener("click", press);
    return node;
  };
  const typographic = (text) => text.replace(/'/g, "\u2019").replace(/(^|[\s(\u201C])"/g, "$1\u201C").replace(/"/g, "\u201D");
  const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
  const link = (href, text) => {
    const node = make("a", "", typographic(text));
    node.href = new URL(href, root);
    return node;
  };
  const point = (address) => debate.place.get(address);
  const title = (address) => debate.title(point(address)).replace(/\.+$/, "");
  const linked = (address) => link(debate.points[point(address)][3], title(address));
  const mark = (address, word) => {
    const node = make("span", debate.reason[point(address)] ? "kb-tri" : "kb-cell");
    node.dataset.status = word;
    node.setAttribute("aria-hidden", "true");
    return node;
  };
  const cited = ([short, at, page]) => (short ? make("span", "kb-source", " ", link(page, short), at ? `, ${at}` : "") : null);
  const fold = (name, ...inside) => make("details", name, ...inside);
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  };

  // ---- What is kept --------------------------------------------------------------------------------

  const KEY = "kb-inside";
  const STANCES = kbDebate.STANCES;
  const fresh = () => ({ name: "", views: [{ date: today(), answers: [], skipped: [] }], now: 0 });
  const known = (state) => {
    const text = (value) => (typeof value === "string" ? value : "");
    const views = (Array.isArray(state?.views) ? state.views : []).map((view) => ({
      date: /^\d{4}(-\d\d){0,2}$/.test(view?.date) ? view.date : today(),
      skipped: (Array.isArray(view?.skipped) ? view.skipped : []).filter((one) => debate.place.has(one)),
      answers: (Array.isArray(view?.answers) ? view.answers : []).filter((one) => debate.place.has(one?.about)).map((one) => ({
        about: one.about, stance: STANCES.includes(one.stance) ? one.stance : null,
        odds: Array.isArray(one.odds) && one.odds.length === 2 && one.odds.every((each) => each > 0 && each < 1) ? one.odds : null,
        note: text(one.note),
      })).filter((one) => one.stance || one.odds),
    }));
    return views.length ? { name: text(state.name), views, now: Math.min(Math.max(Number(state.now) || 0, 0), views.length - 1) } : fresh();
  };
  let state = fresh();
  try { state = known(JSON.parse(localStorage.getItem(KEY))); } catch { /* nothing is kept, or nothing can be */ }
  const keep = () => { try { localStorage.setItem(KEY, JSON.stringify(state)); } catch { /* it holds for this page */ } };
  const mine = () => state.views[state.now];
  const held = (view = mine()) => new Map(view.answers.map((one) => [one.about, { ...one, cruxes: [] }])
    .sort(([a], [b]) => (a < b ? -1 : 1)));
  const seen = (view = mine()) => kbDebate.seenBy(debate, held(view));

  // A list that someone chose stands in the address, each claim as ask=….
  const chosen = () => new URLSearchParams(location.hash.slice(1)).getAll("ask").filter((one) => debate.place.has(one));
  const passed = () => new Set([...mine().answers.map((one) => one.about), ...mine().skipped]);
  const next = () => {
    const gone = passed();
    const listed = chosen().find((one) => !gone.has(one));
    if (listed) return { address: listed, turns: null };
    const [first] = kbDebate.questions(seen(), gone);
    return first ? { address: debate.address(first.point), turns: Math.max(first.accepted, first.rejected) } : null;
  };

  // ---- The question --------------------------------------------------------------------------------

  const SAID = ["Strongly disagree", "Disagree", "Lean towards disagreeing", "Unsure", "Lean towards agreeing", "Agree", "Strongly agree"];
  const ask = make("section", "kb-ask");
  ask.setAttribute("aria-label", "The question");
  let current = next();

  const reason = (name, side, address) => {
    const found = told[side][address];
    const box = make("div", `kb-ask__side kb-ask__side--${side}`, make("h3", "", name));
    if (!found) { box.append(make("p", "", side === "for" ? "No reason for it is recorded." : "Nothing against it is recorded.")); return box; }
    const [source, quote, ...work] = found;
    if (source !== address) box.append(make("p", "", linked(source)));
    if (quote) box.append(make("blockquote", "", make("p", "", quote)));
    box.append(make("p", "", cited(work) ?? "No source is recorded"));
    return box;
  };

  const answer = (address, change) => {
    const view = mine();
    const one = view.answers.find((each) => each.about === address) ?? { about: address, stance: null, odds: null, note: "" };
    Object.assign(one, change);
    view.skipped = view.skipped.filter((each) => each !== address);
    if (!view.answers.includes(one)) view.answers.push(one);
    if (!one.stance && !one.odds) view.answers = view.answers.filter((each) => each !== one);
    keep();
    follow();
  };

  const question = () => {
    ask.replaceChildren();
    if (!current) {
      ask.append(make("h2", "", "Every claim has been asked"), make("p", "", "What you answered stands below, and can be changed."));
      return;
    }
    const { address, turns } = current;
    const one = mine().answers.find((each) => each.about === address);
    const listed = chosen();
    const kicker = listed.includes(address) ? `Claim ${listed.indexOf(address) + 1} of a chosen list of ${listed.length}`
      : turns === null ? "Your answer" : `Question ${passed().size + (one ? 0 : 1)}: ${counted(turns, "other word")} could change with the answer`;
    const head = make("h2", "", typographic(debate.text(point(address))));
    head.tabIndex = -1;
    const plain = told.plain[address];
    const field = make("fieldset", "kb-ask__stances", make("legend", "", "What do you hold of it?"));
    STANCES.forEach((stance, number) => {
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: "stance", value: stance, checked: one?.stance === stance });
      radio.addEventListener("change", () => answer(address, { stance }));
      field.append(make("label", "", radio, make("span", "", SAID[number])));
    });
    const chance = document.createElement("input");
    Object.assign(chance, { type: "number", min: 1, max: 99, step: "any", inputMode: "decimal", value: one?.odds ? String(Number((one.odds[0] * 100).toPrecision(6))) : "" });
    chance.addEventListener("change", () => {
      const value = Number((Number(chance.value) / 100).toPrecision(6));
      answer(address, { odds: value > 0 && value < 1 ? [value, value] : null });
    });
    const why = document.createElement("textarea");
    Object.assign(why, { rows: 2, maxLength: 600, value: one?.note ?? "" });
    why.addEventListener("change", () => {
      const found = mine().answers.find((each) => each.about === address);
      if (found) answer(address, { note: why.value.trim().replace(/\s+/g, " ") });
    });
    ask.append(
      make("p", "kb-ask__kicker", kicker), head,
      make("p", "kb-ask__plain", plain ? `${typographic(plain)} ` : "", link(debate.points[point(address)][3], "Its page")),
      make("div", "kb-ask__sides", reason("The strongest reason for it", "for", address), reason("The strongest reason against it", "against", address)),
      field,
      make("label", "kb-ask__odds", "How likely is it, if you give odds? ", chance, " %"),
      make("label", "kb-ask__why", "Why? For yourself, and for whoever reads your view", why),
      make("p", "kb-ask__on", button("Next question", () => { if (!passed().has(address)) pass(address); on(); }, "kb-press"), " ", button("Skip", () => { pass(address); on(); })),
    );
  };
  const pass = (address) => {
    const view = mine();
    view.answers = view.answers.filter((one) => one.about !== address);
    if (!view.skipped.includes(address)) view.skipped.push(address);
    keep();
    follow();
  };
  const show = (asked, focus = true) => {
    current = asked;
    question();
    if (focus) { ask.querySelector("h2").focus({ preventScroll: true }); if (ask.getBoundingClientRect().top < 0) ask.scrollIntoView(); }
  };
  const on = () => show(next());

  // ---- What follows --------------------------------------------------------------------------------

  const live = make("section", "kb-live");
  live.setAttribute("aria-label", "What follows");
  const by = make("p", "kb-live__by");
  const heard = make("p", "kb-live__heard");
  heard.setAttribute("role", "status");
  const parts = Object.fromEntries(["answers", "approaches", "tensions", "people", "read", "changed"].map((name) => [name, make("div", `kb-live__${name}`)]));
  const odds = (one) => (one.odds ? [...new Set(one.odds.map(kbDebate.percent))].join(" to ") : "");
  const stand = (one) => ["You", one.stance ? kbDebate.verb(one, true) : "give odds"].join(" ") + (one.odds ? `, ${odds(one)}` : "");
  const opened = new Set();
  const fills = new WeakMap();
  const folded = (key, summary, fill) => {
    const node = fold("", make("summary", "", ...summary));
    const body = make("div", "");
    node.append(body);
    const open = () => { opened[node.open ? "add" : "delete"](key); body.replaceChildren(...(node.open ? fill() : [])); };
    node.addEventListener("toggle", open);
    fills.set(node, open);
    node.open = opened.has(key);
    return node;
  };
  const none = (text) => make("p", "kb-note", text);

  const approaches = (view) => {
    const [moved, kept] = [[], []];
    for (const [number, [address, kind]] of debate.points.entries()) {
      if (kind !== "proposal" && kind !== "forecast") continue;
      const [now, before] = [view.word(number), debate.recorded.word(number)];
      const summary = [mark(address, now), typographic(title(address)), " ", make("b", "kb-live__word", now), ...(now === before ? [] : [make("span", "kb-role", ` recorded: ${before}`)])];
      const row = make("li", now === before ? "" : "kb-live__moved", folded(`approach ${address}`, summary, () => turning(address)));
      row.dataset.kb = address;
      (now === before ? kept : moved).push(row);
    }
    if (!moved.length) return kept;
    return [...moved, ...(kept.length ? [make("li", "", folded("kept", [`${counted(kept.length, "other stands", "others stand")} as recorded`], () => [make("ul", "kb-list", ...kept)]))] : [])];
  };

  // What would change your mind: the claims on which your view of something turns.
  const turning = (address) => {
    const about = point(address);
    const found = kbDebate.cruxes(debate, held(), about);
    const page = make("p", "", link(debate.points[about][3], "Its page"));
    if (!found.length) return [page, none("No single claim would change how it stands for you.")];
    return [page, make("p", "kb-live__name", "What would change your mind"), make("ul", "kb-list", ...found.map((one) => {
      const ways = [["accepted", one.accepted, one.label !== "in"], ["rejected", one.rejected, one.label !== "out"]]
        .filter(([, word, open]) => open && word !== one.before).map(([how, word]) => `${how}, this would be ${word}`);
      const own = mine().answers.find((each) => each.about === one.address);
      const again = button(own ? "change your answer" : "answer it", () => show({ address: one.address, turns: null }));
      again.setAttribute("aria-label", `${own ? "Change your answer" : "Answer it"}: ${title(one.address)}`);
      return make("li", "", linked(one.address), make("span", "kb-small", own ? `${stand(own)}. ` : "", ways.length ? `Were it ${ways.join("; were it ")}. ` : "You name it so yourself. ", again));
    }))];
  };

  const theirs = (who, one) => {
    const [quote, reported, inferred, ...work] = told.words[who][one.about];
    const name = debate.people[who][0];
    const says = one.stance ? kbDebate.verb(one) : `gives ${kbDebate.stand(one)}`;
    return make("span", "kb-small", `${name} ${says}${inferred ? ", as the editors read it" : ""}`, quote ? `: \u201C${quote}\u201D` : reported ? `. ${reported}` : "", cited(work));
  };
  const others = Object.entries(debate.people).map(([who, [name]]) => [who, name, kbDebate.heldBy(debate, who)]);
  const people = () => {
    const own = held();
    const met = others.map(([who, name, other]) => {
      return { who, name, other, shared: [...own.keys()].filter((about) => other.has(about)).length };
    }).filter((one) => one.shared).sort((a, b) => b.shared - a.shared || (a.name < b.name ? -1 : 1));
    return met.map(({ who, name, other, shared }) => {
      const [alike, apart] = [kbDebate.common(own, other), kbDebate.disagreements(own, other)];
      const summary = [make("span", "", name), make("span", "kb-role", ` ${counted(shared, "answer")} met: ${alike.length} alike, ${apart.length} apart`)];
      return make("li", "", folded(`person ${who}`, summary, () => between(who, other, own, alike, apart)));
    });
  };
  const between = (who, other, own, alike, apart) => {
    const pairs = (name, found) => (found.length ? [make("p", "kb-live__name", name), make("ul", "kb-list", ...found.map(([one, its]) => make("li", "", linked(one.about), make("span", "kb-small", stand(one)), theirs(who, its))))] : []);
    const turns = new Map();
    for (const [address, kind] of debate.points) {
      if (kind !== "proposal" && kind !== "forecast") continue;
      const both = kbDebate.doubled(kbDebate.cruxes(debate, own, point(address)), kbDebate.cruxes(debate, other, point(address)));
      for (const one of both) if (one.apart && one.one.stance && one.other.stance) turns.set(one.address, [...(turns.get(one.address) ?? []), address]);
    }
    const cruxes = turns.size ? [make("p", "kb-live__name", "Your cruxes: what you see differently, and something turns on it for both"),
      make("ul", "kb-list kb-live__cruxes", ...[...turns].map(([address, abouts]) => make("li", "", linked(address),
        make("span", "kb-small", "On it turns ", ...abouts.flatMap((about, number) => [number ? ", " : "", linked(about)])),
        make("span", "kb-small", stand(own.get(address))), theirs(who, other.get(address)))))] : [];
    return [make("p", "", link(debate.people[who][1], "Their page")), ...cruxes, ...pairs("Where you differ", apart), ...pairs("What you hold in common", alike),
      ...(cruxes.length || apart.length || alike.length ? [] : [none("One of you is unsure, or only leans, on all that you both speak of.")])];
  };

  const reading = () => mine().answers.flatMap((one) => {
    const verdict = kbDebate.verdict(one) || kbDebate.side(one);
    const found = verdict ? told[verdict > 0 ? "against" : "for"][one.about] : null;
    if (!found || !found[2] || found[0] === one.about) return [];
    return [make("li", "", make("span", "", cited(found.slice(2))), make("span", "kb-small", linked(found[0]), `, ${verdict > 0 ? "against" : "for"} \u201C${typographic(title(one.about))}\u201D`))];
  });

  const answers = () => mine().answers.map((one) => {
    const change = button("change", () => show({ address: one.about, turns: null }));
    change.setAttribute("aria-label", `Change: ${title(one.about)}`);
    return make("li", "", linked(one.about), make("span", "kb-small", `${stand(one)}. `, one.note ? `${one.note} ` : "", change));
  });

  // How your mind changed: two views of yours, what you say otherwise, and what that moves.
  let since = null;
  const minds = () => {
    const others = state.views.map((view, number) => [view, number]).filter(([, number]) => number !== state.now);
    if (!others.length) return [];
    if (!others.some(([, number]) => number === since)) [[, since]] = [others.at(-1)];
    const before = state.views[since];
    const select = document.createElement("select");
    select.setAttribute("aria-label", "Compared with");
    for (const [view, number] of others) select.append(new Option(`your view of ${view.date}, ${counted(view.answers.length, "answer")}`, number, false, number === since));
    select.addEventListener("change", () => {
      since = Number(select.value);
      follow();
      parts.changed.querySelector("select").focus();
    });
    const [was, now] = [held(before), held()];
    const said = (one) => (one ? [one.stance?.replaceAll("-", " "), odds(one)].filter(Boolean).join(", ") : "no answer");
    const both = [...new Set([...was.keys(), ...now.keys()])].filter((about) => said(was.get(about)) !== said(now.get(about)));
    const view = seen();
    const moved = view.changes(seen(before)).filter((number) => !now.has(debate.address(number)) && !was.has(debate.address(number)));
    const old = seen(before);
    return [make("h2", "", "How your mind changed"), make("p", "", "Since ", select),
      both.length ? make("ul", "kb-list kb-live__minds", ...both.map((about) => make("li", "", linked(about), make("span", "kb-small", `${said(was.get(about))} \u2192 `, make("b", "", said(now.get(about))), now.get(about)?.note ? `: ${now.get(about).note}` : "")))) : none("You say the same of everything."),
      ...(moved.length ? [make("p", "kb-live__name", "What that moves"), make("ul", "kb-list", ...moved.map((number) => {
        const address = debate.address(number);
        return make("li", "", linked(address), make("span", "kb-small", `${old.word(number)} \u2192 `, mark(address, view.word(number)), make("b", "", view.word(number))));
      }))] : [])];
  };

  const list = (name, items, empty, kind = "ul") => [make("h2", "", name), items.length ? make(kind, "kb-list", ...items) : none(empty)];
  const follow = () => {
    const view = seen();
    const found = kbDebate.tensions(debate, held());
    const moved = view.changes().length;
    by.textContent = `${state.name || "A reader"}, ${mine().date}`;
    heard.textContent = `${counted(mine().answers.length, "answer")}, ${mine().skipped.length} skipped: ${counted(moved, "word stands", "words stand")} otherwise than recorded.`;
    parts.approaches.replaceChildren(...list("Proposals and forecasts as you see them", approaches(view), ""));
    parts.tensions.replaceChildren(...list("Where your answers pull against each other", found.map((one) => make("li", "", typographic(one.question))), "Nowhere so far."));
    parts.people.replaceChildren(...list("Who holds what of this", people(), "Nobody of whom positions are recorded speaks of what you answered."));
    parts.read.replaceChildren(...list("What to read on the other side", reading(), "Nothing so far."));
    parts.answers.replaceChildren(...list("Your answers", answers(), "None so far.", "ol"));
    parts.changed.replaceChildren(...minds());
    files();
  };

  // ---- It is yours: save, load, print, delete ------------------------------------------------------

  const yours = make("section", "kb-yours");
  yours.setAttribute("aria-label", "Your view as a file");
  const said = make("p", "kb-note");
  said.setAttribute("role", "status");
  const name = document.createElement("input");
  Object.assign(name, { type: "text", maxLength: 80, value: state.name, autocomplete: "name" });
  name.addEventListener("change", () => { state.name = name.value.trim(); keep(); files(); });
  const save = (path, text) => {
    const away = document.createElement("a");
    away.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    away.download = path.split("/").pop();
    away.click();
    setTimeout(() => URL.revokeObjectURL(away.href), 1000);
  };
  const written = () => kbView.written(state.name, mine());
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept: ".yaml,.yml", multiple: true });
  input.addEventListener("change", async () => {
    const read = [];
    for (const file of input.files) {
      try { read.push(kbView.read(await file.text())); } catch (error) { said.textContent = `${file.name}: ${error.message}`; }
    }
    input.value = "";
    if (!read.length) return;
    const empty = state.views.every((view) => !view.answers.length);
    state = known({ name: read.at(-1).name || state.name, views: [...(empty ? [] : state.views), ...read].sort((a, b) => (a.date < b.date ? -1 : 1)), now: Infinity });
    name.value = state.name;
    said.textContent = `Loaded: ${read.map((view) => `${view.date}, ${counted(view.answers.length, "answer")}`).join("; ")}.`;
    keep();
    show(next(), false);
    follow();
  });
  const again = () => {
    const copy = structuredClone(mine());
    copy.date = today();
    state.views.push(copy);
    state.now = state.views.length - 1;
    since = state.now - 1;
    said.textContent = "Kept as it was. What you change from here is a new view.";
    keep();
    follow();
  };
  const away = () => {
    try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }
    state = fresh();
    name.value = "";
    said.textContent = "Nothing of yours is left on this machine.";
    show(next(), false);
    follow();
  };
  const shown = make("div", "kb-yours__files");
  const files = () => {
    const texts = Object.entries(written());
    const asked = mine().answers.map((one) => ["ask", one.about]);
    const list = make("a", "", "A link that asks others these claims");
    list.href = `#${new URLSearchParams(asked)}`;
    const text = texts[0][1];
    const form = new URLSearchParams({ template: "view.yml", title: `View: ${state.name || "a reader"}, ${mine().date}`, view: text });
    const long = String(form).length > 6000;
    if (long) form.delete("view");
    const send = make("a", "", "Offer it to the map");
    if (repository) send.href = `${new URL("issues/new", `${repository.replace(/\/(issues|blob|tree|edit).*$/, "")}/`)}?${form}`;
    shown.replaceChildren(...(mine().answers.length ? [
      make("p", "", list, repository ? " \u00B7 " : "", repository ? send : "", long ? " (copy the view into it: it is too long for a link)" : ""),
      fold("", make("summary", "", "The view as an entry of the map"),
        make("p", "kb-note", "An editor will still ask for a quotation and its source for each position: where you said so, in your words. Until then each is marked as a reading. Three files belong together: the view, who you are, and where you said it."),
        ...texts.map(([path, each]) => {
          const pre = make("pre", "kb-copied", each);
          pre.tabIndex = 0;
          pre.setAttribute("aria-label", path);
          const one = button("save", () => save(path, each));
          one.setAttribute("aria-label", `Save ${path}`);
          return make("div", "", make("p", "", make("code", "", path), " ", one), pre);
        })),
    ] : []));
  };
  const loading = make("label", "kb-press kb-yours__load", "Load files", input);
  yours.append(
    make("h2", "", "It is yours"),
    make("p", "kb-note", "Your answers stay in this browser, and go nowhere unless you send them."),
    make("p", "", make("label", "", "Your name, if you like ", name)),
    make("p", "kb-yours__do", button("Save as a file", () => save(...Object.entries(written())[0])), loading,
      button("Keep this, and begin a new view from it", again), button("Print", () => print()), button("Delete everything", away)),
    said, shown,
  );

  live.append(parts.approaches, parts.tensions, parts.people, parts.read);
  place.append(make("div", "kb-inside__mine", ask, by, heard, parts.answers, parts.changed), live, yours);
  document.querySelector(".kb-inside__plain")?.remove();
  place.hidden = false;
  addEventListener("hashchange", on);
  // On paper everything is open, and has to be there before it is printed.
  addEventListener("beforeprint", () => { for (const node of live.getElementsByTagName("details")) fills.get(node)?.(); });
  show(current, false);
  follow();
})();
