"""How long a change takes in a browser, beside a full pass in Python over the same debate."""

from __future__ import annotations

import contextlib
import random
import shutil
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import kb
from kb.debate import Attack, Debate, label
from kb.model.words import Force
from kb.site.forms import debate as script
from tools.bench.measure import ratio, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tools.bench.measure import Ratio

_CODE: Final = Path(__file__).parents[2] / "site/assets/js/debate.js"
_CHROMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")

_CHANGE: Final = """rounds => {
  const points = [...window.debate.assumes.keys()];
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const point = points[(round * 7919) % points.length];
    window.debate.recorded.settle(new Map([[point, round % 2 ? 1 : -1]])).changes();
  }
  return (performance.now() - start) / 1000 / rounds;
}"""

_ROUNDS: Final = 50


def changing() -> Iterator[Ratio]:
    """One change and all that it changes, of the real base and of one of 3,000 entries."""
    with _page() as page:
        if page is None:
            return
        for name, debate in (("the real base", kb.load().debate), ("3,000 entries", _drawn(3_000))):
            page.evaluate("data => { window.debate = new kbDebate.Debate(data); }", _data(debate))
            anew = partial(label, debate.points, debate.assumes, debate.attacks)
            yield ratio(
                (f"a change in the browser, {name}", partial(page.evaluate, _CHANGE, _ROUNDS)),
                ("a full pass in Python", partial(work, anew)),
                1,
            )


@contextlib.contextmanager
def _page() -> Iterator[Page | None]:
    """A page with the script; None where no browser is installed."""
    chrome = next(filter(None, map(shutil.which, _CHROMES)), None)
    if chrome is None:
        yield None
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only tests have it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=_CODE)
        yield page
        browser.close()


def _data(debate: Debate) -> dict[str, Any]:
    places = {point: number for number, point in enumerate(debate.points)}
    points = [[p, "critique" if reason else "claim", p] for p, reason in debate.points.items()]
    rest: dict[str, Any] = {"strips": {}, "dates": {}, "positions": []}
    return {"points": points, **script.moves(debate, places), **rest}


def _drawn(entries: int) -> Debate:
    """A debate of so many points, as dense as the recorded one."""
    dice = random.Random(20)  # noqa: S311 - nobody is to be kept from guessing it
    names = [f"p{number}" for number in range(entries)]
    assumes = {name: (names[dice.randrange(n)],) for n, name in enumerate(names) if n % 2}
    attacks = tuple(
        Attack(names[max(a, b)], names[min(a, b)], dice.choice((Force.REFUTES, Force.WEAKENS)))
        for a, b in (dice.sample(range(entries), 2) for _ in range(entries // 2))
    )
    reasons = {attack.source for attack in attacks}
    points = {name: name in reasons for name in names}
    return Debate(MappingProxyType(points), MappingProxyType(assumes), attacks)
