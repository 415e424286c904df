"""Words of closed sets in a query: one that no cell can hold is named, and not answered by nothing.

An engine cannot know that `status = 'contestd'` finds nothing because there is no such status. So
where an answer is empty, what the query compares such columns with is looked at.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.errors import QueryError
from kb.graph.model import EDGES
from kb.model.words import KINDS, Force, Label, Stance, Status
from kb.suggest import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kb.table import Table

_WORDS: Final[Mapping[str, Collection[str]]] = MappingProxyType(
    {
        "kind": (*KINDS,),
        "status": (*Status,),
        "label": (*Label,),
        "stance": (*Stance,),
        "force": (*Force,),
        "relation": (*EDGES,),
    }
)
_COMPARED: Final = re.compile(
    rf"""\b(?P<column>{"|".join(_WORDS)})\b["`]?(?:\s*[=:]\s*|\s+)"""
    r"""(?P<mark>['"])(?P<word>[\w -]*)(?P=mark)"""
)


def known(query: str, answer: Table[Any]) -> Table[Any]:
    """The answer to a query.

    Raises:
        QueryError: if it says nothing, and the query asks for a word that a column never holds.
    """
    if any(cell for row in answer.rows for cell in row):
        return answer
    for found in _COMPARED.finditer(query):
        words = [str(word) for word in _WORDS[found["column"]]]
        if found["word"] not in words:
            raise QueryError(unknown(found["column"], found["word"], words))
    return answer
