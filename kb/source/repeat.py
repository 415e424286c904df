"""A field written twice in the same words."""

from __future__ import annotations

from kb.findings import Fix, Span


def repeated(text: str, first: Span, again: Span) -> Fix | None:
    """The replacement that takes out the second of two fields; None where they differ.

    Args:
        text: the file.
        first: where the name of the field stands.
        again: where it stands a second time.
    """
    lines = text.split("\n")
    one, two = _field(lines, first), _field(lines, again)
    if lines[again.line - 1][: again.column - 1].strip() or one != two:
        return None
    return Fix(Span(again.line, 1, again.line + len(two), 1), "")


def _field(lines: list[str], key: Span) -> list[str]:
    """The lines of a field, from its name on, told by their indentation."""
    end = key.line
    for number in range(key.line, len(lines)):
        bare = lines[number].lstrip(" ")
        indent = len(lines[number]) - len(bare)
        if (
            bare.strip()
            and indent < key.column
            and not (indent == key.column - 1 and bare.startswith("- "))
        ):
            break
        end = number + 1 if bare.strip() else end
    return [lines[key.line - 1][key.column - 1 :].rstrip(), *lines[key.line : end]]
