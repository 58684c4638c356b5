"""Families of derivations that grow in one direction: terms, nested sums, lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

from linebyline.proof import Derivation, derive
from linebyline.proof.exam.declare import notation_of

_LETTERS = "abcfghkmnpqrsuvw"
_INDICES = "ijklm"


@dataclass(frozen=True, slots=True)
class Family:
    """Derivations of the same kind.

    Attributes:
        grows: what there is more and more of.
        sizes: how many there are, smallest first.
        build: makes and checks the derivation of a size.
    """

    grows: str
    sizes: tuple[int, ...]
    build: Callable[[int], Derivation]


def square_of_a_sum(terms: int) -> Derivation:
    """The square of a sum of so many numbers, written out."""
    names = _LETTERS[:terms]
    squares = [f"{a}^2" for a in names]
    products = [f"2 {a} {b}" for a, b in combinations(names, 2)]
    return derive(
        "Square of a sum",
        notation_of([f"real {' '.join(names)}"]),
        f"({' + '.join(names)})^2\n = {' + '.join(squares + products)} :: expand",
    )


def power_of_a_sum(depth: int) -> Derivation:
    """A power of a sum of symbolic length, as sums inside each other."""
    indices = _INDICES[:depth]
    sums = " ".join(rf"\sum_{{{i}=1}}^n" for i in indices)
    factors = " ".join(f"x_{i}" for i in indices)
    return derive(
        "Power of a sum",
        notation_of(["size n", f"index {' '.join(indices)} 1 n", "array x n"]),
        rf"(\sum_{{i=1}}^n x_i)^{depth}" + f"\n = {sums} {factors} :: multiply out",
    )


def back_and_forth(lines: int) -> Derivation:
    """One step of algebra and its way back, so many lines in all."""
    steps = ["= a^2 + 2 a b + b^2 :: expand", "= (a + b)^2 :: collect"]
    chain = "\n".join(steps[number % 2] for number in range(lines))
    return derive("Back and forth", notation_of(["real a b"]), f"(a + b)^2\n{chain}")


FAMILIES: Mapping[str, Family] = {
    "square of a sum": Family("terms", (2, 4, 8, 12, 16), square_of_a_sum),
    "power of a sum": Family("nested sums", (2, 3, 4, 5), power_of_a_sum),
    "back and forth": Family("lines", (2, 4, 8, 16, 32), back_and_forth),
}
