"""What agents are answered: typed values that carry their sources."""

from kb.agents.answers.debate import Change, Critique, Critiques, Given, Step, Stop, Supposed, Way
from kb.agents.answers.entries import (
    Against,
    Found,
    Hit,
    Recorded,
    Related,
    Section,
    Statement,
    Told,
)
from kb.agents.answers.parts import Attack, Source
from kb.agents.answers.people import Crux, Cruxes, Position, Positions, Seen

__all__ = [
    "Against",
    "Attack",
    "Change",
    "Critique",
    "Critiques",
    "Crux",
    "Cruxes",
    "Found",
    "Given",
    "Hit",
    "Position",
    "Positions",
    "Recorded",
    "Related",
    "Section",
    "Seen",
    "Source",
    "Statement",
    "Step",
    "Stop",
    "Supposed",
    "Told",
    "Way",
]
