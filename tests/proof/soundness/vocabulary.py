"""The names that random relations are made of: every kind of domain, with its borders."""

from fractions import Fraction

from linebyline.proof import domains
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import Expr, entry, number, symbol

ONE = number(1)


def scalar(name: str, domain: Domain) -> Expr:
    """A scalar name."""
    return symbol(Symbol(name, domain=domain))


N, M = scalar("n", domains.SIZE), scalar("m", domains.SIZE)
INTEGERS = [scalar("q", domains.INTEGER), scalar("l", domains.NATURAL), M]
REALS = [scalar("x", domains.REAL), scalar("y", domains.REAL)]
SIGNED = [
    scalar("a", domains.POSITIVE),
    scalar("b", domains.POSITIVE),
    scalar("h", domains.NONNEGATIVE),
    scalar("v", domains.NONZERO),
    scalar("u", domains.UNIT),
    scalar("s", domains.interval(-1, 1, closed=True)),
    scalar("r", domains.interval(Fraction(-5, 2), -1)),
]
COMPLEX = scalar("z", domains.COMPLEX)
SCALARS = [*REALS, *REALS, *SIGNED]

FREE, J, K = (Symbol(name, "index", domains.INTEGER, span=(ONE, N)) for name in "ijk")
ARRAYS = [
    Symbol("w", "array", domains.REAL, (N,)),
    Symbol("d", "array", domains.POSITIVE, (N,)),
    Symbol("p", "array", domains.POSITIVE, (N,), frozenset({"probabilities"})),
]


def matrix(name: str, rows: Expr, columns: Expr, *properties: str) -> Expr:
    """A named matrix."""
    dims = (rows, columns)
    return symbol(Symbol(name, "matrix", domains.REAL, dims, frozenset(properties)))


SQUARE = [
    matrix("A", N, N),
    matrix("B", N, N, "invertible"),
    matrix("C", N, N),
    matrix("S", N, N, "symmetric"),
    matrix("Q", N, N, "orthogonal"),
    matrix("P", N, N, "positive definite"),
    matrix("W", N, N, "positive semidefinite"),
    matrix("D", N, N, "diagonal"),
]
TALL = [matrix("X", N, M, "full column rank"), matrix("Y", N, M)]
COLUMNS = [matrix("e", N, ONE), matrix("f", N, ONE), matrix("g", N, ONE, "nonzero")]


def item(array: Symbol, index: Symbol) -> Expr:
    """One entry of an array."""
    return entry(symbol(array), symbol(index))
