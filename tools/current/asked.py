"""The one place where this goes out: what is asked, what was answered, who was silent."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from kb.edit.cite import atom
from kb.edit.cite.found import NotReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    Fetch = Callable[[str, str], str]
    """An address and what is accepted, to the text of the answer; NotReadError where none comes."""

ASIDE: Final = 3.0
"""Seconds between two questions to one host; the arXiv asks for so many."""


@dataclass
class Asked:
    """Questions to registries, each of which may stay without an answer.

    Attributes:
        fetch: gets an answer.
        answers: every answer, by its address, so that a run can be repeated without a network.
        silent: what did not answer, or not so that it can be read, a line each.
    """

    fetch: Fetch
    answers: dict[str, str] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)

    def json(self, address: str) -> dict[str, Any]:
        """What an address answers in JSON; empty where that is no object."""
        answer = self._answer(address, "application/json")
        if answer is None:
            return {}
        try:
            read = json.loads(answer)
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            self._missed(address, "the answer is no object of JSON")
            return {}
        return read

    def atom(self, address: str) -> list[Element]:
        """The records of the feed that an address answers."""
        answer = self._answer(address, "application/atom+xml")
        if answer is None:
            return []
        try:
            return atom.records(answer)
        except NotReadError as error:
            self._missed(address, str(error))
            return []

    def _answer(self, address: str, accept: str) -> str | None:
        try:
            answer = self.fetch(address, accept)
        except NotReadError as error:
            self._missed(address, str(error).partition(";")[0])
            return None
        self.answers[address] = answer
        return answer

    def _missed(self, address: str, why: str) -> None:
        host = urlsplit(address).hostname or address
        self.silent.append(f"{host}: {why.replace(address, 'it')[:200]}")


def pieces(listed: Iterable[str], most: int) -> Iterator[list[str]]:
    """What is asked about, in order, so many at once."""
    ordered = sorted(listed)
    for start in range(0, len(ordered), most):
        yield ordered[start : start + most]


def recorded(answers: Mapping[str, str]) -> Fetch:
    """Answers out of a record of an earlier run."""

    def fetch(address: str, accept: str) -> str:
        if address not in answers:
            raise NotReadError(f"{address} is not in the record ({accept})")
        return answers[address]

    return fetch


def patient(fetch: Fetch, wait: Callable[[float], object] = time.sleep) -> Fetch:
    """The same, with a pause before each question to a host that was asked before."""
    hosts: set[str | None] = set()

    def later(address: str, accept: str) -> str:
        host = urlsplit(address).hostname
        if host in hosts:
            wait(ASIDE)
        hosts.add(host)
        return fetch(address, accept)

    return later
