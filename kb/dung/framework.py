"""Arguments and attacks, and what is refused of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class DungError(ValueError):
    """Anything that `kb.dung` refuses."""


class UnknownArgument(DungError):  # noqa: N818 - it says what is so
    """The framework has no argument of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no argument {name!r}.{did_you_mean(name, known)}")


@dataclass(frozen=True, slots=True, init=False)
class Framework:
    """A Dung framework: arguments, and which of them attack which (Dung 1995).

    The order of the arguments decides the order in which extensions come. An attack given twice
    is one attack.

    Args:
        arguments: their names, each different, none empty.
        attacks: pairs of attacker and attacked.

    Raises:
        DungError: for a name that is empty or given twice.
        UnknownArgument: for an attack by or on a name that is no argument.

    >>> Framework(["a", "b"], [("a", "b"), ("a", "b")]).attacks
    (('a', 'b'),)
    """

    arguments: tuple[str, ...]
    attacks: tuple[tuple[str, str], ...]

    def __init__(self, arguments: Iterable[str], attacks: Iterable[tuple[str, str]] = ()) -> None:
        names: dict[str, None] = {}
        for name in arguments:
            if not name:
                raise DungError("an argument has an empty name")
            if name in names:
                raise DungError(f"two arguments are called {name!r}")
            names[name] = None
        pairs = dict.fromkeys((source, target) for source, target in attacks)
        for pair in pairs:
            for name in pair:
                if name not in names:
                    raise UnknownArgument(name, names)
        object.__setattr__(self, "arguments", tuple(names))
        object.__setattr__(self, "attacks", tuple(pairs))

    def __len__(self) -> int:
        """How many arguments there are."""
        return len(self.arguments)

    def attackers(self) -> Mapping[str, list[str]]:
        """The attackers of each argument, in order."""
        found: dict[str, list[str]] = {name: [] for name in self.arguments}
        for source, target in self.attacks:
            found[target].append(source)
        return found

    def bearing_on(self, *names: str) -> Framework:
        """The part that decides these arguments: they, their attackers, and so on.

        Nothing outside attacks this part, so its grounded, complete, preferred and ideal
        extensions are those of the whole, cut down to it (directionality: Baroni and Giacomin
        2007). Of the stable ones this is not true: a far corner that has none takes all away.

        Raises:
            UnknownArgument: for a name that is no argument.

        >>> Framework("abc", [("a", "b"), ("b", "c")]).bearing_on("b").arguments
        ('a', 'b')
        """
        attackers = self.attackers()
        for name in names:
            if name not in attackers:
                raise UnknownArgument(name, attackers)
        reached = set(names)
        frontier = list(names)
        while frontier:
            for attacker in attackers[frontier.pop()]:
                if attacker not in reached:
                    reached.add(attacker)
                    frontier.append(attacker)
        return Framework(
            (name for name in self.arguments if name in reached),
            (pair for pair in self.attacks if pair[1] in reached),
        )
