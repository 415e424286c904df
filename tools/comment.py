"""Text from a run that nobody vouches for, made fit to be posted as a comment.

A workflow that may write comments reads what a pull request's own code wrote. So the text is data:
short, UTF-8, without control characters, and without mark-up that links, mentions or hides.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Final

LONGEST: Final = 60_000
"""Bytes of text a comment may be made of; the host takes 65,536 characters."""

MARKER: Final = "<!-- kb:diff -->"
"""Stands first in the one comment that is edited, and is not shown."""

_ESCAPES: Final = str.maketrans({"<": "&lt;", "@": "@\u200b"})
_BRACKET: Final = re.compile(r"(\\*)\[")
_ADDRESS: Final = re.compile(r"(?i)(?:\b[a-z][a-z0-9+.-]*)?:(?=//)|\bwww(?=\.)|\bGH(?=-\d)|#(?=\d)")
"""What the host would make a link of by itself; a sign without width after it keeps it text."""


_MARKS: Final = {ord(mark): f"&#{ord(mark)};" for mark in "\\`*_~$|[](){}!>#&"}
"""What Markdown, or the host, would read as more than a letter; as references they are shown."""


class RefusedError(ValueError):
    """The text is not one that is posted."""


def harmless(data: bytes) -> str:
    """The text in some bytes, without anything that could act on its reader.

    Raises:
        RefusedError: for text that is too long or not UTF-8.
    """
    text = _BRACKET.sub(r"\1\1\\[", _shown(data).translate(_ESCAPES))
    return _ADDRESS.sub("\\g<0>\u200b", text)


def inline(text: str, longest: int = 300) -> str:
    """Some foreign text on one line, for a cell or a sentence: no mark-up, no link, no mention.

    Args:
        text: anything.
        longest: how many signs of it are shown.
    """
    plain = " ".join(_shown(text[: LONGEST // 4].encode("utf-8", "ignore")).split())
    if len(plain) > longest:
        plain = f"{plain[:longest].rstrip()}…"
    quiet = _ADDRESS.sub("\\g<0>\u200b", plain.replace("@", "@\u200b"))
    return quiet.translate(_MARKS | {ord("<"): "&lt;"})


def _shown(data: bytes) -> str:
    """The text in some bytes, without what cannot be seen."""
    if len(data) > LONGEST:
        raise RefusedError(f"the text has more than {LONGEST:,} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(f"the text is not UTF-8 at byte {error.start:,}") from None
    # Format characters (Cf) turn the direction of text or hide parts of it.
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"})
    return "".join(kept)


def fenced(data: bytes) -> str:
    """The text as a block that is shown as it is.

    Raises:
        RefusedError: for text that is too long or not UTF-8.
    """
    plain = _shown(data).translate({ord("`"): "'"})
    return f"```text\n{plain.rstrip()}\n```\n"


def from_archive(archive: Path, name: str) -> bytes:
    """One file out of an archive, read no further than a comment is long.

    Raises:
        RefusedError: where it is no archive, or holds no such file.
    """
    try:
        with zipfile.ZipFile(archive) as opened, opened.open(name) as stream:
            return stream.read(LONGEST + 1)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
        raise RefusedError(f"there is no {name} to be read in {archive.name}") from error


def main(arguments: list[str] | None = None) -> int:
    """Prints the comment, or nothing where there is nothing to say; 0 done, 1 refused."""
    parser = argparse.ArgumentParser(prog="python -m tools.comment", description=__doc__)
    parser.add_argument("file", type=Path, help="a text, or an archive that holds it")
    parser.add_argument("--member", metavar="NAME", help="the text in the archive")
    parser.add_argument("--fenced", action="store_true", help="as a block, without the marker")
    given = parser.parse_args(arguments)
    try:
        data = from_archive(given.file, given.member) if given.member else given.file.read_bytes()
        text = fenced(data) if given.fenced else harmless(data).strip()
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 1
    if given.fenced:
        sys.stdout.write(text)
    elif text:
        sys.stdout.write(f"{MARKER}\n{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
