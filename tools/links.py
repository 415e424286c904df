"""Whether the addresses of works still answer: a slow, polite round over the network."""

from __future__ import annotations

import argparse
import http.client
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.model import Work

AGENT: Final = "alignment-kb link check (+https://github.com/alignment-kb/alignment-kb)"
HOPS: Final = 8
HOSTS: Final = 8
"""Hosts asked at the same time; one host is asked one thing after another."""

_REFUSING: Final = frozenset({401, 403, 429})
_LASTING: Final = frozenset({301, 308})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NO_HEAD: Final = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 503})
"""Answers to HEAD that say little."""


class State(StrEnum):
    """What became of an address."""

    DEAD = "dead"
    UNREACHABLE = "unreachable"
    MOVED = "moved"
    REFUSED = "refused"
    OK = "ok"


_MEANING: Final = {
    State.DEAD: "The server says that there is nothing here. Find the new place or a stored copy.",
    State.UNREACHABLE: "No answer. It may be back next week.",
    State.MOVED: "The server names a new place for good. Write that one.",
    State.REFUSED: "The server does not answer programs (401, 403, 429). Look with a browser.",
}


@dataclass(frozen=True, slots=True)
class Address:
    """An address to ask.

    Attributes:
        work: the id of the work that gives it.
        field: the field it is in.
        url: the address.
        resolver: whether an answer that points elsewhere is all that is expected, as of a DOI.
    """

    work: str
    field: str
    url: str
    resolver: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an address answered.

    Attributes:
        address: what was asked.
        state: what became of it.
        detail: the status, the new place, or why there was no answer.
    """

    address: Address
    state: State
    detail: str = ""


class _Stay(HTTPRedirectHandler):
    """Hands redirects back instead of following them."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = build_opener(_Stay)


def addresses(works: Iterable[tuple[str, Work]]) -> Iterator[Address]:
    """Every address of some works, each given with its id."""
    for id_, work in works:
        if work.url:
            yield Address(id_, "url", work.url)
        if work.doi:
            yield Address(
                id_, "doi", f"https://doi.org/{quote(work.doi, safe='/:;()')}", resolver=True
            )
        if work.arxiv:
            yield Address(id_, "arxiv", f"https://arxiv.org/abs/{work.arxiv}")


def ask(address: Address, *, timeout: float = 20.0) -> Outcome:
    """What an address answers within `timeout` seconds, redirects followed."""
    here, lasting = address.url, True
    for hop in range(HOPS):
        if urlsplit(here).scheme not in {"http", "https"}:
            return Outcome(address, State.DEAD, f"leads to {here}")
        try:
            status, there = _answer(here, timeout)
        except (URLError, OSError, http.client.HTTPException, ValueError) as error:
            return Outcome(address, State.UNREACHABLE, _reason(error))
        if status in _REDIRECTS and there:
            if address.resolver:
                return Outcome(address, State.OK)
            lasting = lasting and status in _LASTING
            here = urljoin(here, there)
            continue
        moved = hop > 0 and lasting
        return Outcome(address, *_judged(status, here if moved else None))
    return Outcome(address, State.DEAD, f"more than {HOPS} redirects")


def _judged(status: int, moved_to: str | None) -> tuple[State, str]:
    if status in _REFUSING:
        return State.REFUSED, str(status)
    if 200 <= status < 300:
        return (State.MOVED, moved_to) if moved_to else (State.OK, "")
    if status >= 500:
        return State.UNREACHABLE, str(status)
    return State.DEAD, str(status)


def _answer(url: str, timeout: float) -> tuple[int, str | None]:
    """The status and the place a redirect names; GET only where HEAD does not say enough."""
    status, there = _request(url, "HEAD", timeout)
    return _request(url, "GET", timeout) if status in _NO_HEAD else (status, there)


def _request(url: str, method: str, timeout: float) -> tuple[int, str | None]:
    headers = {"User-Agent": AGENT, "Accept": "*/*"}
    request = Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), method=method, headers=headers)  # noqa: S310 - the scheme was looked at
    try:
        with _OPENER.open(request, timeout=timeout) as answer:
            return answer.status, None
    except HTTPError as error:
        with error:
            return error.code, error.headers.get("Location")


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", None)
    text = str(inner if inner is not None else error) or type(error).__name__
    return " ".join(text.split())[:120]


def ask_all(
    asked: Iterable[Address], *, pause: float = 3.0, timeout: float = 20.0
) -> list[Outcome]:
    """What each address answers, in order, with `pause` seconds between two to one host."""
    listed = list(asked)
    by_host: dict[str, list[Address]] = defaultdict(list)
    for address in listed:
        by_host[urlsplit(address.url).netloc].append(address)

    def round_of(group: Sequence[Address]) -> list[Outcome]:
        found = []
        for number, address in enumerate(group):
            if number:
                time.sleep(pause)
            found.append(ask(address, timeout=timeout))
        return found

    with ThreadPoolExecutor(HOSTS) as pool:
        done = [outcome for group in pool.map(round_of, by_host.values()) for outcome in group]
    rank = {address: number for number, address in enumerate(listed)}
    return sorted(done, key=lambda outcome: rank[outcome.address])


def report(outcomes: Sequence[Outcome], day: str) -> str:
    """The outcomes as Markdown, what is good only counted.

    Args:
        outcomes: in the order in which they are to be listed.
        day: on which they were found, as YYYY-MM-DD.
    """
    lines = [f"{len(outcomes):,} addresses of works were asked on {day}.", ""]
    for state in State:
        found = [outcome for outcome in outcomes if outcome.state is state]
        if state is State.OK or not found:
            lines += [f"{state}: {len(found):,}", ""]
            continue
        lines += [f"### {state.capitalize()}: {len(found):,}", "", _MEANING[state], ""]
        lines += ["| work | field | address | answer |", "|---|---|---|---|"]
        lines += [_row(outcome) for outcome in found]
        lines += [""]
    return "\n".join(lines)


def _row(outcome: Outcome) -> str:
    asked = outcome.address
    cells = (asked.work, asked.field, _code(asked.url), _code(outcome.detail))
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """Text from outside as code, so that it can neither mention, link nor end its cell."""
    plain = "".join(c for c in text if c.isprintable()).replace("`", "'").replace("|", "%7C")
    return f"`{plain}`" if plain.strip() else ""


def main(arguments: list[str] | None = None) -> int:
    """Asks every address and writes the report; 0 nothing dead, 1 something is, 3 no network."""
    from kb.model import Work  # noqa: PLC0415
    from kb.read import read_folder  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m tools.links", description=__doc__)
    parser.add_argument("--entries", type=Path, default=Path("entries"), metavar="DIR")
    parser.add_argument("--report", type=Path, metavar="FILE", help="instead of the terminal")
    parser.add_argument("--pause", type=float, default=3.0, metavar="SECONDS")
    given = parser.parse_args(arguments)
    corpus, _ = read_folder(given.entries)
    works = [(one.id, one.entry) for one in corpus.of_kind("work") if isinstance(one.entry, Work)]
    outcomes = ask_all(addresses(works), pause=given.pause)
    text = report(outcomes, datetime.now(UTC).date().isoformat())
    if given.report:
        given.report.parent.mkdir(parents=True, exist_ok=True)
        given.report.write_text(text, "utf-8")
    else:
        print(text)
    states = {outcome.state for outcome in outcomes}
    if states == {State.UNREACHABLE}:
        print("no address answered; is there a network?", file=sys.stderr)
        return 3
    return int(State.DEAD in states)


if __name__ == "__main__":
    sys.exit(main())
