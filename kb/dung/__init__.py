"""Abstract argumentation frameworks (Dung 1995): extensions, acceptance, and their file formats.

Knows nothing of the knowledge base. A `Framework` is arguments and attacks; `extensions` finds its
grounded, complete, preferred, stable, ideal, semi-stable and stage extensions one by one,
`credulous` and `sceptical` decide about one argument. `read`, `af`, `tgf` and `apx` are the formats
of the solver competitions, `answer` is what a solver prints there.

The grounded labelling is found first. What it leaves undecided falls into parts that no attack
joins, and a part into strongly connected components. Each component is searched by backtracking:
an argument is put in, or kept out, and labels that no neighbour allows any more are struck out
(labellings: Caminada 2006; backtracking: Nofal, Atkinson and Dunne 2014; component by component:
Baroni, Giacomin and Guida 2005, Cerutti et al. 2014).
"""

from kb.dung.answers import TASKS, UnknownTask, answer, data
from kb.dung.framework import DungError, Framework, UnknownArgument
from kb.dung.reading import FORMS, Reading, Unreadable, decoded, form_of, read
from kb.dung.semantics import (
    CODES,
    SEMANTICS,
    UnknownSemantics,
    Verdict,
    credulous,
    extensions,
    known,
    sceptical,
    size,
    some,
)
from kb.dung.writing import af, apx, tgf

__all__ = [
    "CODES",
    "FORMS",
    "SEMANTICS",
    "TASKS",
    "DungError",
    "Framework",
    "Reading",
    "UnknownArgument",
    "UnknownSemantics",
    "UnknownTask",
    "Unreadable",
    "Verdict",
    "af",
    "answer",
    "apx",
    "credulous",
    "data",
    "decoded",
    "extensions",
    "form_of",
    "known",
    "read",
    "sceptical",
    "size",
    "some",
    "tgf",
]
