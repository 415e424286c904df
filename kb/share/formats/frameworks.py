"""The debate as an abstract framework, for solvers: the `p af` of ICCMA, ASPARTIX facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.debate import framework
from kb.dung.framework import Framework
from kb.dung.writing import af as af_of
from kb.dung.writing import apx as apx_of

if TYPE_CHECKING:
    from kb.share.formats.format import Whole


def framework_of(whole: Whole) -> Framework:
    """The compiled debate, or the part of it that decides the points near an entry.

    Beside the points there are the helpers that premises and weakenings compile to.
    """
    compiled = Framework(*framework(whole.debate))
    return compiled if whole.of is None else compiled.bearing_on(*whole.dispute.points)


def af(whole: Whole) -> bytes:
    """The framework in the format of ICCMA 2023; comments say what the numbers stand for."""
    first, rest = af_of(framework_of(whole)).split("\n", 1)
    return f"{first}\n# {whole.about.sentence}\n{rest}".encode()


def apx(whole: Whole) -> bytes:
    """The framework as facts; names are written as `kb.dung.marks` says.

    The four facts are left out: there is a sign for comments, but solvers stumble over it.
    """
    return apx_of(framework_of(whole)).encode()
