"""Mappings that nobody can change, though they go to other processes and into caches."""

from __future__ import annotations

import copyreg
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")


class Frozen(dict[K, V]):
    """A dictionary that refuses to be changed, for libraries that insist on a dictionary.

    Its `copy` is a dictionary like any other.

    >>> Frozen(kind="claim")["kind"]
    'claim'
    """

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this belongs to a knowledge base, in which nothing changes; copy() it")

    __setitem__ = __delitem__ = _refuse
    __ior__ = update = setdefault = pop = popitem = clear = _refuse

    def __reduce__(self) -> tuple[type[Frozen[K, V]], tuple[dict[K, V]]]:
        """A copy is made whole, and not filled."""
        return type(self), (dict(self),)

    def __deepcopy__(self, _memo: Any) -> Frozen[K, V]:
        """Itself: nothing in it changes."""
        return self


def read_only(values: dict[K, V]) -> MappingProxyType[K, V]:
    """A read-only face of a dictionary that nobody else has."""
    return MappingProxyType(values)


def _reduced(
    mapping: MappingProxyType[K, V],
) -> tuple[Callable[[dict[K, V]], MappingProxyType[K, V]], tuple[dict[K, V]]]:
    return read_only, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduced)
