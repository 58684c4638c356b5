r"""Expectations of products of random columns of any size: x^T A x, A x, x x^T and their products.

A product of words is a set of chains: :math:`x^\top M y` has the two ends x and y, joined by M.
With x = mu + u, each end either takes its mean or is paired with another end of the same name,
which puts the covariance between: for chains :math:`a^\top M x` and :math:`x^\top N b`,

.. math:: E[a^\top M u \; u^\top N b] = a^\top M \Sigma N b, \qquad
          E[u^\top M u] = \operatorname{tr}(M \Sigma).

For two ends that is the definition of mean and covariance, for any law. For more, the moment of a
normal law is the sum over all pairings (its higher joint cumulants are zero); for another law
nothing is claimed. One name is taken at a time, one that no other name in sight is given, and the
values of all others count as known. The side of a matrix that is no such end stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from linebyline.proof.dependence import has_descendant
from linebyline.proof.kernel.expectation_unknown import refuse_known_values
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_sums import Matrix, from_word, identity, trace, zero
from linebyline.proof.kernel.polynomial import ONE, Atom, Exponent, Polynomial, monomial
from linebyline.proof.kernel.words import ONE_LONG, Letter, Word
from linebyline.proof.laws import AnyLaw, Gaussian, random_names
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

End: TypeAlias = Symbol | Literal["left", "right"] | None  # a name, a side of the result, or done
Powers = dict[Atom, Exponent]
MOST_ENDS = 8


@dataclass(frozen=True, slots=True)
class Chain:
    """A matrix between two ends; an end that is done has length one."""

    left: End
    middle: Matrix
    right: End

    @property
    def turned(self) -> Chain:
        """The transposed chain, which is the same number."""
        return Chain(self.right, self.middle.T, self.left)


def moment_of_words(name: Symbol, powers: Powers, facts: Facts) -> Polynomial | None:
    """Return the expectation over one name of a product of numbers such as x^T A x, or None."""
    chains: list[Chain] = []
    for atom, e in powers.items():
        if atom.kind != "word" or not isinstance(e, int) or e < 1:
            return None
        chains += [_chain_of_number(name, atom.args)] * e
    if not _is_known(chains):
        return None
    return _contracted(chains, ONE_LONG, ONE_LONG, facts).number


def expectation_of_matrix(
    matrix: Matrix, facts: Facts, given: frozenset[Symbol] = frozenset()
) -> Matrix:
    """Return the expectation of a sum of words over all random names but those that are given.

    Raises:
        NotProvable: if a moment is needed that the declared laws do not give.
    """
    while names := _names(matrix) - given:
        refuse_known_values(facts)
        free_ones = (name for name in names if not has_descendant(name, names | given))
        name = min(free_ones, key=lambda name: name.tex, default=None)
        if name is None:
            raise NotProvable("a random column of which a later one is given")
        matrix = _over_name(name, matrix, facts, given)
    return matrix


def _names(matrix: Matrix) -> frozenset[Symbol]:
    found = frozenset[Symbol]()
    for word, c in matrix.terms.items():
        found = found.union(random_names(c.free), *(random_names(x.free) for x in word))
    return found


def _over_name(name: Symbol, matrix: Matrix, facts: Facts, given: frozenset[Symbol]) -> Matrix:
    from linebyline.proof.kernel.expectation import expectation

    result = zero(matrix.rows, matrix.columns)
    for word, c in matrix.terms.items():
        for m, number in c.terms.items():
            beside = {a: e for a, e in m if name in a.free}
            apart = monomial(number, {a: e for a, e in m if a not in beside})
            if not any(name in letter.free for letter in word):
                others = random_names(frozenset().union(*(a.free for a in beside))) - {name}
                inner = expectation(monomial(1, beside), facts, others)
                whole = Matrix(matrix.rows, matrix.columns, {word: ONE})
                result = result + whole.scaled(inner * apart)
                continue
            chains = _chains_of_word(name, word, matrix) + _chains_of_numbers(name, beside)
            if not _is_known(chains):
                raise NotProvable("a moment of a random column that its law does not give")
            result = result + _contracted(chains, matrix.rows, matrix.columns, facts).scaled(apart)
    return result


def _chains_of_numbers(name: Symbol, powers: Powers) -> list[Chain]:
    chains: list[Chain] = []
    for atom, e in powers.items():
        if atom.kind != "word" or not isinstance(e, int) or e < 1:
            raise NotProvable(f"a random column beside {atom.kind}")
        chains += [_chain_of_number(name, atom.args)] * e
    return chains


def _chain_of_number(name: Symbol, word: Word) -> Chain:
    first, last = _random(name, word[0]), _random(name, word[-1])
    middle = word[bool(first) : len(word) - bool(last)]
    _refuse_random(name, middle)
    rows = word[0].columns if first else ONE_LONG
    columns = word[-1].rows if last else ONE_LONG
    return Chain(first, from_word(middle, rows, columns), last)


def _chains_of_word(name: Symbol, word: Word, matrix: Matrix) -> list[Chain]:
    """A word as one chain, or as two where it is an outer product."""
    cuts = [k for k in range(len(word) + 1) if _width(word, k, matrix) == ONE_LONG]
    if not cuts:
        _refuse_random(name, word)
        return [Chain("left", from_word(word, matrix.rows, matrix.columns), "right")]
    cut = cuts[0]
    chains: list[Chain] = []
    if cut:
        last = _random(name, word[cut - 1])
        middle = word[: cut - bool(last)]
        _refuse_random(name, middle)
        columns = word[cut - 1].rows if last else ONE_LONG
        chains.append(Chain("left", from_word(middle, matrix.rows, columns), last))
    if cut < len(word):
        first = _random(name, word[cut])
        middle = word[cut + bool(first) :]
        _refuse_random(name, middle)
        rows = word[cut].columns if first else ONE_LONG
        chains.append(Chain(first, from_word(middle, rows, matrix.columns), "right"))
    return chains


def _width(word: Word, k: int, matrix: Matrix) -> Expr:
    """The length of the dimension before letter k."""
    return matrix.columns if k == len(word) else word[k].rows


def _random(name: Symbol, letter: Letter) -> Symbol | None:
    is_name = letter.name.partition(":")[0] == name.tex and letter.inverse_of is None
    return name if is_name and letter.free == {name} else None


def _refuse_random(name: Symbol, word: Word) -> None:
    if any(name in letter.free for letter in word):
        raise NotProvable("a random column inside of a word or of an inverse")


def _is_known(chains: list[Chain]) -> bool:
    """Whether the declared laws give the moment: two ends of a name, or more if it is normal."""
    ends = [end for c in chains for end in (c.left, c.right) if isinstance(end, Symbol)]
    if len(ends) > MOST_ENDS:
        return False
    return all(ends.count(end) <= 2 or isinstance(end.law, Gaussian) for end in ends)


def _contracted(chains: list[Chain], rows: Expr, columns: Expr, facts: Facts) -> Matrix:
    """Give each end its mean or a partner, one end after the other; sum over all ways."""
    for k, chain in enumerate(chains):
        turned = chain if isinstance(chain.right, Symbol) else chain.turned
        if isinstance(turned.right, Symbol):
            return _with_end(turned, chains[:k] + chains[k + 1 :], rows, columns, facts)
    return _assembled(chains, rows, columns)


def _with_end(chain: Chain, others: list[Chain], rows: Expr, columns: Expr, facts: Facts) -> Matrix:
    name = chain.right
    assert isinstance(name, Symbol)
    mean, covariance = _first_two(name, facts)
    result = zero(rows, columns)
    if not mean.is_zero:
        done = Chain(chain.left, chain.middle @ mean, None)
        result = result + _contracted([done, *others], rows, columns, facts)
    if chain.left == name:
        number = trace(chain.middle @ covariance, lambda size: _size(size, facts))
        result = result + _contracted(others, rows, columns, facts).scaled(number)
    for k, other in enumerate(others):
        for partner in (other, other.turned):
            if partner.left == name:
                middle = chain.middle @ covariance @ partner.middle
                joined = Chain(chain.left, middle, partner.right)
                rest = others[:k] + others[k + 1 :]
                result = result + _contracted([joined, *rest], rows, columns, facts)
    return result


def _first_two(name: Symbol, facts: Facts) -> tuple[Matrix, Matrix]:
    from linebyline.proof.kernel.matrix_read import read_matrix

    law = name.law
    if not isinstance(law, Gaussian | AnyLaw):
        raise NotProvable("a column of another law")
    mean, covariance = read_matrix(law.mean, facts), read_matrix(law.variance, facts)
    return mean, covariance


def _size(size: Expr, facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.read import read

    return read(size, facts)


def _assembled(chains: list[Chain], rows: Expr, columns: Expr) -> Matrix:
    """Multiply numbers, the column that is open to the left, and the row open to the right."""
    factor, left, right = ONE, identity(ONE_LONG), identity(ONE_LONG)
    for chain in chains:
        turned = chain.turned if chain.left == "right" or chain.right == "left" else chain
        if (turned.left, turned.right) == ("left", "right") or turned.left == "left":
            left = turned.middle
        elif turned.right == "right":
            right = turned.middle
        else:
            factor = factor * turned.middle.number
    whole = left if right.rows != left.columns else left @ right
    assert (whole.rows, whole.columns) == (rows, columns)
    return whole.scaled(factor)
