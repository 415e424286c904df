"""From the language before November 2026: activity in one word, estimates in any words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from kb.model.types import Number
from kb.model.words import Pace
from tools.migrate.commented import Step, commented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.source import Path, Source

_ACTIVITY: Final = (
    f"Wanted: what became of it, with a date and a source: `state` ({', '.join(Pace)}), `as_of`,"
    " `work`."
)
_ESTIMATE: Final = "Wanted: a number as `value`, or two as `interval`; words go into `quantity`."

_NUMBER: Final = TypeAdapter[float](Number)


def steps(source: Source) -> Iterator[Step]:
    """What has to be done to the file of a proposal or a forecast, in its order."""
    found = [*_activity(source), *_estimates(source)]
    yield from sorted(found, key=lambda step: step.line)


def _activity(source: Source) -> Iterator[Step]:
    word = source.tree.get("activity")
    if isinstance(word, str):
        yield commented(source, ("activity",), f"`activity: {word}`", _ACTIVITY)


def _estimates(source: Source) -> Iterator[Step]:
    listed = source.tree.get("estimates")
    if not isinstance(listed, list):
        return
    wrong = [place for place, one in enumerate(listed) if _worded(one)]
    # A list of nothing is no list, so its name goes with the last of its items.
    paths: list[Path] = [("estimates", place) for place in wrong]
    if wrong and len(wrong) == len(listed):
        paths = [("estimates",)]
    for path in paths:
        said = ", ".join(f"`{_said(listed[place])}`" for place in wrong if path in _around(place))
        yield commented(source, path, f"the estimate {said}", _ESTIMATE)


def _around(place: int) -> tuple[Path, Path]:
    return ("estimates",), ("estimates", place)


def _worded(estimate: Any) -> bool:
    """Whether an estimate is told in words rather than numbers."""
    return isinstance(estimate, dict) and not all(map(_number, _amounts(estimate)))


def _amounts(estimate: dict[str, Any]) -> list[Any]:
    bounds = estimate.get("interval")
    value = [estimate["value"]] if "value" in estimate else []
    return [*value, *(bounds if isinstance(bounds, list) else [])]


def _number(value: Any) -> bool:
    try:
        _NUMBER.validate_python(value)
    except ValidationError:
        return False
    return True


def _said(estimate: dict[str, Any]) -> str:
    return " to ".join(map(str, _amounts(estimate)))
