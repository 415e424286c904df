// The debate, computed as the library computes it. Points are numbers; a label is 1 in, -1 out, 0 undecided.
(() => {
  "use strict";

  const STANCES = ["strongly-disagree", "disagree", "leans-disagree", "unsure", "leans-agree", "agree", "strongly-agree"];
  const SHARED = ["challenged", "contested", "conditional", "refuted"];
  const LABELS = { "-1": "out", 0: "undecided", 1: "in" };
  const order = (...keys) => (a, b) => {
    for (const key of keys) {
      const [one, other] = [key(a), key(b)];
      if (one !== other) return one < other ? -1 : 1;
    }
    return 0;
  };
  const closure = (points, onward) => {
    const reached = new Set(points);
    for (const point of reached) for (const other of onward[point]) reached.add(other);
    return reached;
  };

  class Debate {
    constructor(data) {
      Object.assign(this, data);
      this.size = data.assumes.length;
      const lists = () => Array.from({ length: this.size }, () => []);
      [this.against, this.struck, this.resting, this.bears, this.behind] = [lists(), lists(), lists(), lists(), lists()];
      this.reason = data.points.map(([, kind]) => kind === "critique" || kind === "argument");
      this.place = new Map(data.points.map(([address], point) => [address, point]));
      this.within = lists();
      data.points.forEach(([address], point) => {
        const [id, inside] = address.split("#");
        if (inside && this.place.has(id)) this.within[this.place.get(id)].push(point);
      });
      for (const [source, target, refutes, inferred] of data.attacks) {
        this.against[target].push([source, refutes, inferred]);
        this.struck[source].push([target, refutes]);
        this.bears[source].push(target);
        this.behind[target].push(source);
      }
      data.assumes.forEach((premises, point) => {
        for (const premise of premises) {
          this.resting[premise].push(point);
          this.bears[premise].push(point);
          this.behind[point].push(premise);
        }
      });
      const attacked = this.against.flatMap((on, point) => (on.length ? [point] : []));
      this.attacked = closure(attacked, this.resting);
      this.recorded = new View(this, new Map(), null, this.assumes.keys());
    }

    address(point) { return this.points[point][0]; }
    title(point) { return this.points[point][2]; }
    text(point) { return this.points[point][5] ?? this.points[point][2]; }
  }

  // The debate with the labels of some points given.
  class View {
    constructor(debate, given, origin, changed) {
      Object.assign(this, { debate, given, origin, changed: [...changed] });
      this.fresh = [...closure(this.changed, debate.bears)];
      this.labels = origin ? origin.labels.slice() : new Int8Array(debate.size);
      this.relabel();
    }

    // The least fixpoint among points that could have changed.
    relabel() {
      const { debate, labels, given } = this;
      const open = new Map();
      const frontier = [];
      for (const point of this.fresh) {
        labels[point] = given.get(point) ?? 0;
        if (!given.has(point)) open.set(point, debate.assumes[point].length + debate.against[point].length);
      }
      const settle = (point, label) => {
        if (!open.has(point) || labels[point]) return;
        labels[point] = label;
        frontier.push(point);
      };
      const relieve = (point) => {
        if (!open.has(point)) return;
        open.set(point, open.get(point) - 1);
        if (open.get(point) === 0) settle(point, 1);
      };
      for (const [point, waits] of open) {
        if (waits === 0) settle(point, 1);
        for (const premise of debate.assumes[point]) {
          if (open.has(premise)) continue;
          if (labels[premise] === 1) relieve(point); else if (labels[premise] === -1) settle(point, -1);
        }
        for (const [source, refutes] of debate.against[point]) {
          if (open.has(source)) continue;
          if (labels[source] === -1) relieve(point); else if (labels[source] === 1 && refutes) settle(point, -1);
        }
      }
      while (frontier.length) {
        const point = frontier.pop();
        const stands = labels[point] === 1;
        for (const [target, refutes] of debate.struck[point]) {
          if (!stands) relieve(target); else if (refutes) settle(target, -1);
        }
        for (const other of debate.resting[point]) {
          if (stands) relieve(other); else settle(other, -1);
        }
      }
    }

    settle(more) {
      return new View(this.debate, new Map([...this.given, ...more]), this,
        [...more].filter(([point, label]) => this.given.get(point) !== label).map(([point]) => point));
    }

    word(point) {
      const { debate, labels } = this;
      if (labels[point] === -1) return "refuted";
      if (labels[point] === 1) {
        const told = debate.attacked.has(point);
        if (debate.reason[point]) return told ? "upheld" : "unanswered";
        return told ? "defended" : "unchallenged";
      }
      if (this.given.has(point)) return "contested";
      const on = debate.against[point].map(([source]) => labels[source]);
      return on.includes(1) ? "challenged" : on.includes(0) ? "contested" : "conditional";
    }

    // The points with another word than in the view this one was made of.
    restated() {
      const { origin, debate } = this;
      const found = new Set(this.changed);
      for (const point of this.fresh) {
        if (this.labels[point] === origin.labels[point]) continue;
        found.add(point);
        for (const [target] of debate.struck[point]) found.add(target);
      }
      return [...found].filter((point) => this.word(point) !== origin.word(point));
    }

      changes(since = this.debate.recorded) {
      return [...this.debate.assumes.keys()].filter((point) => this.word(point) !== since.word(point));
    }
  }

  // What would change most, and what to ask next.

  const turned = (view, point, label) => (view.labels[point] === label ? []
    : view.settle(new Map([[point, label]])).restated().filter((other) => other !== point));

  const measured = (view, point) => ({
    point, accepted: turned(view, point, 1).length, rejected: turned(view, point, -1).length,
  });

  // What was measured before holds wherever nothing that bears on it has changed.
  let last = { view: null, found: new Map() };
  const measures = (view) => {
    const { debate } = view;
    const known = last.view?.debate === debate ? last.found : new Map();
    if (known.size) {
      const turns = [...debate.assumes.keys()].filter((point) => last.view.labels[point] !== view.labels[point]
        || last.view.given.get(point) !== view.given.get(point));
      for (const point of closure(turns.flatMap((one) => [one, ...debate.bears[one]]), debate.behind)) known.delete(point);
    }
    last = { view, found: known };
    return (point) => {
      if (!known.has(point)) known.set(point, measured(view, point));
      return known.get(point);
    };
  };

  const questions = (view, asked) => {
    const { debate } = view;
    const people = new Map();
    for (const [, about] of debate.positions) people.set(about, (people.get(about) ?? 0) + 1);
    const measure = measures(view);
    return [...debate.assumes.keys()]
      .filter((point) => !debate.reason[point] && !asked.has(debate.address(point)) && debate.bears[point].some((other) => other !== point))
      .map((point) => ({ ...measure(point), people: people.get(debate.address(point)) ?? 0 }))
      .sort(order((one) => -Math.max(one.accepted, one.rejected), (one) => -one.people, (one) => debate.address(one.point)));
  };

  // Profiles.

  const profile = (view, point) => {
    const { debate } = view;
    const [, kind, , , searched] = debate.points[point];
    const reason = debate.reason[point];
    const attackers = (points) => {
      const found = new Map();
      for (const one of points) {
        for (const [source, , inferred] of debate.against[one]) found.set(source, found.get(source) || !inferred);
      }
      return found;
    };
    const tally = (points, words) => {
      const counts = Object.fromEntries(words.map((word) => [word, 0]));
      for (const one of points) if (view.word(one) in counts) counts[view.word(one)] += 1;
      return counts;
    };
    const replies = new Map();
    const add = (found) => { for (const [one, made] of found) replies.set(one, replies.get(one) || made); };
    const own = attackers([point]);
    const ground = closure(debate.assumes[point], debate.assumes);
    const inherited = [...attackers(ground).keys()].filter((one) => !own.has(one));
    const rests = new Set([...own.keys(), ...inherited]);
    const beside = debate.within[point].filter((one) => !ground.has(one));
    const aside = [...attackers(beside).keys()].filter((one) => !rests.has(one));
    const asked = new Set([...own.keys(), ...inherited]);
    for (const one of asked) {
      const answers = attackers([one]);
      add(answers);
      for (const other of [...debate.assumes[one], ...answers.keys()]) asked.add(other);
    }
    if (reason) add(own);
    const strip = debate.strips[point] ?? debate.assumes[point];
    const moves = new Set([...own.keys(), ...inherited, ...replies.keys()]);
    const last = [...moves].filter((one) => one !== point && debate.dates[one])
      .sort(order((one) => debate.dates[one][2], (one) => debate.address(one))).at(-1);
    const made = [...replies.values()].filter(Boolean).length;
    const reasons = ["unanswered", "upheld", ...SHARED];
    const told = {
      noun: kind === "proposal" || kind === "forecast" ? "thesis" : kind,
      reason, strip, searched,
      word: view.word(point),
      own: tally(own.keys(), reasons),
      inherited: tally(inherited, reasons),
      aside: tally(aside, reasons),
      assumed: tally(strip, ["unchallenged", "defended", ...SHARED]),
      replies: made,
      connected: replies.size - made,
      last: last === undefined ? null : debate.dates[last],
    };
    told.sentence = sentence(told);
    return told;
  };

  const sum = (counts) => Object.values(counts).reduce((all, one) => all + one, 0);
  const plain = (word) => ({ unchallenged: "without a critique", unanswered: "without a reply" })[word] ?? word;
  const looked = (searched) => (searched ? `last looked ${searched.slice(0, 7)}` : "nobody has recorded a search");
  const ofItself = (one) => {
    const itself = one.strip.length || sum(one.inherited) ? " itself" : "";
    const what = one.reason ? ["reply to", "replies to"] : ["critique of", "critiques of"];
    const said = Object.entries(one.own).filter(([, number]) => number);
    const count = sum(one.own);
    if (!count) return `Nothing is recorded against the ${one.noun}${itself}`;
    if (count === 1) return `One ${what[0]} the ${one.noun}${itself} is recorded; it is ${plain(said[0][0])}`;
    const start = `${count} ${what[1]} the ${one.noun}${itself} are recorded`;
    if (said.length === 1) return `${start}, ${count === 2 ? "both" : "all"} ${plain(said[0][0])}`;
    return `${start}: ${said.map(([word, number]) => `${number} ${plain(word)}`).join(", ")}`;
  };
  const ofAssumed = (one) => {
    const count = one.strip.length;
    const what = one.reason ? "premise" : "assumption";
    const said = ["refuted", "challenged", "contested", "conditional", "defended", "unchallenged"].filter((word) => one.assumed[word]);
    if (!count) return "";
    if (count === 1) return `Its one ${what} is ${plain(said[0])}`;
    if (said.length === 1) return `${count === 2 ? "Both" : `All ${count}`} ${what}s are ${plain(said[0])}`;
    const parts = said.map((word, n) => `${one.assumed[word]} ${n ? "" : one.assumed[word] === 1 ? "is " : "are "}${plain(word)}`);
    return `Of ${count} ${what}s ${parts.join(", ")}`;
  };
  const ofAll = (one) => {
    const [own, inherited] = [sum(one.own), sum(one.inherited)];
    if (!inherited) return "";
    const count = one.reason ? inherited : own + inherited;
    const open = one.inherited.unanswered + (one.reason ? 0 : one.own.unanswered);
    const where = one.reason ? " of what it assumes" : own ? ` of the ${one.noun} and of what it rests on` : " of what it rests on";
    const each = open !== count ? `${open || "none"} ` : { 1: "", 2: "both " }[count] ?? "each ";
    return `${count} ${count === 1 ? "critique" : "critiques"}${where}, ${each}without a reply`;
  };
  const ofReplies = (one) => {
    const count = one.replies + one.connected;
    if (!count || (one.reason && !one.connected && count === sum(one.own))) return "";
    const what = `${count} ${count === 1 ? "reply" : "replies"}${one.reason ? " in all" : ""}`;
    if (!one.connected) return what;
    return one.connected === count ? `${what}, connected by the editors` : `${what}, ${one.connected} of them connected by the editors`;
  };
  const ofAside = (one) => {
    const count = sum(one.aside);
    const more = sum(one.own) + sum(one.inherited) ? " more" : "";
    return count ? `${count}${more} ${count === 1 ? "critique is" : "critiques are"} of what else is said, on which the ${one.noun} does not rest` : "";
  };
  const sentence = (one) => {
    const told = looked(one.searched);
    const silent = one.assumed.unchallenged ? "assumed" : sum(one.own) ? "" : "own";
    const ending = (text, aside) => (text ? `${text}${aside ? ` (${told})` : ""}.` : "");
    return [
      ending(ofItself(one), silent === "own"), ending(ofAssumed(one), silent === "assumed"),
      ending(ofAll(one)), ending(ofReplies(one)), ending(ofAside(one)), one.last ? `Last move: ${one.last[3]}.` : "",
      silent ? "" : `${told[0].toUpperCase()}${told.slice(1)}.`,
    ].filter(Boolean).join(" ");
  };

  // People: positions are { about, stance, odds, cruxes, once } by address.

  const weight = (one) => STANCES.indexOf(one.stance) - 3;
  const lean = (one) => { const [low, high] = one.odds ?? [.5, .5]; return (low > .5) - (high < .5); };
  const verdict = (one) => (one.stance ? (weight(one) >= 2) - (weight(one) <= -2) : lean(one));
  const side = (one) => (one.stance && Math.sign(weight(one))) || lean(one);
  const percent = (value) => {
    let shown = value;
    for (let digits = 4; digits < 18; digits += 1) {
      shown = Number(value.toPrecision(digits));
      if (shown < 1) break;
    }
    return `${Number((shown * 100).toPrecision(15))}%`;
  };
  const odds = (one) => [...new Set(one.odds.map(percent))].join(" to ");
  const stand = (one) => one.stance || (one.odds ? odds(one) : "nothing");

  const heldBy = (debate, holder) => new Map(debate.positions.filter(([who]) => who === holder)
    .map(([, about, stance, chance, date, cruxes, once]) => [about, { about, stance, odds: chance, date, cruxes, once: once ?? cruxes }])
    .sort(order(([about]) => about)));

  const seen = (debate, held) => new Map([...held.values()]
    .filter((one) => debate.place.has(one.about) && (one.stance || one.odds))
    .map((one) => [debate.place.get(one.about), verdict(one)]));
  const seenBy = (debate, held) => debate.recorded.settle(seen(debate, held));
  const without = (debate, held, point) => {
    const labels = seen(debate, held);
    labels.delete(point);
    return debate.recorded.settle(labels);
  };

  const grounds = (view, point) => {
    const { debate, labels, given } = view;
    const queue = new Set(labels[point] ? [point] : []);
    const found = [];
    for (const here of queue) {
      if (given.has(here)) { found.push(here); continue; }
      const stands = labels[here] === 1;
      for (const one of debate.assumes[here]) if (stands ? debate.attacked.has(one) : labels[one] === -1) queue.add(one);
      for (const [one, refutes] of debate.against[here]) if (stands || (refutes && labels[one] === 1)) queue.add(one);
    }
    return found;
  };

  const verb = (one, you) => {
    if (!one.stance) return `${you ? "give" : "gives"} it ${stand(one)}`;
    if (one.stance === "unsure") return you ? "are unsure" : "is unsure";
    const [start, rest] = [one.stance.replace(/-[^-]*$/, ""), one.stance.split("-").at(-1)];
    if (start === "leans") return `${you ? "lean" : "leans"} towards ${rest}ing`;
    return `${one.stance.replaceAll("-", " ")}${you ? "" : "s"}`;
  };

  // By the name of the holder; none for the reader.
  const tensions = (debate, held, name = "") => [...held.values()].flatMap((one) => {
    const point = debate.place.get(one.about);
    if (point === undefined) return [];
    const rest = without(debate, held, point);
    const [leaning, label] = [verdict(one), rest.labels[point]];
    if (!(leaning > 0 && label === -1) && !(leaning < 0 && label === 1 && debate.attacked.has(point))) return [];
    const because = grounds(rest, point);
    return [{ point, stance: stand(one), word: rest.word(point), because, question: question(rest, held, point, because, name) }];
  });

  const holds = (debate, one, name) => {
    const text = debate.text(debate.place.get(one.about)).replace(/\.+$/, "");
    return one.stance ? `${verb(one, !name)} that "${text}"` : `${name ? "gives" : "give"} ${stand(one)} to "${text}"`;
  };
  const question = (rest, held, point, because, name) => {
    const { debate } = rest;
    const of = (one) => holds(debate, held.get(debate.address(one)), name);
    const rejects = rest.labels[point] === 1;
    const would = name || "you";
    let [other, asks] = [`it is ${rest.word(point)} in the recorded debate`, `What would ${would} answer?`];
    if (because.length) {
      other = because.map((one) => `${of(one)}, ${bearing(debate, one, point)}`).join(", and ");
      asks = rejects ? `What else speaks against it for ${would}?` : `Which of ${because.length === 1 ? "the two" : "them"} would ${would} give up?`;
    } else if (rejects) {
      other = "all that is recorded against it has been refuted";
      asks = `What speaks against it for ${would}?`;
    }
    return `${name || "You"} ${of(point)}, and yet ${other}. ${asks}`;
  };
  const bearing = (debate, one, point) => {
    const attackers = (points) => new Set([...points].flatMap((each) => debate.against[each].map(([source]) => source)));
    const ground = closure(debate.assumes[point], debate.assumes);
    if (ground.has(one)) return "on which it rests";
    const against = attackers(new Set([point, ...ground]));
    if (against.has(one)) return "which speaks against it";
    return attackers(against).has(one) ? "which answers what speaks against it" : "which bears on it";
  };

  const unexplained = (debate, held) => [...held.values()].filter((one) => verdict(one) < 0
    && debate.place.has(one.about) && !debate.attacked.has(debate.place.get(one.about))).map((one) => one.about);

  const cruxes = (debate, held, about) => {
    const view = without(debate, held, about);
    const own = held.get(debate.address(about));
    const named = new Set([...held.values()].flatMap((one) => one.cruxes ?? []));
    const recorded = new Set(own?.once ?? own?.cruxes ?? []);
    const asked = new Set([...closure([about], debate.behind)].filter((point) => !debate.reason[point]));
    for (const address of recorded) if (debate.place.has(address)) asked.add(debate.place.get(address));
    asked.delete(about);
    const before = view.word(about);
    const flipped = (point, label) => view.settle(new Map([[point, label]])).word(about);
    return [...asked].map((point) => {
      const address = debate.address(point);
      const [accepted, rejected] = [flipped(point, 1), flipped(point, -1)];
      return {
        point, address, label: LABELS[view.labels[point]], before, accepted, rejected,
        stance: held.has(address) ? stand(held.get(address)) : null, stated: named.has(address),
        recorded: recorded.has(address), changes: accepted !== before || rejected !== before,
      };
    }).filter((one) => one.changes || one.recorded)
      .sort(order((one) => !one.stated, (one) => one.stance === null, (one) => one.address));
  };

  const doubled = (ones, others) => {
    const theirs = new Map(others.map((one) => [one.address, one]));
    return ones.filter((one) => theirs.has(one.address))
      .map((one) => ({ address: one.address, point: one.point, one, other: theirs.get(one.address), apart: one.label !== theirs.get(one.address).label }))
      .sort(order((two) => !two.apart, (two) => -(two.one.stated + two.other.stated),
        (two) => (two.one.stance === null) + (two.other.stance === null), (two) => two.address));
  };

  const met = (mine, theirs) => [...mine.values()].filter((one) => theirs.has(one.about)).map((one) => [one, theirs.get(one.about)]);
  const common = (mine, theirs) => met(mine, theirs).filter(([one, other]) => verdict(one) && verdict(one) === verdict(other));
  const disagreements = (mine, theirs) => met(mine, theirs).filter(([one, other]) => side(one) * side(other) < 0)
    .sort(order(([one, other]) => verdict(one) * verdict(other) >= 0, ([one]) => one.about));

  let debate = null;
  const waiting = [];
  window.kbDebate = {
    STANCES, Debate, questions, profile, looked, percent, stand, verdict, side, heldBy, seen, seenBy,
    verb, tensions, unexplained, cruxes, doubled, common, disagreements, grounds,
    given: (data) => {
      debate = new Debate(data);
      for (const tell of waiting) tell(debate);
    },
    load: (root) => new Promise((done) => {
      if (debate) { done(debate); return; }
      if (waiting.push(done) > 1) return;
      const script = document.createElement("script");
      script.src = new URL("assets/kb/debate.js", root);
      document.head.append(script);
    }),
  };
})();
