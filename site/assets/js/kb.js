// The search on demand; and cards with the summary of an entry, over links to it. They need no network
// beyond a small script of summaries, open on hover and on keyboard focus, can be hovered, and close on
// Escape.
(() => {
  "use strict";

  const DWELL = 350; // milliseconds a pointer rests before a card opens
  const LINGER = 300; // milliseconds a card stays after the pointer leaves

  const root = new URL(document.currentScript.src.replace(/assets\/js\/kb\.js.*$/, ""));
  const summaries = new Map();
  const requests = new Map();

  // The last digit of the 32-bit FNV-1a hash of an id names the script its summary is in.
  const shardOf = (id) => {
    let hash = 2166136261;
    for (const character of id) {
      hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
    }
    return ((hash >>> 0) % 16).toString(16);
  };

  // ---- The search, which is loaded when a reader turns to it --------------------------------------

  let searching = null;
  const loaded = () => {
    searching ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = new URL("assets/js/search.js", root);
      script.onload = done;
      document.head.append(script);
    });
    return searching;
  };
  const search = (words) => loaded().then(() => window.kbSearch(words));

  // Where nothing was found, the search holds the words of the address, and makes one guess.
  const lost = document.querySelector("[data-lost]");
  if (lost) {
    const words = decodeURIComponent(location.pathname).replace(/\.html?$/, "").split("/").pop().replace(/[-_]+/g, " ").trim();
    if (words) {
      lost.dataset.words = words;
      lost.firstChild.data = `${words} `;
      loaded().then(() => window.kbGuess(words)).then((link) => {
        const place = document.querySelector("[data-guess]");
        if (link) { place.append(link); place.hidden = false; }
      });
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".kb-find");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    search(link.dataset.words);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const k = event.key === "k" && (event.ctrlKey || event.metaKey);
    if (!(slash || k) || !document.querySelector(".kb-find")) return;
    event.preventDefault();
    search();
  });

  // ---- What only some pages can do ------------------------------------------------------------------

  for (const name of ["whatif", "inside"]) {
    if (!document.querySelector(`.kb-${name}`)) continue;
    const script = document.createElement("script");
    script.src = new URL(`assets/js/${name}.js`, root);
    document.head.append(script);
  }

  // ---- Light and dark, the menu, where one is ------------------------------------------------------

  const schemes = document.querySelectorAll(".kb-scheme");
  const schemeIs = (chosen) => {
    document.documentElement.dataset.scheme = chosen;
    for (const button of document.querySelectorAll(".kb-scheme button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
  };
  for (const group of schemes) {
    group.hidden = false;
    group.addEventListener("click", (event) => {
      const chosen = event.target.closest("button")?.value;
      if (chosen === undefined) return;
      schemeIs(chosen);
      try { localStorage.setItem("kb-scheme", chosen); } catch { /* it holds for this page */ }
    });
  }
  schemeIs(document.documentElement.dataset.scheme || "");

  const menu = document.querySelector(".kb-menu");
  document.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu?.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  const sections = new Map([...document.querySelectorAll(".md-nav__link")]
    .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
  sections.delete(null);
  if (sections.size) {
    const watch = new IntersectionObserver(() => {
      const passed = [...sections.keys()].filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
      for (const link of sections.values()) link.removeAttribute("aria-current");
      sections.get(passed.at(-1))?.setAttribute("aria-current", "true");
    }, { rootMargin: "0px 0px -66% 0px" });
    for (const section of sections.keys()) watch.observe(section);
  }

  // ---- Folds: open where there is room, and where a link leads into one -----------------------------

  const folds = document.querySelectorAll(".kb-fold");
  const wide = matchMedia("(min-width: 44.01em)");
  const unfold = () => { for (const fold of folds) fold.open = wide.matches; };
  const reveal = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const hidden = place?.closest("details:not([open])");
    for (let fold = hidden; fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    if (hidden) place.scrollIntoView();
  };
  unfold();
  reveal();
  wide.addEventListener("change", unfold);
  addEventListener("hashchange", reveal);

  // ---- Print: what is folded is unfolded -----------------------------------------------------------

  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("article details:not([open])")) {
      fold.open = true;
      addEventListener("afterprint", () => { fold.open = false; }, { once: true });
    }
  });

  // ---- Cards -------------------------------------------------------------------------------------

  window.kbPreview = (part) => {
    for (const id of Object.keys(part)) summaries.set(id, part[id]);
  };

  const load = (shard) => {
    if (!requests.has(shard)) {
      requests.set(shard, new Promise((done) => {
        const script = document.createElement("script");
        script.src = new URL(`assets/kb/preview-${shard}.js`, root);
        script.onload = script.onerror = done;
        document.head.append(script);
      }));
    }
    return requests.get(shard);
  };

  let card = null;
  let owner = null;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    card?.remove();
    owner?.removeAttribute("aria-describedby");
    card = owner = null;
  };

  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(close, LINGER);
  };

  const line = (name, text) => {
    const part = document.createElement("p");
    part.className = `kb-card__${name}`;
    part.textContent = text;
    return part;
  };

  const place = (link) => {
    const around = link.getClientRects()[0] || link.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = around.bottom + card.offsetHeight + 12 < innerHeight;
    card.style.left = `${Math.max(8, Math.min(around.left, width - card.offsetWidth - 8))}px`;
    card.style.top = `${below ? around.bottom + 6 : Math.max(8, around.top - card.offsetHeight - 6)}px`;
  };

  // A mark says itself what it stands for, and why; the entry that it names comes after.
  const told = (link, title) => {
    const said = link.matches(".kb-mark") && link.getAttribute("aria-label");
    return said ? line("summary", said.replace(`${title}. `, "")) : null;
  };

  // A column for each thing assumed and for the whole: a cell, and a triangle for each thing against it.
  const skyline = (columns) => {
    const drawn = document.createElement("p");
    drawn.className = "kb-card__skyline";
    drawn.setAttribute("aria-hidden", "true");
    for (const [cell, ...moves] of columns) {
      const column = drawn.appendChild(document.createElement("span"));
      for (const status of [...moves].reverse().concat(cell)) {
        const mark = column.appendChild(document.createElement("span"));
        mark.className = column.children.length > moves.length ? "kb-cell" : "kb-tri";
        mark.dataset.status = status;
      }
    }
    return drawn;
  };

  const show = async (link) => {
    const entry = link.dataset.kb;
    await load(shardOf(entry));
    const statement = `${entry}${link.hash}`;
    const id = summaries.has(statement) ? statement : entry;
    if (!summaries.has(id) || (link !== document.activeElement && !link.matches(":hover"))) return;
    const [title, kind, summary, status, columns] = summaries.get(id);
    close();
    owner = link;
    card = document.createElement("div");
    card.id = "kb-card";
    card.className = "kb-card";
    card.setAttribute("role", "tooltip");
    card.dataset.kind = kind;
    card.append(line("kind", status ? `${kind}, ${status}` : kind), line("title", title));
    const said = told(link, title) ?? (summary ? line("summary", summary) : null);
    if (said) card.append(said);
    if (columns) card.append(skyline(columns));
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", leave);
    (document.querySelector("main") || document.body).append(card);
    place(link);
    link.setAttribute("aria-describedby", "kb-card");
  };

  const linkAt = (target) => (target instanceof Element ? target.closest("a[data-kb]") : null);

  document.addEventListener("pointerover", (event) => {
    const link = linkAt(event.target);
    if (!link || event.pointerType !== "mouse" || link === owner) return;
    clearTimeout(timer);
    timer = setTimeout(show, DWELL, link);
    load(shardOf(link.dataset.kb));
  });
  document.addEventListener("pointerout", (event) => {
    if (linkAt(event.target)) leave();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link?.matches(":focus-visible")) show(link);
    else if (!event.target.closest?.("#kb-card")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  // A card goes along with a link that has the focus, since the focus itself may scroll the page. One
  // that is still to come may: the page came to rest under the pointer.
  addEventListener("scroll", () => {
    if (!card) return;
    if (owner === document.activeElement) place(owner);
    else close();
  }, { passive: true });
})();

// Beside every citation, a button that copies it.
(() => {
  "use strict";

  for (const text of document.querySelectorAll(".kb-copied")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-copy kb-sans";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    text.after(button);
  }
})();
