"""How surely a claim stands: the grades of lines, and three that only claims have.

A claim stands as its weakest piece of evidence. From the strongest to the weakest:

PROVED, EXACT_AT_SIZES, CERTIFIED_ON_BOX, NUMERIC, MONTE_CARLO, RAN, GIVEN, ARGUED, CITED, PROSE

RAN is for algorithms, models and code: a stated behaviour held when the chapter ran. It follows
MONTE_CARLO because a run says nothing beyond itself. GIVEN is for definitions, whose use was
checked but which cannot be true or false. ARGUED is for claims whose lines hold, joined to the
claim by a step that is told in words, such as an induction. PROSE is for figures and conventions:
nothing was checked, and a reason says why. REFUTED and UNDECIDED settle nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from linebyline.proof.verdict import Grade


@dataclass(frozen=True, slots=True)
class Standing:
    """One degree of certainty.

    Attributes:
        name: its name in the evidence and in the counts.
        mark: one character to show.
        word: how it reads in a sentence.
        meaning: what it says, and what it does not.
    """

    name: str
    mark: str
    word: str
    meaning: str


def _of_grade(grade: Grade) -> Standing:
    return Standing(grade.name, grade.mark, grade.word, grade.meaning)


RAN = Standing("RAN", "↻", "run", "implemented and run; the stated behaviour held in that run")
ARGUED = Standing(
    "ARGUED", "◐", "argued", "its lines hold; a step that joins them to the claim is told in words"
)
PROSE = Standing("PROSE", "¶", "prose", "told in words, with a reason; nothing was checked")

STANDINGS: tuple[Standing, ...] = (
    _of_grade(Grade.PROVED),
    _of_grade(Grade.EXACT_AT_SIZES),
    _of_grade(Grade.CERTIFIED_ON_BOX),
    _of_grade(Grade.NUMERIC),
    _of_grade(Grade.MONTE_CARLO),
    RAN,
    _of_grade(Grade.GIVEN),
    ARGUED,
    _of_grade(Grade.CITED),
    PROSE,
)
PROVED = STANDINGS[0]
GIVEN = _of_grade(Grade.GIVEN)

_BY_NAME = {standing.name: standing for standing in STANDINGS}


def standing(name: str) -> Standing:
    """Return the standing of that name.

    Raises:
        ValueError: if a claim cannot stand so, as with REFUTED.
    """
    if name not in _BY_NAME:
        raise ValueError(f"a claim cannot stand as {name!r}; it can as {', '.join(_BY_NAME)}")
    return _BY_NAME[name]


def weakest(standings: Iterable[Standing]) -> Standing:
    """Return the weakest of some standings.

    Raises:
        ValueError: if there are none: without evidence nothing stands.
    """
    found = list(standings)
    if not found:
        raise ValueError("no evidence: a claim needs at least one piece")
    return max(found, key=STANDINGS.index)
