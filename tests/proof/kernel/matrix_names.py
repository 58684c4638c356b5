"""The letters of the matrix tests, and what the kernel says of a line over them."""

from linebyline.proof import kernel
from linebyline.proof.notation import Notation
from linebyline.proof.verdict import Proof

NAMES = Notation()
NAMES.size("n m d")
NAMES.real("a b t s")
NAMES.positive(r"\lambda \mu")
NAMES.real(r"\theta")
NAMES.index("i j k", 1, "n")
NAMES.matrix("A B C", "n", "n")
NAMES.matrix("M N", "n", "n", "invertible")
NAMES.matrix("S", "n", "n", "symmetric")
NAMES.matrix("Q R", "n", "n", "orthogonal")
NAMES.matrix("K", "n", "n", "positive definite")
NAMES.matrix("W", "n", "n", "positive semidefinite")
NAMES.matrix("D E", "n", "n", "diagonal")
NAMES.matrix("X", "n", "d", "full column rank")
NAMES.matrix("Y U", "n", "d")
NAMES.matrix("V", "d", "n")
NAMES.matrix("G", "d", "d", "positive definite")
NAMES.matrix("F", "d", "d", "invertible")
NAMES.matrix("P T", 2, 2)
NAMES.matrix("L", "n", "m")
NAMES.matrix("Z", "m", "m", "positive definite")
NAMES.vector("g", "m")
NAMES.vector("u v w x y", "n")
NAMES.vector("z", "n", "nonzero")
NAMES.vector(r"\beta", "d")
NAMES.vector("p q", 2)


def proof_of(line: str, *given: str) -> Proof | None:
    """Return the kernel's proof of a line, if it finds one."""
    assumptions = tuple(NAMES.relation(text) for text in given)
    proof: Proof | None = kernel.prove(NAMES.relation(line), assumptions)
    return proof
