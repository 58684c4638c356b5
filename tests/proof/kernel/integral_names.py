"""The names of the integrals in ``integral_true.txt`` and ``integral_false.txt``."""

from linebyline.proof import Notation
from linebyline.proof.exam.declare import notation_of


def notation() -> Notation:
    return notation_of(
        [
            "real x y t z m a b c", r"real \theta", r"positive s r k \lambda", "unit u", "size n",
            "function f g", "density p q", "density J 2", "density w 1 given 1",
            "density R 1 given 1 regular",
        ]
    )  # fmt: skip
