"""What an assumed Loewner order says of declared matrices, read off the way it is written.

A > 0 says that the form of A is positive, so that A is invertible, and positive definite if it is
symmetric; X^T X > 0 says that X has full column rank. The diagonal blocks of what is semidefinite
or definite are so too. What is above something definite is definite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linebyline.proof.blocks import rows_of
from linebyline.proof.kernel.words import SYMMETRIC
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

POSITIVE, NONNEGATIVE = "positive form", "nonnegative form"
Found = tuple[str, str]


def from_orders(assumptions: Iterable[Relation]) -> Iterator[Found]:
    """Yield names of matrices with a word for what the assumed orders say of their forms."""
    orders = [order for relation in assumptions for order in _as_order(relation)]
    for big, small, is_strict in orders:
        if small.op == "zeros":
            yield from _above_zero(big, POSITIVE if is_strict else NONNEGATIVE)
    forms: dict[Symbol, str] = {}
    for _ in orders:
        for big, small, is_strict in orders:
            if big.op == "symbol":
                below = _form_of(small, forms)
                form = POSITIVE if is_strict and below else below
                if form and forms.get(big.data) != POSITIVE:
                    forms[big.data] = form
    yield from ((name.tex, form) for name, form in forms.items())


def settled(properties: frozenset[str]) -> frozenset[str]:
    """Properties with what is known of the form turned into what it means."""
    is_symmetric = not SYMMETRIC.isdisjoint(properties)
    found = set(properties - {POSITIVE, NONNEGATIVE})
    if POSITIVE in properties:
        found |= {"invertible", "positive definite"} if is_symmetric else {"invertible"}
    elif NONNEGATIVE in properties and is_symmetric:
        found.add("positive semidefinite")
    return frozenset(found)


def _as_order(relation: Relation) -> Iterator[tuple[Expr, Expr, bool]]:
    left, right = relation.left, relation.right
    if isinstance(left, Relation) or isinstance(right, Relation) or left.shape is None:
        return
    if relation.sign in (">", ">="):
        yield left, right, relation.sign == ">"
    elif relation.sign in ("<", "<="):
        yield right, left, relation.sign == "<"


def _above_zero(big: Expr, form: str) -> Iterator[Found]:
    if big.op == "symbol":
        yield big.data.tex, form
    elif big.op == "blocks" and big.data[0] == big.data[1]:
        for k, row in enumerate(rows_of(big)):
            if row[k].shape is not None:
                yield from _above_zero(row[k], form)
    elif big.op == "mul" and len(big.args) == 2 and form == POSITIVE:
        turned, straight = big.args
        is_gram = turned.op == "transpose" and turned.args[0] == straight
        if is_gram and straight.op == "symbol":
            yield straight.data.tex, "full column rank"


def _form_of(small: Expr, forms: dict[Symbol, str]) -> str:
    if small.op == "zeros":
        return NONNEGATIVE
    if small.op == "identity" or _is_positive_multiple(small):
        return POSITIVE
    if small.op != "symbol":
        return ""
    name: Symbol = small.data
    if "positive definite" in name.properties:
        return POSITIVE
    declared = NONNEGATIVE if "positive semidefinite" in name.properties else ""
    return forms.get(name, declared)


def _is_positive_multiple(small: Expr) -> bool:
    """Whether this is an identity times names and numbers that are declared positive."""
    if small.op != "mul" or [f.op for f in small.args if f.shape is not None] != ["identity"]:
        return False
    scalars = [factor for factor in small.args if factor.shape is None]
    return all(
        (f.op == "symbol" and f.data.domain.is_positive) or (f.op == "number" and f.data > 0)
        for f in scalars
    )
