"""Bases written at random as entries, and somebody else's reading of the same entries."""

from __future__ import annotations

import json
import tempfile
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

import kb
from debates import independent, worded
from kb.debate import Assignment, Attack, Debate
from kb.model.words import Force, Label, Reading, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

Written = dict[str, dict[str, Any]]
"""The fields of each entry, by folder and id, such as `claims/claim-0`."""

FIELDS: Final = ("conditions", "steps", "assumptions", "assumes", "claims", "open")
"""Where statements of an entry may stand."""

RESTS: Final = ("assumptions", "assumes", "steps")
"""What an entry rests on."""

GROUND: Final[Written] = {
    "problems/frost": {"title": "Frost", "type": "obstacle", "summary": "It is cold.", "body": "."},
    "people/ada": {"title": "Ada", "type": "person"},
    "people/ben": {"title": "Ben", "type": "person"},
    "works/ada-2020-frost": {
        "title": "On frost",
        "type": "book",
        "authors": ["Ada"],
        "date": "2020",
    },
}
"""What every base has: what proposals are for, who holds views, and where these are said."""

HELD: Final = {"agree": "in", "strongly-agree": "in", "disagree": "out", "strongly-disagree": "out"}
"""What is settled by whoever holds a stance; nothing is settled by any other."""


class Writer:
    """Writes entries one after the other; each rests on what was there before.

    What is attacked, avoided or held is chosen once everything is there.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.entries: Written = {}
        self.points: list[str] = []
        """The addresses that something may rest on."""

    def some(self, choice: list[Any], most: int, least: int = 0) -> list[Any]:
        if not choice:
            return []
        found = st.lists(st.sampled_from(choice), min_size=least, max_size=most, unique=True)
        return self.draw(found)

    def statements(self, id_: str, field: str, most: int) -> list[dict[str, Any]]:
        found = []
        for number in range(self.draw(st.integers(0, most))):
            name = f"{field}-{number}"
            reading = self.draw(st.sampled_from([None, "inferred"]))
            found.append(
                {"id": name, "text": f"It is so with {id_}, {name}."}
                | ({"needs": needs} if (needs := self.some(self.points, 1)) else {})
                | ({"reading": reading} if reading else {})
            )
        self.points += [f"{id_}#{one['id']}" for one in found]
        return found

    def premises(self, id_: str, field: str) -> list[Any]:
        others = self.some(self.points, 2)
        return [*others, *self.statements(id_, field, 2)]

    def add(self, folder: str, number: int, **fields: Any) -> None:
        id_ = f"{folder.removesuffix('s')}-{number}"
        told = {"title": f"The {id_}", "summary": f"It is {id_}."}
        self.entries[f"{folder}/{id_}"] = told | {name: one for name, one in fields.items() if one}

    def write(self) -> Written:
        for number in range(self.draw(st.integers(0, 3))):
            self.add("claims", number, text="It is.", assumes=self.some(self.points, 2))
            self.points.append(f"claim-{number}")
        for number in range(self.draw(st.integers(1, 2))):
            id_ = f"proposal-{number}"
            fields = {
                "conditions": self.premises(id_, "conditions"),
                "assumptions": self.premises(id_, "assumptions"),
                "steps": self.statements(id_, "steps", 2),
                "claims": self.statements(id_, "claims", 1),
            }
            self.add("proposals", number, thesis="It works.", addresses=["frost"], **fields)
        critiques = [f"critique-{number}" for number in range(self.draw(st.integers(0, 6)))]
        for number, id_ in enumerate(critiques):
            self.add("critiques", number, assumes=self.premises(id_, "assumes"), body="No.")
            self.points.append(id_)
        proposals = [path.partition("/")[2] for path in self.entries if "proposals" in path]
        points = [*self.points, *proposals]
        for id_ in critiques:
            self.entries[f"critiques/{id_}"]["attacks"] = [
                {
                    "target": target,
                    "force": self.draw(st.sampled_from(Force)).value,
                    "why": "it is not so",
                    "reading": self.draw(st.sampled_from(Reading)).value,
                }
                for target in self.some(points, 3, least=1)
            ]
        for id_ in proposals:
            if avoided := self.some(critiques, 2):
                self.entries[f"proposals/{id_}"]["avoids"] = avoided
        for holder in ("ada", "ben"):
            for year in ("2020", "2021"):
                self.view(holder, year, points)
        return {**GROUND, **self.entries}

    def view(self, holder: str, year: str, points: list[str]) -> None:
        positions = [
            {"about": about, "reading": "inferred", "cruxes": self.some(points, 1)}
            | {"stance": self.draw(st.sampled_from(Stance)).value}
            for about in self.some(points, 3)
        ]
        if positions:
            self.entries[f"views/{holder}-{year}"] = {
                "title": f"What {holder} held in {year}",
                "holder": holder,
                "date": year,
                "source": "ada-2020-frost",
                "positions": positions,
            }


@st.composite
def bases(draw: st.DrawFn) -> Written:
    """A small base: claims, proposals with all sorts of statements, critiques, replies, views."""
    return Writer(draw).write()


def loaded(written: Written) -> kb.KnowledgeBase:
    """The base that is read from the files of some entries."""
    with tempfile.TemporaryDirectory() as name:
        for path, fields in written.items():
            file = Path(name, "entries", f"{path}.yaml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(fields), "utf-8")
        base = kb.load(name, strict=False)
    assert {record.id for record in base.corpus} == {path.partition("/")[2] for path in written}
    return base


def debate(written: Written) -> Debate:
    """The debate among some entries, by the words of the model and nothing else."""
    points: dict[str, bool] = {}
    assumes: dict[str, tuple[str, ...]] = {}
    attacks = []
    for path, entry in written.items():
        folder, _, id_ = path.partition("/")
        if folder not in {"claims", "proposals", "critiques"}:
            continue
        points[id_] = folder == "critiques"
        for one in (one for name in FIELDS for one in entry.get(name, ()) if _own(one)):
            points[f"{id_}#{one['id']}"] = False
            assumes[f"{id_}#{one['id']}"] = tuple(one.get("needs", ()))
        assumed = [one for name in RESTS for one in entry.get(name, ())]
        premises = [f"{id_}#{one['id']}" if _own(one) else one for one in assumed]
        own = tuple(one for one in premises if one.startswith(f"{id_}#"))
        shared = tuple(one for one in premises if one not in own)
        assumes[id_] = (*own, *shared) if points[id_] else (*shared, *own)
        attacks += [Attack(id_, a["target"], Force(a["force"])) for a in entry.get("attacks", ())]
    return Debate(points, assumes, tuple(attacks))


def _own(premise: Any) -> bool:
    return isinstance(premise, dict)


def positions(written: Written, holder: str) -> list[dict[str, Any]]:
    """What someone held, the earliest first."""
    views = sorted(path for path in written if path.startswith(f"views/{holder}-"))
    return [position for path in views for position in written[path]["positions"]]


def settled(written: Written, holder: str) -> dict[str, Assignment]:
    """What someone's last positions settle."""
    last = {one["about"]: one["stance"] for one in positions(written, holder)}
    return {about: Assignment(HELD.get(one, "undecided"), "held") for about, one in last.items()}


def told(debate: Debate, point: str) -> list[tuple[int, str, str, str]]:
    """The tree of reasons behind a status: depth, point, its word, and how it bears."""
    words, shown = worded(debate), set[str]()

    def rows(here: str, how: str, depth: int) -> Iterator[tuple[int, str, str, str]]:
        yield depth, here, words[here], how
        if here in shown or here in debate.assignments:
            return
        shown.add(here)
        for premise in debate.assumes.get(here, ()):
            silent = words[premise] in {"unchallenged", "unanswered"}
            if not silent or premise in debate.assignments:
                yield from rows(premise, "assumes", depth + 1)
        for attack in debate.attacks:
            if attack.target == here:
                how = "refuted by" if attack.force is Force.REFUTES else "weakened by"
                yield from rows(attack.source, how, depth + 1)

    return list(rows(point, "", 0))


def turning(debate: Debate, written: Written, holder: str, about: str) -> set[str]:
    """The claims and statements whose flip in someone's view changes the word for something."""
    own = {point: one for point, one in settled(written, holder).items() if point != about}
    seen = debate.settle(own)
    now, before = independent(seen), worded(seen)[about]
    found = set()
    for claim in debate.points:
        if claim == about or debate.points[claim]:
            continue
        flips = {"in": ["out"], "out": ["in"], "undecided": ["in", "out"]}[now[claim]]
        words = {worded(seen.settle({claim: Assignment(f, "flipped")}))[about] for f in flips}
        if words != {before}:
            found.add(claim)
    return found


def deciding(
    debate: Debate, point: str, wanted: Label, given: Label, most: int = 2
) -> set[tuple[str, ...]]:
    """Every set of reasons that settles a point, of which no part does, by trying them all."""
    if independent(debate)[point] == wanted:
        return set()
    reasons = sorted(one for one, reason in debate.points.items() if reason and one != point)
    found: list[set[str]] = []
    for size in range(1, most + 1):
        for some in map(set, combinations(reasons, size)):
            if any(one <= some for one in found):
                continue
            settled = debate.settle({one: Assignment(given, "supposed") for one in some})
            if independent(settled)[point] == wanted:
                found.append(some)
    return {tuple(sorted(one)) for one in found}
