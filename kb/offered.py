"""What a package offers, brought in when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def offered(package: dict[str, Any], rooms: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package.

    Args:
        package: its globals, in which what was brought in is kept.
        rooms: the names it offers, and the module of it that makes each.
    """

    def bring(name: str) -> Any:
        if name not in rooms:
            raise AttributeError(f"module {package['__name__']!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package['__name__']}.{rooms[name]}"), name)
        package[name] = value
        return value

    return bring
