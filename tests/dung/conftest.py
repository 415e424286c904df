"""Random frameworks, and somebody else's solver to ask about them."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pycryptosat
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Solver:
    """The part of PySAT's solver that pygarg calls, answered by CryptoMiniSat."""

    def __init__(self, **_: Any) -> None:
        self.solver = pycryptosat.Solver(threads=1)
        self.possible = True
        self.model: list[int] | None = None

    def add_clause(self, clause: list[int]) -> None:
        if clause:
            self.solver.add_clause(clause)
        else:
            self.possible = False

    def solve(self, assumptions: Iterable[int] = ()) -> bool:
        found, values = self.solver.solve(list(assumptions)) if self.possible else (False, None)
        listed = enumerate((values or ())[1:], 1)
        self.model = [place if true else -place for place, true in listed] if found else None
        return self.model is not None

    def get_model(self) -> list[int] | None:
        return self.model

    def enum_models(self) -> Iterator[list[int]]:
        while self.solve():
            model = self.model or []
            yield model
            self.add_clause([-literal for literal in model])

    def delete(self) -> None:
        self.possible = False


class Cnf:
    """A list of clauses, some of which need not hold."""

    def __init__(self) -> None:
        self.clauses: list[list[int]] = []
        self.soft: list[list[int]] = []

    def append(self, clause: list[int], weight: int | None = None) -> None:
        (self.clauses if weight is None else self.soft).append(clause)


class Lbx:
    """Smallest sets of soft clauses, each of one variable, without which the rest can hold."""

    def __init__(self, formula: Cnf, **_: Any) -> None:
        self.soft = [variable for [variable] in formula.soft]
        self.solver = Solver()
        for clause in formula.clauses:
            self.solver.add_clause(clause)

    def compute(self) -> list[int] | None:
        if not self.solver.solve():
            return None
        true = set(self.solver.model or ())
        for variable in self.soft:
            kept = [one for one in self.soft if one in true]
            if variable not in true and self.solver.solve([*kept, variable]):
                true = set(self.solver.model or ())
        return [place for place, one in enumerate(self.soft, 1) if one not in true]

    def enumerate(self) -> Iterator[list[int]]:
        while (found := self.compute()) is not None:
            yield found

    def block(self, found: list[int]) -> None:
        self.solver.add_clause([self.soft[place - 1] for place in found])

    def delete(self) -> None:
        self.solver.delete()


@pytest.fixture(scope="session")
def pygarg() -> Any:
    """The solver of pygarg, which says in clauses what extensions are.

    It asks PySAT for models of them. Where PySAT is not installed, CryptoMiniSat answers instead.
    """
    if find_spec("pysat") is None:
        names = {"solvers": {"Solver": Solver}, "formula": {"CNF": Cnf, "WCNF": Cnf}}
        names |= {"": {}, "examples": {}, "examples.lbx": {"LBX": Lbx}}
        for name, members in names.items():
            module = ModuleType(f"pysat.{name}".rstrip("."))
            vars(module).update(members)
            sys.modules[module.__name__] = module
    from pygarg.dung import solver

    return solver
