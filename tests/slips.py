"""Words of entries without one of their letters, and what is said of them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.findings import Span
from kb.model import MODELS
from kb.model.prose import CODE
from kb.read import Corpus, Record
from kb.read.source import Source, parse
from kb.read.validate import read
from kb.rules.references import unresolved_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kb.findings import Finding

SEED: Final = 2022


def suggested(finding: Finding) -> str:
    """The word that the first line of help offers."""
    offer = re.match(r"(?:did you mean|rename it to|write) `([^`]+)`", finding.help[0])
    return offer[1] if offer else ""


@dataclass(frozen=True)
class Slip:
    """A word in a file, and the same word without one letter."""

    record: Record
    span: Span
    word: str
    typo: str

    @property
    def text(self) -> str:
        lines = self.record.source.text.split("\n")
        line = lines[self.span.line - 1]
        before, after = line[: self.span.column - 1], line[self.span.end_column - 1 :]
        lines[self.span.line - 1] = before + self.typo + after
        return "\n".join(lines)

    @property
    def expected(self) -> tuple[int, int, str]:
        return self.span.line, self.span.column, self.word

    def __str__(self) -> str:
        place = f"{self.record.source.path}:{self.span.line}:{self.span.column}"
        return f"{place} {self.word} -> {self.typo}"


def slip(record: Record, span: Span, chance: random.Random) -> Slip:
    line = record.source.text.split("\n")[span.line - 1]
    word = line[span.column - 1 : span.end_column - 1]
    letters = [index for index, letter in enumerate(word) if letter.isalpha()]
    lost = chance.choice(letters)
    return Slip(record, span, word, word[:lost] + word[lost + 1 :])


def field_slips(corpus: Corpus) -> Iterator[Slip]:
    chance = random.Random(SEED)
    for record in corpus:
        for span in record.source.keys.values():
            yield slip(record, span, chance)


def stance_slips(corpus: Corpus) -> Iterator[Slip]:
    chance = random.Random(SEED)
    for record in corpus.of_kind("view"):
        for path, span in record.source.values.items():
            if path[-1:] == ("stance",):
                yield slip(record, span, chance)


def written_references(corpus: Corpus, record: Record) -> Iterator[Span]:
    """The places of all references of an entry, read off its text rather than the checker."""
    for reference in corpus.references(record):
        yield record.source.span(reference.path)
    starts = [0]
    for line in record.source.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for path, _ in corpus.prose(record):
        around = record.source.span(path)
        begin = starts[around.line - 1] + around.column - 1
        end = starts[around.end_line - 1] + around.end_column - 1
        text = CODE.sub(lambda code: " " * len(code[0]), record.source.text[begin:end])
        for found in re.finditer(r"\[\[([^\]|]+)|(?:(?<=\[)|(?<=;\s))@([^\],;]+)", text):
            at = begin + found.start(found.lastindex or 0)
            word = (found[1] or found[2]).strip()
            line = max(n for n, start in enumerate(starts, 1) if start <= at)
            column = at - starts[line - 1] + 1
            yield Span(line, column, line, column + len(word))


def reference_slips(corpus: Corpus) -> Iterator[Slip]:
    for record in corpus:
        chance = random.Random(f"{SEED} {record.id}")
        for span in written_references(corpus, record):
            yield slip(record, span, chance)


@cache
def field_names(kind: str) -> frozenset[str]:
    schema = MODELS[kind].model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))


def is_another_field(slip: Slip) -> bool:
    """Whether the shortened name is itself a field somewhere in entries of this kind."""
    return slip.typo in field_names(slip.record.kind)


def is_another_address(corpus: Corpus, slip: Slip) -> bool:
    return any(slip.typo in known for known in (corpus.records, corpus.statements, corpus.former))


def reread(slip: Slip) -> list[Finding]:
    """What is found where a file is read that has the slip."""
    source = parse(slip.text, slip.record.source.path)
    assert isinstance(source, Source)
    entry = read(source, MODELS[slip.record.kind])
    return entry if isinstance(entry, list) else []


def with_one_replaced(whole: Corpus, record: Record) -> Corpus:
    records = MappingProxyType({**whole.records, record.id: record})
    corpus = Corpus(records, whole.former, whole.retired, whole.broken)
    # The statements are those of the whole base: no reference is a statement.
    corpus.__dict__["_statements"] = {
        one.id: whole.statements_of(one.id) for one in whole if whole.statements_of(one.id)
    }
    return corpus


def outcome(findings: list[Finding]) -> list[tuple[int, int, str]]:
    return [(f.span.line, f.span.column, suggested(f)) for f in findings]


def differing(slips: Iterable[Slip], found: Callable[[Slip], list[Finding]]) -> list[str]:
    """What went wrong, one line for each slip that was not met with its one error."""
    return [
        f"{slip}: {seen}" for slip in slips if (seen := outcome(found(slip))) != [slip.expected]
    ]


def reresolved(corpus: Corpus, slip: Slip) -> list[Finding]:
    """The same, and what its references do not lead to in the corpus."""
    source = parse(slip.text, slip.record.source.path)
    assert isinstance(source, Source)
    entry = read(source, MODELS[slip.record.kind])
    if isinstance(entry, list):
        return entry
    record = Record(slip.record.id, entry, source)
    return list(unresolved_in(with_one_replaced(corpus, record), record))


def lost_fields(corpus: Corpus, every: int = 1) -> list[str]:
    """Field names that are not suggested first where they lack a letter; one slip in so many."""
    slips = (slip for slip in field_slips(corpus) if not is_another_field(slip))
    return differing(islice(slips, 0, None, every), reread)


def lost_stances(corpus: Corpus, every: int = 1) -> list[str]:
    """Stances that are not suggested first where they lack a letter; one slip in so many."""
    return differing(islice(stance_slips(corpus), 0, None, every), reread)


def lost_references(corpus: Corpus, every: int = 1) -> list[str]:
    """References that are not suggested first where they lack a letter; one slip in so many."""
    slips = (slip for slip in reference_slips(corpus) if not is_another_address(corpus, slip))
    return differing(islice(slips, 0, None, every), partial(reresolved, corpus))
