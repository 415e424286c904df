"""What readers come for, each in at most three clicks from the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from profiles import FULL

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CLICKS: Final = 3

Task = tuple[tuple[str, ...], str]
"""What is clicked, from the home page on: where a link ends, or what is folded under a word; and
what is in sight then."""


def row(statement: str) -> str:
    """The row of a map that is about a statement."""
    return f'.kb-map__row:has(a[href*="{statement}"])'


REAL: Final[dict[str, Task]] = {
    "what attacks the judge of debate": (
        ("proposals/index.html", "debate.html"),
        row("judge-can-follow") + " .kb-against .kb-node__title a",
    ),
    "who answered what attacks it, and where": (
        ("proposals/index.html", "debate.html"),
        row("truth-wins") + ' .kb-for .kb-node__line a[href*="works/"]',
    ),
    "which proposals share an assumption of RLHF": (
        ("proposals/index.html", "rlhf.html", "claims/humans-can-evaluate-outputs.html"),
        '#resting ~ ul a[href*="proposals/"], .kb-relations a[href*="proposals/"]',
    ),
    "what Yudkowsky said of Bio Anchors, in his words and where": (
        ("people/index.html", "eliezer-yudkowsky.html", "+2021-12 strongly disagrees"),
        'h3:has(a[href$="bio-anchors.html"]) + ul blockquote + .kb-holdings__foot',
    ),
    "what to read before CIRL": (
        ("proposals/index.html", "cirl.html"),
        '.kb-facts a[href$="inverse-reinforcement-learning.html"]',
    ),
    "the BibTeX of IDA": (
        ("proposals/index.html", "ida.html", "+Cite the original"),
        "pre.kb-copied:has-text('@')",
    ),
    "what changed recently": (("changes.html",), 'h2, h3, a[href*="critiques/"]'),
    "the heaviest critique of RRM that nobody answered": (
        ("proposals/index.html", "recursive-reward-modeling.html"),
        '.kb-map [data-status="unanswered"] .kb-node__title a',
    ),
    "what an author held on short timelines, over time": (
        ("people/index.html", "ansh-radhakrishnan.html"),
        'a[href*="timelines-are-short"]',
    ),
    "the whole base as a file": (("download.html",), 'a[href="kb.json"]'),
    "RLHF and CIRL side by side": (
        ("proposals/index.html", "rlhf.html", "compare/cirl--rlhf.html"),
        ".kb-pair",
    ),
    "the debate as Yudkowsky sees it": (
        ("people/index.html", "eliezer-yudkowsky.html", "seen/eliezer-yudkowsky.html"),
        "h1:has-text('Eliezer Yudkowsky')",
    ),
    "open questions": (("open.html",), 'article a[href*="critiques/"]'),
}


GARDEN: Final[dict[str, Task]] = {
    "what attacks that cuts teach": (
        ("proposals/index.html", "gardening.html"),
        row("cuts-teach") + " .kb-against .kb-node__title a",
    ),
    "who answered it, and where": (
        ("proposals/index.html", "gardening.html"),
        row("growth-is-visible") + ' .kb-for .kb-node__line a[href*="works/"]',
    ),
    "what else rests on a claim": (
        ("proposals/index.html", "gardening.html", "claims/growth-is-visible.html"),
        '#resting ~ ul a[href*="proposals/"], .kb-relations a[href*="proposals/"]',
    ),
    "what to read before gardening": (
        ("proposals/index.html", "gardening.html"),
        '.kb-facts a[href$="pruning.html"]',
    ),
    "the BibTeX of gardening": (
        ("proposals/index.html", "gardening.html", "+Cite the original"),
        "pre.kb-copied:has-text('@')",
    ),
    "what changed recently": (("changes.html",), "h1"),
    "the whole base as a file": (("download.html",), 'a[href="kb.json"]'),
    "both proposals side by side": (
        ("proposals/index.html", "gardening.html", "compare/gardening--trellis.html"),
        ".kb-pair",
    ),
    "the debate as Moss sees it": (
        ("people/index.html", "ben-moss.html", "seen/ben-moss.html"),
        "h1:has-text('Ben Moss')",
    ),
    "open questions": (("open.html",), "h1"),
}
TASKS: Final = REAL if FULL else GARDEN


@pytest.mark.parametrize("question", TASKS)
def test_a_reader_finds_it_in_three_clicks(page: Page, home: str, question: str) -> None:
    steps, answer = TASKS[question]
    page.goto(home)
    for step in steps:
        if step.startswith("+"):
            page.locator(f'summary:has-text("{step[1:]}"):visible').first.click()
        else:
            page.locator(f'a[href$="{step}"]:visible').first.click()
    page.locator(answer).locator("visible=true").first.wait_for(timeout=5_000)
    assert len(steps) <= CLICKS
