"""The reference as it was last made, kept beside the site for as long as the code is the same."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kb.disk import write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KEPT: Final = "build/.reference.json"
_CODE: Final = Path(__file__).parents[1]
_MAKERS: Final = ("griffe", "jinja2", "pygments", "typer")


def kept(root: Path, make: Callable[[Path], Mapping[str, str]]) -> dict[str, str]:
    """The pages of the reference, by path: those kept, or made where they would differ.

    Args:
        root: the checkout.
        make: what makes them, from the folder `site/`.
    """
    file, digest = root / KEPT, _digest(root / "site/templates")
    try:
        found = json.loads(file.read_text("utf-8"))
        if found["of"] == digest:
            return dict(found["pages"])
    except (OSError, ValueError, LookupError, TypeError):
        pass  # whatever is wrong with it, it can be made again
    pages = dict(make(root / "site"))
    write(file, json.dumps({"of": digest, "pages": pages}, ensure_ascii=False).encode())
    return pages


def _digest(templates: Path) -> str:
    """A digest of all that the reference is made from."""
    digest = hashlib.blake2b(digest_size=16)
    for maker in _MAKERS:
        digest.update(f"{maker} {version(maker)}\0".encode())
    for folder, pattern in ((_CODE, "*.py"), (templates, "*.j2")):
        for file in sorted(folder.rglob(pattern)):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.blake2b(file.read_bytes(), digest_size=16).digest())
    return digest.hexdigest()
