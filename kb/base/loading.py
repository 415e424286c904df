"""How a base is read from a folder, or from a state of it that git keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kb import rules
from kb.base.home import default_folder
from kb.base.knowledge import KnowledgeBase
from kb.errors import InvalidKnowledgeBase, NoEntries
from kb.findings import errors
from kb.read import state
from kb.rules import report


def load(
    path: str | Path | None = None, *, strict: bool = True, revision: str | None = None
) -> KnowledgeBase:
    """The knowledge base in a folder.

    Args:
        path: a folder of entries, or a checkout that has one; without it, the entries that belong
            to the installed library.
        strict: refuse a base with mistakes. Otherwise broken entries are left out, and all
            mistakes are listed in `findings`.
        revision: a tag, branch or commit of the checkout that the folder stands in; git is asked
            for it, and no file changes. The files as they are, unless given.

    Raises:
        NoEntries: if there is no such folder.
        NoSuchState: if there is no git, no checkout, or no such revision.
        InvalidKnowledgeBase: if `strict` and there are mistakes; it lists all of them.

    >>> base = load()
    >>> base["rlhf"].title
    'Reinforcement learning from human feedback'
    """
    folder = Path(path) if path is not None else default_folder()
    if not folder.is_dir():
        raise NoEntries(folder)
    if (folder / "entries").is_dir():
        folder = folder / "entries"
    if revision is None:
        return _read(folder, strict=strict)
    with state(folder, revision) as past:
        return replace(_read(past.entries, strict=strict), folder=folder, revision=past.commit)


def _read(folder: Path, *, strict: bool) -> KnowledgeBase:
    corpus, findings = rules.check(folder)
    if strict and (problems := errors(findings)):
        raise InvalidKnowledgeBase(problems, report.text(problems, folder.parent, tried=False))
    return KnowledgeBase(corpus, folder, findings)
