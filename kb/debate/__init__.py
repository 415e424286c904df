"""The debate: what stands, what falls and why.

Points are statements, theses, claims, critiques and arguments, each by its address. A point can
assume other points, and critiques attack points, either to refute or to weaken. Every point has one
label, the least fixpoint of

    out        some refuter is in, or something it assumes is out
    in         every refuter and weakener is out, and everything it assumes is in
    undecided  otherwise

which is the grounded labelling (Dung 1995; Caminada 2006) of a framework in which `weakens` and
`assumes` are compiled to helper arguments; `framework` gives that framework. A status refines the
label: it says what is behind it, and changes none.
"""

from kb.debate.compiled import extensions, framework
from kb.debate.decisive import Decisive, decisive
from kb.debate.labels import Attack, label
from kb.debate.model import Assignment, Debate, closure, supposed
from kb.debate.plans import Plan, attack_plans, defences
from kb.debate.record import debate_of
from kb.debate.strengths import Strength, strengths
from kb.debate.why import Why, grounds, why

__all__ = [
    "Assignment",
    "Attack",
    "Debate",
    "Decisive",
    "Plan",
    "Strength",
    "Why",
    "attack_plans",
    "closure",
    "debate_of",
    "decisive",
    "defences",
    "extensions",
    "framework",
    "grounds",
    "label",
    "strengths",
    "supposed",
    "why",
]
