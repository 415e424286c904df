"""The whole base as Python users meet it, and how it is loaded."""

from __future__ import annotations

import warnings
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kb import rules
from kb.base.card import base_card
from kb.base.sharing import Sharing
from kb.errors import InvalidKnowledgeBase
from kb.findings import errors
from kb.rules import report
from kb.survey.difference import difference

if TYPE_CHECKING:
    from kb.survey.difference import Difference

_HERE = Path(__file__).parent.parent

_FORMER: Final = {"argumentation": "debate"}
"""What had another name in the last release."""


def default_folder() -> Path:
    """The folder of entries that belongs to this installation.

    The entries packaged with the library, or those of the checkout it is installed from.
    """
    packaged = _HERE / "_entries"
    return packaged if packaged.is_dir() else _HERE.parent / "entries"


def load(path: str | Path | None = None, *, strict: bool = True) -> KnowledgeBase:
    """The knowledge base in a folder.

    Args:
        path: a folder of entries, or a checkout that has one; without it, the entries that belong
            to the installed library.
        strict: refuse a base with mistakes. Otherwise broken entries are left out, and all
            mistakes are listed in `findings`.

    Raises:
        InvalidKnowledgeBase: if `strict` and there are mistakes; it lists all of them.

    >>> base = load()
    >>> base["rlhf"].title
    'Reinforcement learning from human feedback'
    """
    folder = Path(path) if path is not None else default_folder()
    if (folder / "entries").is_dir():
        folder = folder / "entries"
    corpus, findings = rules.check(folder)
    if strict and errors(findings):
        problems = errors(findings)
        raise InvalidKnowledgeBase(problems, report.text(problems, folder.parent))
    return KnowledgeBase(corpus, folder, findings)


class KnowledgeBase(Sharing):
    """Every entry, the debate among them, and the graph they form. Nothing in it changes.

    It is made by `kb.load()`. Views of it, made by `as_of`, `as_seen_by` and `suppose`, are
    knowledge bases in their own right, and can be asked everything that it can be asked.
    """

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """What has another name since; the old one gives a DeprecationWarning."""
            if name not in _FORMER:
                raise AttributeError(f"a knowledge base has no {name!r}", name=name, obj=self)
            warnings.warn(
                f"base.{name} is now base.{_FORMER[name]}", DeprecationWarning, stacklevel=2
            )
            return getattr(self, _FORMER[name])

    def __repr__(self) -> str:
        """How much it holds, and what it shows."""
        viewed = f", {self.viewed}" if self.viewed else ""
        return f"<KnowledgeBase of {len(self)} entries{viewed}>"

    def _repr_html_(self) -> str:
        """How much it holds of what, for notebooks, without scripts."""
        first, *rest = map(escape, base_card(self))
        said = "".join(f"<p>{line}</p>" for line in rest)
        return f"<div><p><strong>KnowledgeBase</strong> of {first}</p>{said}</div>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """How much it holds of what, in the forms that notebooks can choose from."""
        first, *rest = (escape(line, quote=False) for line in base_card(self))
        return {
            "text/plain": repr(self),
            "text/html": self._repr_html_(),
            "text/markdown": "\n\n".join([f"**KnowledgeBase** of {first}", *rest]),
        }

    def statistics(self) -> dict[str, Any]:
        """Counts by kind, relation and status, of checked works and of quoted positions."""
        from kb.base.counts import statistics  # noqa: PLC0415

        return statistics(self)

    def diff(self, other: KnowledgeBase) -> Difference:
        """What has changed in another base, compared with this one: entries, links, statuses.

        Args:
            other: a later state, or a view.
        """
        return difference(self.corpus, other.corpus, (self.debate, other.debate))
