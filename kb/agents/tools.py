"""The tools that agents are given; what an agent reads of each is its docstring."""

# Annotations are read when the tools are served, so they are not left as strings here.

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from kb.agents import debating, entry, holding, search
from kb.agents.answers import (
    Compared,
    Critiques,
    Cruxes,
    Disagreements,
    Found,
    Inside,
    Order,
    Positions,
    Section,
    Supposed,
    Tensions,
    Timeline,
    Told,
    Way,
)
from kb.agents.citing import sources
from kb.agents.sizes import listed
from kb.base import KnowledgeBase
from kb.model.words import KINDS, STATUS_SENTENCE, statuses

_Text = Annotated[str, Field(max_length=200)]
_STATUSES = ", ".join(statuses(reason=True))

Address = Annotated[
    _Text,
    Field(
        description="The id of an entry, such as `rlhf`, or the address of a statement inside "
        "one, such as `rlhf#useful`. `search` finds it."
    ),
]
Addresses = Annotated[
    _Text | Annotated[list[_Text], Field(max_length=20)] | None,
    Field(
        description="An address, or several: of claims, statements, proposals, forecasts, reasons."
    ),
]
Person = Annotated[
    _Text, Field(description="The id or name of a person, such as `paul-christiano`.")
]
Skip = Annotated[
    int, Field(description="How many rows to leave out, to see those after them.", ge=0)
]


@dataclass(frozen=True)
class Tools:
    """What agents can ask of a base; every answer is small and carries its sources."""

    base: KnowledgeBase

    def search(
        self,
        text: Annotated[_Text, Field(description="A few words, such as `reward hacking`.")],
        kind: Annotated[
            _Text | None,
            Field(description=f"Only entries of this kind: {', '.join(KINDS)}; or `statement`."),
        ] = None,
        skip: Skip = 0,
    ) -> Found:
        """Find entries, and statements inside entries, by words. Start here.

        It looks in names, then in the sentences that entries stand for, then in their accounts.
        Each hit has the address by which the other tools take it, its kind, its sentence, a
        source, and its status where it has one. A misspelt name finds what is called nearly so.
        """
        return search.search(self.base, text, kind, skip)

    def entry(
        self,
        id: Address,  # noqa: A002 - the word for it everywhere in the base
        section: Annotated[
            Literal["card"] | Section,
            Field(
                description="The card, or one of its lists alone. `account` is the entry's text, "
                "by paragraphs; `recorded` is evidence, estimates, milestones and definitions."
            ),
        ] = "card",
        skip: Skip = 0,
    ) -> Told:
        """Read one entry, or one statement inside an entry.

        The card says what it claims, how it stands in the recorded debate and why, what it
        assumes, which critiques there are, what it is related to, and where all that comes from;
        `more` says what was left out and how to get it. Read the account (section="account") before
        you summarise an entry.
        """
        address = self.base.names.address(id)
        if section == "card":
            return entry.card(self.base, address)
        return entry.section(self.base, address, section, skip)

    def critiques(
        self,
        address: Address,
        status: Annotated[
            _Text | None,
            Field(description=f"Only those that are {_STATUSES}."),
        ] = None,
        skip: Skip = 0,
    ) -> Critiques:
        """List the critiques of an entry, of its statements, and of the claims these assume.

        Each says what it attacks and with what force: one that `refutes` makes its target false
        if it holds, one that `weakens` puts it in doubt. A critique of a critique is a reply to
        it. `unanswered` means that no reply is recorded, which says little where `searched`, the
        day on which someone last looked for replies, is absent or long past.
        """
        self._attackable(address)
        return listed(
            Critiques,
            "critiques",
            self.base.critiques_of(address, status),
            partial(debating.critique, self.base),
            skip,
            of=self.base.names.address(address),
            sources=sources(self.base, address, 2),
            caution=STATUS_SENTENCE,
        )

    def _attackable(self, address: str) -> None:
        """Refuses what is no point and has no statements: nothing can be said against it."""
        within = self.base.corpus.within(self.base.names.address(address))
        if not any(one in self.base.debate.points for one in within):
            self.base.names.point(address)

    def positions(
        self,
        about: Annotated[
            _Text | None,
            Field(
                description="The address of a claim, proposal, forecast, critique, argument or "
                "statement; that of an entry stands for its statements too."
            ),
        ] = None,
        holder: Annotated[
            _Text | None, Field(description="The id of a person; only what they hold.")
        ] = None,
        as_of: Annotated[
            _Text | None,
            Field(description="Only what was held by this date: YYYY, YYYY-MM or YYYY-MM-DD."),
        ] = None,
        skip: Skip = 0,
    ) -> Positions:
        """Who holds what: dated positions of people, with the words that show them.

        A stance runs from strongly-disagree over disagree, leans-disagree, unsure, leans-agree and
        agree to strongly-agree; whoever leans has not settled it. A reading that is `inferred` is
        the editors': say so when you report it. A `quote` is in the holder's own words; what is
        `reported` is in the words of the author it begins with, and no quotation of the holder. A
        later position of a person about the same thing replaces an earlier one.
        """
        found = self.base.positions(about, holder=holder, as_of=as_of)
        return listed(
            Positions,
            "positions",
            found,
            partial(holding.position, self.base),
            skip,
            caution=holding.INFERRED,
            sources=sources(self.base, about, 2) if about and skip >= len(found) else (),
        )

    def path(
        self,
        a: Address,
        b: Address,
        through: Annotated[
            Annotated[list[_Text], Field(max_length=5)] | None,
            Field(description="Kinds it may lead through as well: person, work, view."),
        ] = None,
    ) -> Way:
        """The shortest way from one entry or statement to another, in sentences.

        It follows what entries address, assume, attack, support and use, in either direction,
        through concepts, problems, proposals, forecasts, claims, statements, critiques and
        arguments. A path shows how two things are connected in the base, and is no proof that one
        bears on the other.
        """
        return debating.path(self.base, a, b, through or [])

    def suppose(
        self, accept: Addresses = None, reject: Addresses = None, skip: Skip = 0
    ) -> Supposed:
        """What if: which statuses would change if some points stood, or had fallen.

        Points in `accept` are taken to stand, those in `reject` to have fallen, whatever is said
        against or for them; everything else is computed again. Nothing changes in the base, and
        every call starts from the debate as recorded.
        """
        return debating.suppose(self.base, _listed(accept), _listed(reject), skip)

    def view(
        self,
        positions: Annotated[
            Annotated[dict[_Text, _Text | float], Field(max_length=100)],
            Field(
                description="By address: a stance, strongly-disagree, disagree, leans-disagree, "
                "unsure, leans-agree, agree or strongly-agree; or how likely it is, as a number."
            ),
        ],
        skip: Skip = 0,
    ) -> Inside:
        """The debate as someone sees it who holds these positions, and what to ask them next.

        What they agree with stands, what they reject has fallen, what they only lean on is
        undecided, and everything else follows. `tensions` asks where the positions pull against
        each other; `next` has the claims whose answer would settle most. Nothing is recorded.
        """
        return holding.view(self.base, positions, skip)

    def cruxes(
        self,
        one: Annotated[_Text, Field(description="The id of a person, such as `paul-christiano`.")],
        about: Address,
        other: Annotated[
            _Text | None, Field(description="The id of another person, for cruxes of both.")
        ] = None,
        skip: Skip = 0,
    ) -> Cruxes:
        """The claims on which a person's view of something turns, or the views of two people.

        A claim is a crux if flipping it, in the person's view, changes the status of the thing at
        issue there, or if the person names it as one; `changes` and `named` tell which. With two
        people it is a crux for both; `apart` tells whether they see it differently, which is where
        a talk between them would pay. A view is made of the person's recorded positions, and of the
        recorded debate wherever there are none: it is computed, and not what the person said.
        """
        return holding.cruxes(self.base, one, other, about, skip)

    def tensions(self, holder: Person, skip: Skip = 0) -> Tensions:
        """Where a person's recorded positions pull against each other, as questions to them.

        Each says what the person holds, and what would follow from their other positions and the
        recorded debate. It is computed, and no charge: the person may have a reason.
        """
        return listed(
            Tensions,
            "tensions",
            self.base.tensions(holder),
            partial(holding.tension, self.base),
            skip,
            holder=self.base.names.person(holder),
            sources=sources(self.base, self.base.names.person(holder), 2),
            caution=f"{STATUS_SENTENCE} {holding.INFERRED}",
        )

    def disagreements(self, one: Person, other: Person, skip: Skip = 0) -> Disagreements:
        """What two people stand on different sides of, with the latest words of each.

        Firm ones come first: one accepts what the other rejects, and neither only leans. For what
        such a disagreement turns on, ask `cruxes`.
        """
        found = self.base.disagreements(one, other)
        people = (self.base.names.person(one), self.base.names.person(other))
        return listed(
            Disagreements,
            "disagreements",
            found,
            partial(holding.disagreement, self.base),
            skip,
            caution=holding.INFERRED,
            sources=()
            if len(found) > skip
            else tuple(one for who in people for one in sources(self.base, who, 1)),
        )

    def compare(
        self,
        ids: Annotated[
            list[_Text],
            Field(description="Ids of proposals or forecasts.", min_length=1, max_length=6),
        ],
        rows: Annotated[
            _Text,
            Field(description="What by: assumptions, problems, critiques, maturity and more."),
        ] = "assumptions",
        skip: Skip = 0,
    ) -> Compared:
        """Proposals or forecasts side by side: what each assumes, addresses, and has against it.

        A cell that is absent means that nothing is recorded, which is no denial.
        """
        found = self.base.compare(ids, rows)
        return listed(
            Compared,
            "rows",
            found,
            partial(debating.line, found),
            skip,
            caution=STATUS_SENTENCE,
            sources=tuple(
                one for id_ in ids for one in sources(self.base, self.base.names.id(id_), 1)
            ),
        )

    def reading_order(
        self,
        ids: Annotated[
            list[_Text], Field(description="Ids of what to understand.", min_length=1, max_length=6)
        ],
        skip: Skip = 0,
    ) -> Order:
        """What to read to understand some entries, each after its prerequisites, with reasons.

        An entry that several of them need comes once; those asked for come last.
        """
        found = self.base.reading_order(*ids)
        return listed(Order, "order", found, partial(debating.reading, self.base), skip)

    def timeline(self, id: Address, skip: Skip = 0) -> Timeline:  # noqa: A002 - as above
        """What happened around an entry, by date: milestones, works, critiques, positions.

        A date may be vague: `2021~` is about 2021, `2019/2021` some time between the two.
        """
        address = self.base.names.id(id)
        found = self.base.timeline(address)
        return listed(
            Timeline,
            "events",
            found,
            partial(debating.event, self.base),
            skip,
            of=address,
            sources=() if len(found) > skip else sources(self.base, address, 2),
        )


def _listed(given: str | list[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else given or []
