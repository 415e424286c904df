"""From a folder of files to a corpus, with everything that is wrong collected on the way."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kb.findings import Finding, on_file
from kb.model import MODELS, Entry, Retired
from kb.model.types import ID, LONGEST_ID, slug
from kb.model.words import FOLDERS
from kb.read.corpus import Corpus, Record
from kb.read.source import LARGEST, Source, decode, parse, too_large
from kb.read.validate import read
from kb.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

RETIRED = "retired"
TEXTS = "texts"
"""A folder of stored texts of works, `<work>.txt`, against which quotations are checked."""

LONGEST_TEXT = 8 * 1024 * 1024
"""Bytes that the stored text of a work may have: a long book."""

_ASIDE = frozenset({"README.md", "LICENSE"})


def read_folder(folder: Path, texts: Path | None = None) -> tuple[Corpus, tuple[Finding, ...]]:
    """The corpus in a folder, and the findings that reading it gave.

    The texts of works are read from `texts` below it where no other folder is given.
    """
    findings: list[Finding] = []
    records: list[Record] = []
    retired: dict[str, Retired] = {}
    stubs: dict[str, Source] = {}
    broken: dict[str, str] = {}
    first: dict[str, str] = {}
    for file in _files(folder, findings, broken):
        path = f"{folder.name}/{file.relative_to(folder).as_posix()}"
        id_ = file.stem
        place = file.parent.name
        if id_ in first:
            findings.append(same_id(path, id_, first[id_]))
            # Which of the two a reference means cannot be told, so none is reported.
            broken[id_] = ""
            continue
        first[id_] = path
        source = read_file(file, path)
        outcome = [source] if isinstance(source, Finding) else _entry(source, id_, place)
        if isinstance(outcome, list):
            findings.extend(outcome)
            broken |= dict.fromkeys([*_former(source), id_], _kind(place))
        elif isinstance(outcome, Record):
            records.append(outcome)
        elif isinstance(source, Source):
            retired[id_] = outcome
            stubs[id_] = source
    if not first and not findings:
        findings.append(no_entries(folder.name))
    stored = _texts(texts or folder / TEXTS, texts or folder, findings)
    return Corpus.of(records, retired, broken, stubs, stored), tuple(findings)


def same_id(path: str, id_: str, first: str) -> Finding:
    """The finding on a file whose id is that of another, `first`."""
    message = f"the id `{id_}` is already the id of {first}"
    advice = "ids are unique over all kinds: rename one of the two files"
    return replace(on_file("KB301", path, message, advice), also=(first,))


def no_entries(path: str) -> Finding:
    """The finding on a folder in which nothing was found, right or wrong."""
    advice = "an entry is a file such as entries/proposals/rlhf.yaml"
    return on_file("KB016", path, "there are no entries here", advice)


def _texts(folder: Path, root: Path, findings: list[Finding]) -> dict[str, str]:
    """The texts of works in a folder of `<work>.txt` files; none where there is no folder.

    What is no text becomes a finding: a link to another place, too much, or not UTF-8.
    """
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        path = f"{folder.parent.name}/{folder.name}/{file.name}"
        text = _stored(file, path, Path(os.path.realpath(root)))
        if isinstance(text, Finding):
            findings.append(text)
        else:
            texts[file.stem] = text
    return texts


def _stored(file: Path, path: str, root: Path) -> str | Finding:
    if (wrong := outside(file, path, root)) is not None:
        return wrong
    try:
        if not file.is_file():
            return stray(path, "not a text", file.name)
        if (size := file.stat().st_size) > LONGEST_TEXT:
            return too_large(size, path, LONGEST_TEXT)
        return decode(file.read_bytes(), path, LONGEST_TEXT)
    except OSError as error:
        return unreadable(path, error)


def _files(folder: Path, findings: list[Finding], broken: dict[str, str]) -> Iterator[Path]:
    """The entry files in order.

    What does not belong becomes a finding, and still counts as known (`broken`), so that the
    references to it are not reported as well.
    """
    if not folder.is_dir():
        return
    for place in sorted(folder.iterdir(), key=lambda path: path.name):
        if place.name in _ASIDE or place.name.startswith(".") or place.name == TEXTS:
            continue
        path = f"{folder.name}/{place.name}"
        if not place.is_dir():
            findings.append(stray(path, "a file directly in the folder of entries", place.name))
        elif place.name not in FOLDERS and place.name != RETIRED:
            findings.append(unknown_folder(path, place.name))
            broken |= {file.stem: "" for file in place.iterdir()}
        else:
            root = Path(os.path.realpath(folder))
            for file in sorted(place.iterdir(), key=lambda path: path.name):
                wrong = misplaced(file, f"{path}/{file.name}", root)
                if wrong is not None:
                    findings.append(wrong)
                    broken[slug(file.stem)] = _kind(place.name)
                elif not file.name.startswith("."):
                    yield file


def misplaced(file: Path, path: str, root: Path) -> Finding | None:
    """Why a file in a folder of entries is not an entry; None where it is one, or hidden."""
    if file.name.startswith("."):
        return None
    if (wrong := outside(file, path, root)) is not None:
        return wrong
    if file.is_dir() or file.suffix != ".yaml":
        return stray(path, "not an entry", file.name)
    if file.stem == "index":
        message = "`index` is the name of the page that lists all entries of a kind"
        return on_file("KB017", path, message, "give the entry an id that says what it is about")
    better = slug(file.stem)[:LONGEST_ID].strip("-")
    if not ID.fullmatch(file.stem) or len(file.stem) > LONGEST_ID:
        rename = (f"rename it to `{better}.yaml`",) if better else ()
        shape = "an id is lower-case words joined by `-`, at most 60 characters"
        return on_file("KB017", path, f"`{file.stem}` is not an id", *rename, shape)
    return None


def outside(file: Path, path: str, root: Path) -> Finding | None:
    """The finding on a file that is a link out of a folder; None where it is not."""
    linked = file.is_symlink() or file.parent.is_symlink()
    # realpath, unlike resolve, bears links in a circle.
    if not linked or Path(os.path.realpath(file)).is_relative_to(root):
        return None
    message = "the file is a link to something outside the folder of entries"
    return on_file("KB013", path, message, "put the entry itself here")


def unknown_folder(path: str, name: str) -> Finding:
    """The finding on a folder that is of no kind."""
    known = [*FOLDERS, RETIRED]
    meant = (f"did you mean `{one}`?" for one in nearest(name, known))
    message = f"`{name}` is not a folder of entries"
    return on_file("KB014", path, message, *meant, "folders: " + ", ".join(known))


def stray(path: str, what: str, name: str) -> Finding:
    """The finding on a file that is no entry."""
    help_ = (
        f"rename it to `{name.removesuffix('.yml')}.yaml`"
        if name.endswith(".yml")
        else "entries are <kind>/<id>.yaml"
    )
    return on_file("KB015", path, f"`{name}` is {what}", help_)


def read_file(file: Path, path: str) -> Source | Finding:
    """The source in one file, or the finding that says why there is none."""
    try:
        if file.stat().st_size > LARGEST:
            return too_large(file.stat().st_size, path)
        text = decode(file.read_bytes(), path)
    except OSError as error:
        return unreadable(path, error)
    return text if isinstance(text, Finding) else parse(text, path)


def unreadable(path: str, error: OSError) -> Finding:
    """The finding on a file that the system does not give."""
    reason = os.strerror(error.errno or 0)
    return on_file("KB018", path, f"the file cannot be read: {reason}")


def model_in(place: str) -> type[Entry | Retired]:
    """The model of what is in a folder of entries, by its name.

    Raises:
        KeyError: for a folder in which there are no entries.
    """
    return Retired if place == RETIRED else MODELS[FOLDERS[place].name]


def _kind(place: str) -> str:
    """The kind of what is in a folder; none of what is retired."""
    return FOLDERS[place].name if place in FOLDERS else ""


def _entry(source: Source, id_: str, place: str) -> Record | Retired | list[Finding]:
    entry = read(source, model_in(place))
    return Record(id_, entry, source) if isinstance(entry, Entry) else entry


def _former(source: Source | Finding) -> list[str]:
    """The former ids in a file that is no entry, as far as they can be told."""
    listed = source.tree.get("former_ids") if isinstance(source, Source) else None
    return [old for old in listed if isinstance(old, str)] if isinstance(listed, list) else []
