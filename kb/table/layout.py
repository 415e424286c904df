"""Rows of plain values as tables: aligned text, Markdown, HTML."""

from __future__ import annotations

import html as escaping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDE = 60


def cell(value: Any) -> str:
    """A value as people read it: nothing for None, yes and no, parts joined by commas.

    >>> cell(None), cell(True), cell(("a", "b")), cell(0.25), cell(3.0)
    ('', 'yes', 'a, b', '0.25', '3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, tuple | list):
        return ", ".join(cell(part) for part in value)
    return str(value)


def text(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, wide: int | None = _WIDE) -> str:
    """The table in aligned columns.

    Args:
        columns: their names.
        rows: one value a column.
        wide: characters beyond which a cell is cut, or None to cut none.

    >>> print(text(["id", "status"], [["rlhf", "contested"]]))
    id    status
    rlhf  contested
    """
    lines = [[_line(cell(value), wide) for value in row] for row in [columns, *rows]]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(value.ljust(width) for value, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _line(value: str, wide: int | None) -> str:
    flat = " ".join(value.split())
    return flat if wide is None or len(flat) <= wide else flat[: wide - 1].rstrip() + "…"


def markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""The table in Markdown, with everything in a cell on one line.

    >>> print(markdown(["id", "by"], [["a|b", ("x", "y")]]))
    | id | by |
    |---|---|
    | a\|b | x, y |
    """
    lines = [_row(columns), "|" + "---|" * len(columns), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(values: Iterable[Any]) -> str:
    cells = (" ".join(escaping.escape(cell(value), quote=False).split()) for value in values)
    return "| " + " | ".join(value.replace("|", "\\|") for value in cells) + " |"


def html(columns: Sequence[str], rows: Iterable[Sequence[Any]], caption: str = "") -> str:
    """The table in HTML, escaped, without scripts or styles.

    >>> html(["id"], [["<a>"]])
    '<table><thead><tr><th>id</th></tr></thead><tbody><tr><td>&lt;a&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escaping.escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escaping.escape(cell(value))}</td>" for value in row) + "</tr>"
        for row in rows
    )
    said = f"<caption>{escaping.escape(caption)}</caption>" if caption else ""
    return f"<table>{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
