"""Whether the built site is that of the present files. Imports nothing slow."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from kb.errors import KnowledgeBaseError

STAMP: Final = "build/.stamp"
_INPUTS: Final = ("entries", "site", "kb", "mkdocs.yml", "requirements-site.lock", "CHANGELOG.md")


class NoCheckoutError(KnowledgeBaseError):
    """The command needs a checkout, with `entries/`, `site/` and `mkdocs.yml`."""


def checkout() -> Path:
    """The checkout that the working folder is in.

    Raises:
        NoCheckoutError: if there is none.
    """
    here = Path.cwd()
    for place in (here, *here.parents):
        if all((place / name).exists() for name in ("entries", "site", "mkdocs.yml")):
            return place
    raise NoCheckoutError("this is not a checkout: there is no entries/, site/ and mkdocs.yml here")


def fingerprint(root: Path) -> str:
    """A digest of everything the site is made from."""
    digest = hashlib.blake2b(digest_size=16)
    for name in _INPUTS:
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.blake2b(file.read_bytes(), digest_size=16).digest())
    return digest.hexdigest()


def is_fresh(root: Path) -> bool:
    """Whether the last build finished and nothing it read has changed since."""
    stamp = root / STAMP
    return (
        stamp.is_file()
        and (root / "build/site/index.html").is_file()
        and stamp.read_text("utf-8") == fingerprint(root)
    )
