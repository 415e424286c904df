"""Schemas as files, and settings that tell editors which file is of which kind."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from kb.disk import write
from kb.edit import schemas
from kb.errors import EditRefused

SETTINGS: Final = ".vscode/settings.json"
_KEY: Final = "yaml.schemas"


def place_of(entries: Path) -> Path:
    """The folder that the schemas of some entries are kept in.

    That is the library's own where it stands beside them, and else a folder of what is built.
    """
    own = entries.parent / schemas.PLACE
    return own if own.is_dir() else entries.parent / "build" / "schema"


def write_schemas(out: Path) -> list[Path]:
    """Writes one schema for each folder of entries.

    Args:
        out: the folder they go to.
    """
    files = [out / f"{kind}{schemas.ENDING}" for kind in schemas.FOLDERS]
    for kind, file in zip(schemas.FOLDERS, files, strict=True):
        write(file, schemas.text(kind).encode())
    return files


def write_settings(entries: Path, out: Path) -> Path:
    """Writes the settings of the editor, and keeps every other one that is there.

    Args:
        entries: the folder of entries.
        out: the folder of schemas.

    Raises:
        EditRefused: if the settings cannot be read, or say something else of the same entries.
    """
    root = entries.parent
    file = root / SETTINGS
    ours = {
        _relative(out / f"{kind}{schemas.ENDING}", root): f"{entries.name}/{folder}/*.yaml"
        for kind, folder in schemas.FOLDERS.items()
    }
    settings = _settings(file, ours)
    listed = settings.setdefault(_KEY, {})
    if not isinstance(listed, dict):
        raise _refused(file, f"`{_KEY}` is not a group of settings", ours)
    for schema, globs in listed.items():
        theirs = {globs} if isinstance(globs, str) else set(map(str, globs or ()))
        both = theirs & set(ours.values())
        if both and schema not in ours and not schema.endswith(schemas.ENDING):
            raise _refused(file, f"`{schema}` is already the schema of {min(both)}", ours)
        if schema in ours and theirs != {ours[schema]}:
            raise _refused(file, f"`{schema}` is already the schema of something else", ours)
    kept = {
        schema: globs
        for schema, globs in listed.items()
        if not (isinstance(globs, str) and globs in ours.values())
    }
    settings[_KEY] = {**kept, **ours}
    write(file, (json.dumps(settings, ensure_ascii=False, indent=2) + "\n").encode())
    return file


def _settings(file: Path, ours: dict[str, str]) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        settings = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise _refused(file, "its settings are not plain JSON", ours) from error
    if not isinstance(settings, dict):
        raise _refused(file, "it does not hold settings", ours)
    return settings


def _refused(file: Path, why: str, ours: dict[str, str]) -> EditRefused:
    paste = json.dumps({_KEY: ours}, indent=2)
    return EditRefused(f"{file} was left as it is: {why}. Add this by hand:\n{paste}")


def _relative(file: Path, root: Path) -> str:
    """A path as the editor reads it: from the folder that is open."""
    path = Path(os.path.relpath(file.resolve(), root.resolve())).as_posix()
    return path if path.startswith("../") else f"./{path}"
