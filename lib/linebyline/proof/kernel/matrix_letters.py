r"""Letters for declared matrices, with what the declaration and the assumptions say of them.

An assumption that is the definition of a property is read as that property, because letters with
properties have shorter normal forms than equations do: A^T = A, A^T A = 1, x^T x = 1, x != 0,
det A != 0, and their like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_ordered import from_orders, settled
from linebyline.proof.kernel.matrix_sums import Matrix
from linebyline.proof.kernel.polynomial import TooLarge
from linebyline.proof.kernel.words import ONE_LONG, Letter
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr, number

Reader = Callable[[Expr, Facts], Matrix]
Property = tuple[str, str]
ONE_SIDED = frozenset({"full column rank", "orthonormal columns", "nonzero"})
ZERO = number(0)


def letter_of(declared: Symbol, facts: Facts, read: Reader) -> Letter:
    """Return the letter for a declared matrix.

    Args:
        declared: a symbol of kind ``matrix`` that is not of shape (1, 1).
        facts: the assumptions.
        read: reads a matrix, for the assumptions.

    Raises:
        NotProvable: if its entries are not real.
    """
    if not declared.domain.is_real:
        raise NotProvable("a matrix whose entries are not real")
    rows, columns = declared.dims
    properties = declared.properties
    if declared not in facts.moving:
        properties |= _assumed_properties(facts, read).get(declared.tex, frozenset())
    properties = settled(properties)
    if rows != columns:
        properties &= ONE_SIDED
    elif "orthonormal columns" in properties:
        properties |= {"orthogonal"}
    name = f"{declared.tex}:{key_of_size(rows)},{key_of_size(columns)}"
    if properties:
        name = f"{name}|{','.join(sorted(properties))}"
    return Letter(name, rows, columns, properties, free=frozenset({declared}))


def _assumed_properties(facts: Facts, read: Reader) -> dict[str, frozenset[str]]:
    key = ("matrix properties", "")
    if key not in facts.cache:
        found: dict[str, frozenset[str]] = {}
        for relation in facts.assumptions:
            for name, word in _properties_in(relation, read):
                found[name] = found.get(name, frozenset()) | {word}
        for name, word in from_orders(facts.assumptions):
            found[name] = found.get(name, frozenset()) | {word}
        facts.cache[key] = found
    known: dict[str, frozenset[str]] = facts.cache[key]
    return known


def _properties_in(relation: Relation, read: Reader) -> Iterator[Property]:
    left, right = relation.left, relation.right
    if isinstance(left, Relation) or isinstance(right, Relation):
        return
    for _, node in (*walk(left), *walk(right)):  # what is assumed has a value
        if node.op == "inverse" and node.args[0].op == "symbol" and node.shape is not None:
            yield node.args[0].data.tex, "invertible"
    if relation.sign == "=" and left.shape is not None:
        try:
            yield from _from_equation(read(left, Facts()) - read(right, Facts()))
        except (NotProvable, TooLarge):
            return
    elif relation.sign == "!=" or (left.shape is None and relation.sign in (">", "=")):
        yield from _from_scalar(relation.sign, left, right)
    elif left.shape is None and relation.sign == "<":
        yield from _from_scalar(">", right, left)


def _from_equation(difference: Matrix) -> Iterator[Property]:
    """Read the defining equations of symmetric, orthogonal, orthonormal columns, invertible.

    If a product of square matrices is a multiple of 1, its factors are invertible: the product of
    their determinants is not zero.
    """
    values = list(difference.terms.values())
    if len(values) != 2 or values[0].constant is None or values[0] != -values[1]:
        return
    longest, other = sorted(difference.terms, key=len, reverse=True)
    both = (*longest, *other)
    if any(x.inverse_of is not None or x.made or x.place is not None for x in both):
        return
    letters = {letter.name for letter in (*longest, *other)}
    if not other and all(letter.is_square for letter in longest):
        yield from ((_base(letter), "invertible") for letter in longest)
    if len(letters) != 1 or len(longest) > 2:
        return
    first, last = longest[0], longest[-1]
    name = _base(first)
    if len(longest) == 1 and other and first.is_square:
        turned = first.transposed != other[0].transposed
        inverted = first.inverted != other[0].inverted
        if turned:  # A^T = A^{-1}, or A^T = A
            yield name, "orthogonal" if inverted else "symmetric"
    elif len(longest) == 2 and not other and first.transposed != last.transposed:
        if first.inverted or last.inverted:
            return
        if first.is_square:
            yield name, "orthogonal"
        elif first.transposed:
            yield name, "orthonormal columns"


def _from_scalar(sign: str, left: Expr, right: Expr) -> Iterator[Property]:
    """Read x != 0, det A != 0, x^T x > 0, x^T x = 1, and the same with the length of x."""
    if sign == "=":
        vector = _length_of(left)
        if vector is not None and right == ONE_LONG:
            yield vector.tex, "orthonormal columns"
        return
    if right != ZERO and right.op != "zeros":
        return
    vector = _length_of(left)
    if vector is not None:
        yield vector.tex, "nonzero"
    elif left.op == "det" and left.args[0].op == "symbol":
        yield left.args[0].data.tex, "invertible"
    elif sign == "!=" and left.op == "symbol" and _is_column(left):
        yield left.data.tex, "nonzero"


def _length_of(expr: Expr) -> Symbol | None:
    """The vector x, if the formula is its length, or a positive power of it, or x^T x."""
    if expr.op == "pow" and expr.args[1].op == "number" and expr.args[1].data > 0:
        return _length_of(expr.args[0]) if expr.args[0].op == "norm" else None
    if expr.op == "norm" and expr.args[0].op == "symbol":
        vector: Symbol = expr.args[0].data
        return vector
    if expr.op == "mul" and len(expr.args) == 2:
        turned, straight = expr.args
        if turned.op == "transpose" and turned.args[0] == straight and straight.op == "symbol":
            column: Symbol = straight.data
            return column if column.kind == "matrix" else None
    return None


def _is_column(expr: Expr) -> bool:
    return expr.shape is not None and expr.shape[1] == ONE_LONG


def _base(letter: Letter) -> str:
    (declared,) = letter.free
    assert isinstance(declared, Symbol)
    return declared.tex


def key_of_size(size: Expr) -> str:
    """A text that tells sizes apart."""
    if size.op in ("number", "symbol"):
        return str(size.data)
    return f"{size.op}({','.join([key_of_size(part) for part in size.args])})"
