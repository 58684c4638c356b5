"""The names of the scalar tests, and what the kernel says of a line over them."""

from collections.abc import Iterator
from pathlib import Path

from linebyline.proof import domains, kernel
from linebyline.proof.notation import Notation
from linebyline.proof.verdict import Proof

NAMES = Notation()
NAMES.real(r"x y t s \alpha \beta \phi")
NAMES.positive("a b c")
NAMES.unit("p u")
NAMES.nonnegative("h")
NAMES.nonzero("v")
NAMES.complex("z")
NAMES.integer("m k")
NAMES.size("n K")
NAMES.interval(r"\theta", 0, r"\pi")
NAMES.interval("r", -1, 1)
NAMES.index("i j", 1, "n")
NAMES.index("l", 1, "K")
NAMES.array("w g", "n")
NAMES.array("q", "n", domain=domains.POSITIVE)
NAMES.array("o", "K")
NAMES.array("A", "n", "n")
NAMES.probabilities("P Q", "n")
NAMES.function("f")
NAMES.function("F", arguments=2)


def proof_of(line: str, *given: str, hint: object = None) -> Proof | None:
    """Return the kernel's proof of a line, if it finds one."""
    assumptions = tuple(NAMES.relation(text) for text in given)
    return kernel.prove(NAMES.relation(line), assumptions, hint)


def proves(line: str, *given: str, hint: object = None) -> bool:
    """Whether the kernel proves a line without side conditions."""
    proof = proof_of(line, *given, hint=hint)
    return proof is not None and not proof.conditions


def conditions_of(line: str, *given: str) -> set[str]:
    """The side conditions of the proof of a line, in TeX."""
    proof = proof_of(line, *given)
    assert proof is not None, line
    return {repr(condition) for condition in proof.conditions}


def lines_of(name: str) -> Iterator[tuple[str, ...]]:
    """Yield relation and assumptions of each line of a list: ``relation :: given; given``."""
    for text in Path(__file__).with_name(name).read_text(encoding="ascii").splitlines():
        if text and not text.startswith("#"):
            relation, _, given = text.partition(" :: ")
            yield (relation, *[part for part in given.split("; ") if part])
