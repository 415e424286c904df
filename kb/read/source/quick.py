"""The tree of a file in which nothing is wrong, in half the time: its places are not looked at."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml
from yaml.nodes import ScalarNode, SequenceNode

from kb.read.source.walk import CONTROL, DEEPEST

_OPENED: Final = 250
_LEAD: Final = re.compile(r"^[ \t?-]{100}", re.MULTILINE)
"""What a text may have more of only if it is nested so deep that composing it takes all the stack.

Brackets that open, and marks of lists and spaces before the first word of a line.
"""


class _OddError(Exception):
    """Something that only a walk event by event can judge, and word."""


class _Composer(yaml.cyaml.CParser):  # type: ignore[name-defined,misc]
    """Composes nodes without asking what their values could mean: every scalar is text."""

    def resolve(self, *_: object) -> str:
        """No tag."""
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Nothing is resolved by where it stands."""

    def ascend_resolver(self) -> None:
        """Nothing is resolved by where it stands."""


class Quick:
    """The tree of a text in which nothing is out of the ordinary.

    Attributes:
        tree: what `Reader` gives for the same text; None where only it can judge the text.
        broken: whether a folded block holds line breaks.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.broken = False
        self.tree = self._read()

    def _read(self) -> dict[str, Any] | None:
        if self.text.count("[") + self.text.count("{") > _OPENED or _LEAD.search(self.text):
            return None
        try:
            tree = self._value(_Composer(self.text).get_single_node(), 0)
        except (_OddError, yaml.YAMLError):
            return None
        return tree if isinstance(tree, dict) else None

    def _value(self, node: Any, depth: int) -> Any:
        """The text, list or fields of a node."""
        # An anchor or a tag is where the value that has it begins; an alias leads to an anchor.
        if node is None or node.tag or self.text.startswith(("&", "!"), node.start_mark.index):
            raise _OddError
        if depth > DEEPEST:
            raise _OddError
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if isinstance(node, SequenceNode):
            return [self._value(item, depth + 1) for item in node.value]
        fields: dict[str, Any] = {}
        for key, value in node.value:
            name = self._value(key, depth + 1)
            if not isinstance(key, ScalarNode) or key.value in fields or name == "<<":
                raise _OddError
            fields[key.value] = self._value(value, depth + 1)
        return fields

    def _scalar(self, node: Any) -> str | None:
        value: str = node.value
        if node.style == '"' and CONTROL.search(value):
            raise _OddError
        if node.style == ">" and "\n" in value:
            self.broken = True
        return value if value or node.style else None
