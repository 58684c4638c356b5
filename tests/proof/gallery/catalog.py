"""How a derivation enters the gallery: by a function, with what is expected of its lines pinned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linebyline.proof import Derivation, Notation
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.kernel.hints import Certificate, log_gap
from linebyline.proof.substitution import unfold
from linebyline.proof.tree import sum_over

EXHIBITS: list["Exhibit"] = []


@dataclass(frozen=True, slots=True)
class Survivor:
    """Mutants of one line that are neither refuted nor proved.

    Attributes:
        piece: TeX that occurs in these mutants and in no other survivor of the line.
        why: the reason.
        count: how many they are.
        is_true: whether they hold, so that no counterexample is missed.
    """

    piece: str
    why: str
    count: int = 1
    is_true: bool = True


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One derivation of the gallery.

    Attributes:
        name: of the function that builds it.
        build: derives it anew.
        grades: the mark of each line's grade, such as ``∎∎▸``.
        conditions: the side conditions of all lines, in TeX.
        survivors: for a line's number, the mutants that survive.
    """

    name: str
    build: Callable[[], Derivation]
    grades: str
    conditions: Sequence[str]
    survivors: Mapping[int, Sequence[Survivor]]


def exhibit(
    grades: str,
    *,
    conditions: Sequence[str] = (),
    survivors: Mapping[int, Sequence[Survivor]] | None = None,
) -> Callable[[Callable[[], Derivation]], Callable[[], Derivation]]:
    """Enter a derivation, with the marks of its lines' grades and what else is known of them."""

    def enter(build: Callable[[], Derivation]) -> Callable[[], Derivation]:
        EXHIBITS.append(Exhibit(build.__name__, build, grades, conditions, survivors or {}))
        return build

    return enter


def given(
    *names: str, define: Mapping[str, str] | None = None, assume: Sequence[str] = ()
) -> Notation:
    """Return a notation: declarations as in the exam, definitions, assumptions."""
    notation = notation_of(names)
    for left, right in (define or {}).items():
        notation.define(left, right)
    notation.assume(*assume)
    return notation


def plainly(notation: Notation, text: str) -> Certificate:
    """The hint that the sides differ by this formula, plainly zero or more."""
    return Certificate(unfold(notation.formula(text), notation.setting.definitions))


def log_gaps(notation: Notation, weight: str, ratio: str, *indices: str) -> Certificate:
    """The hint that the sides differ by the sum of weight * (ratio - 1 - log ratio)."""
    definitions = notation.setting.definitions
    times, inside = (unfold(notation.formula(part), definitions) for part in (weight, ratio))
    body = times * log_gap(inside)
    for name in reversed(indices):
        index = notation.names[name]
        if index.span is None:
            raise ValueError(f"{name} has no range: declare it as an index")
        body = sum_over(body, index, *index.span)
    return Certificate(body)
