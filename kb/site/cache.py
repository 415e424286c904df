"""What need not be made again: the whole site, and in it the reference. Imports nothing slow."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kb.disk import write
from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

STAMP: Final = "build/.stamp"
KEPT: Final = "build/.reference.json"
CARDS: Final = "build/.cards"
_INPUTS: Final = ("entries", "site", "kb", "mkdocs.yml", "requirements-site.lock", "CHANGELOG.md")
_CODE: Final = Path(__file__).parents[1]
_MAKERS: Final = ("griffe", "jinja2", "pygments", "typer")


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


def digest(places: Iterable[tuple[Path, str]], said: str = "") -> str:
    """A digest of files, by name and content, and of whatever else counts.

    Folders have a pattern of what counts in them.
    """
    found = hashlib.blake2b(said.encode(), digest_size=16)
    for place, pattern in places:
        for file in sorted(place.rglob(pattern)) if place.is_dir() else [place]:
            if file.is_file() and file.suffix != ".pyc":
                found.update(file.relative_to(place.parent).as_posix().encode() + b"\0")
                found.update(hashlib.blake2b(file.read_bytes(), digest_size=16).digest())
    return found.hexdigest()


def fingerprint(root: Path) -> str:
    """A digest of everything the site is made from."""
    return digest((root / name, "*") for name in _INPUTS)


def is_fresh(root: Path) -> bool:
    """Whether the last build finished and nothing it read has changed since."""
    stamp = root / STAMP
    return (
        stamp.is_file()
        and (root / "build/site/index.html").is_file()
        and stamp.read_text("utf-8") == fingerprint(root)
    )


def kept(root: Path, make: Callable[[Path], Mapping[str, str]]) -> dict[str, str]:
    """The pages of the reference, by path: those kept, or made where they would differ.

    Args:
        root: the checkout.
        make: what makes them, from the folder `site/`.
    """
    makers = " ".join(f"{maker} {version(maker)}" for maker in _MAKERS)
    now = digest([(_CODE, "*.py"), (root / "site/templates", "*.j2")], makers)
    file = root / KEPT
    try:
        found = json.loads(file.read_text("utf-8"))
        if found["of"] == now:
            return dict(found["pages"])
    except (OSError, ValueError, LookupError, TypeError):
        pass  # whatever is wrong with it, it can be made again
    pages = dict(make(root / "site"))
    write(file, json.dumps({"of": now, "pages": pages}, ensure_ascii=False).encode())
    return pages
