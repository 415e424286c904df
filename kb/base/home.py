"""Where the entries are that belong to the library."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent.parent


def default_folder() -> Path:
    """The folder of entries that belongs to this installation.

    The entries packaged with the library, or those of the checkout it is installed from.
    """
    packaged = _HERE / "_entries"
    return packaged if packaged.is_dir() else _HERE.parent / "entries"
