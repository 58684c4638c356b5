r"""Nonnegative combinations of inner products.

The Gram matrix of vectors v_1, ..., v_k in a positive semidefinite metric P has the entries
v_i^T P v_j and is positive semidefinite; so is that of matrices, with entries tr(V_i^T P V_j).
For a positive semidefinite matrix G of scalars, hence, sum_{ij} G_{ij} v_i^T P v_j = tr(G Gram)
is nonnegative. This is how x^T x - 2 t x^T y + t^2 y^T y is seen to be nonnegative without writing
it as a square: its G is (1, -t; -t, t^2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flint import fmpq

from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.matrix_definite import is_definite_letter, is_semidefinite_letter
from linebyline.proof.kernel.matrix_sums import NUMBER, TRACE
from linebyline.proof.kernel.polynomial import ZERO, Atom, Polynomial
from linebyline.proof.kernel.signs import is_nonnegative, is_positive, is_real
from linebyline.proof.kernel.words import Letter, Word, transpose_word, word_key

INNER = (NUMBER, TRACE)
Form = dict[tuple[Word, Word], Polynomial]


def is_gram_form(p: Polynomial, facts: Facts) -> bool:
    """Whether ``p`` is a combination of inner products with a positive semidefinite matrix.

    Each term of ``p`` must hold one inner product, to the first power, and be real otherwise.
    """
    weights = _weights(p)
    if weights is None or not all(is_real(weight, facts) for weight in weights.values()):
        return False
    forms = _forms(weights)
    return forms is not None and all(is_semidefinite(_square(form), facts) for form in forms)


def is_semidefinite(rows: list[list[Polynomial]], facts: Facts) -> bool:
    """Whether elimination shows a real symmetric matrix to be positive semidefinite.

    A matrix with pivot g > 0, first row (g, r^T) and remaining block B is positive semidefinite
    exactly if g B - r r^T is; one with a zero first row exactly if B is.
    """
    rows = [list(row) for row in rows]
    while rows:
        k = _pivot(rows, facts)
        if k is None:
            return len(rows) == 1 and is_nonnegative(rows[0][0], facts)
        pivot, others = rows[k], [j for j in range(len(rows)) if j != k]
        if not pivot[k].terms:
            rows = [[rows[i][j] for j in others] for i in others]
        else:
            rows = [[pivot[k] * rows[i][j] - pivot[i] * pivot[j] for j in others] for i in others]
    return True


def _pivot(rows: list[list[Polynomial]], facts: Facts) -> int | None:
    for k, row in enumerate(rows):
        if not any(p.terms for p in row):
            return k
    corners = [row[k] for k, row in enumerate(rows)]
    return next((k for k, p in enumerate(corners) if p.terms and is_positive(p, facts)), None)


def _weights(p: Polynomial) -> dict[Atom, Polynomial] | None:
    """The scalar factor of each inner product, or ``None`` if some term has none or several."""
    weights: dict[Atom, Polynomial] = {}
    for m, c in p.terms.items():
        products = [(atom, e) for atom, e in m if atom.kind in INNER]
        if len(products) != 1 or products[0][1] != 1:
            return None
        atom = products[0][0]
        rest = Polynomial({tuple([(a, e) for a, e in m if a is not atom]): c})
        weights[atom] = weights.get(atom, ZERO) + rest
    return weights


def _forms(weights: dict[Atom, Polynomial]) -> list[Form] | None:
    """One quadratic form for each metric; vectors are those whose squares occur."""
    inverses = dict.fromkeys(x for atom in weights for x in atom.args if _is_inverse_metric(x))
    ways = {atom: list(_splits_in(atom, inverses)) for atom in weights}
    squares = {(atom.kind, v, metric) for atom in weights for u, metric, v in ways[atom] if u == v}
    forms: dict[tuple[str, Word], Form] = {}
    for atom, weight in weights.items():
        fitting = [
            (u, metric, v)
            for u, metric, v in ways[atom]
            if {(atom.kind, u, metric), (atom.kind, v, metric)} <= squares
        ]
        if not fitting:
            return None
        u, metric, v = min(fitting, key=lambda way: [word_key(part) for part in way])
        form = forms.setdefault((atom.kind, metric), {})
        for pair in ((u, v), (v, u)):
            form[pair] = form.get(pair, ZERO) + weight * _HALF
    return list(forms.values())


def splits(atom: Atom) -> Iterator[tuple[Word, Word, Word]]:
    """Yield all ways to read a number or a trace as u^T P v, P the identity or semidefinite."""
    words: list[Word] = [atom.args]
    if atom.kind == TRACE:
        both = (atom.args, transpose_word(atom.args))
        words = [word[k:] + word[:k] for word in both for k in range(len(word))]
    for word in words:
        for k in range(1, len(word)):
            yield transpose_word(word[:k]), (), word[k:]
        for k in range(1, len(word) - 1):
            if is_semidefinite_letter(word[k]):
                yield transpose_word(word[:k]), (word[k],), word[k + 1 :]


def _is_inverse_metric(letter: Letter) -> bool:
    return letter.inverted and is_definite_letter(letter)


def _splits_in(atom: Atom, inverses: Iterable[Letter]) -> Iterator[tuple[Word, Word, Word]]:
    """All splits, and what they are in the metric P^{-1}.

    u^T v = (P u)^T P^{-1} v = u^T P^{-1} (P v), and u^T P v = (P u)^T P^{-1} (P v).
    """
    for u, metric, v in splits(atom):
        yield u, metric, v
        for inverse in inverses:
            straight = inverse.invert()
            if metric == (straight,):
                yield (straight, *u), (inverse,), (straight, *v)
            elif not metric and u[0].rows == straight.rows:
                yield (straight, *u), (inverse,), v
                yield u, (inverse,), (straight, *v)


def _square(form: Form) -> list[list[Polynomial]]:
    vectors = list(dict.fromkeys(vector for pair in form for vector in pair))
    return [[form.get((u, v), ZERO) for v in vectors] for u in vectors]


_HALF = Polynomial.number(fmpq(1, 2))
