r"""Members of families, and sums of matrices over an index.

The sum :math:`\sum_k c(k) L\, w(k)\, R` is :math:`L (\sum_k c(k) w(k)) R` for L and R free of k,
and what of c is free of k stands outside; the inner sum is a letter, named by its body with the
index at a name of its own. A word free of k takes the sum of its coefficient. Products of such
letters are not opened here: numbers made of them are (see ``matrix_opened``).
"""

from __future__ import annotations

from linebyline.proof.kernel.depths import depth_of_matrix
from linebyline.proof.kernel.facts import Facts, NotProvable, bound_variable
from linebyline.proof.kernel.indicators import solve_for
from linebyline.proof.kernel.matrix_definite import is_semidefinite_word
from linebyline.proof.kernel.matrix_entrywise import free_in
from linebyline.proof.kernel.matrix_letters import key_of_size
from linebyline.proof.kernel.matrix_sums import Matrix, from_letter, from_word, zero
from linebyline.proof.kernel.polynomial import Atom, Polynomial, monomial
from linebyline.proof.kernel.signs import is_nonnegative
from linebyline.proof.kernel.sums import is_in_range, sum_over, written_out
from linebyline.proof.kernel.words import Letter, Made, Word
from linebyline.proof.symbols import Symbol

ONE_SIDED = frozenset({"full column rank", "nonzero"})


def member(family: Symbol, indices: list[Polynomial]) -> Matrix:
    """One member of a declared family, which has the family's properties."""
    *_, rows, columns = family.dims
    properties = family.properties if rows == columns else family.properties & ONE_SIDED
    name = f"{family.tex}[{','.join(index.key for index in indices)}]"
    name = f"{name}:{key_of_size(rows)},{key_of_size(columns)}|{','.join(sorted(properties))}"
    letter = Letter(
        name, rows, columns, properties,
        free=frozenset({family}).union(*[index.free for index in indices]),
        made=Made("member", (family, *indices)),
    )  # fmt: skip
    return from_letter(letter)


def sum_of_matrices(matrix: Matrix, variable: Atom, facts: Facts) -> Matrix:
    """Return the sum of a matrix over a bound variable, which carries its range.

    Raises:
        Undefined: if the sum ends before it begins.
    """
    from linebyline.proof.kernel.matrix_replace import replaced_sum

    result = zero(matrix.rows, matrix.columns)
    values = written_out(variable, "sum")
    if values is not None:
        for value in values:
            result = result + replaced_sum(matrix, {variable: value}, facts)
        return result
    for word, c in matrix.terms.items():
        if variable not in free_in(word):
            one = Matrix(matrix.rows, matrix.columns, {word: sum_over(c, variable, facts)})
            result = result + one.scaled(Polynomial.number(1))
            continue
        for m, number in c.terms.items():
            term = monomial(number, dict(m))
            result = result + _sum_of_term(term, word, matrix, variable, facts)
    return result


def _sum_of_term(c: Polynomial, word: Word, matrix: Matrix, variable: Atom, facts: Facts) -> Matrix:
    from linebyline.proof.kernel.matrix_replace import replaced_sum

    single = c.single
    if single is None:
        raise NotProvable("a coefficient that is no single term")
    for atom in single[1]:
        t = solve_for(atom.args[0], variable) if atom.kind == "delta" else None
        if t is not None and is_in_range(t, variable, facts):  # the delta picks one term
            rest = monomial(single[0], {a: e for a, e in single[1].items() if a is not atom})
            one = Matrix(matrix.rows, matrix.columns, {word: rest})
            return replaced_sum(one, {variable: t}, facts)
    outer = monomial(single[0], {a: e for a, e in single[1].items() if variable not in a.free})
    inner = monomial(1, {a: e for a, e in single[1].items() if variable in a.free})
    places = [k for k, letter in enumerate(word) if variable in letter.free]
    start, stop = places[0], places[-1] + 1
    core = from_word(word[start:stop], word[start].rows, word[stop - 1].columns).scaled(inner)
    left = from_word(word[:start], matrix.rows, word[start].rows)
    right = from_word(word[stop:], word[stop - 1].columns, matrix.columns)
    return (left @ from_letter(_letter(core, variable, facts)) @ right).scaled(outer)


def _letter(body: Matrix, variable: Atom, facts: Facts) -> Letter:
    """The letter of a sum; of the sum and its transpose the one whose name comes first is named."""
    from linebyline.proof.kernel.matrix_replace import replaced_sum

    named = bound_variable(f"m{depth_of_matrix(body)}.0", *variable.args[1:])
    straight = replaced_sum(body, {variable: Polynomial.of(named)}, facts)
    turned = straight.T
    is_turned = turned.key < straight.key
    chosen = turned if is_turned else straight
    properties = set()
    if turned.key == straight.key:
        properties.add("symmetric")
        weights = list(chosen.terms.items())
        if all(is_semidefinite_word(w) and is_nonnegative(c, facts) for w, c in weights):
            properties.add("positive semidefinite")
    free = {x for word, c in chosen.terms.items() for x in (*free_in(word), *c.free)}
    ends = variable.args[1].free | variable.args[2].free
    name = f"sum{chosen.key}|{named.name}|{','.join(sorted(properties))}"
    letter = Letter(
        name, chosen.rows, chosen.columns, frozenset(properties),
        free=frozenset(free - {named}) | ends, made=Made("sum", (chosen, named)),
    )  # fmt: skip
    return letter.transpose() if is_turned else letter


def open_letter(made: Made, facts: Facts) -> tuple[Matrix, Atom]:
    """Return the body of a sum and its variable, renamed to one that occurs nowhere else."""
    from linebyline.proof.kernel.matrix_replace import replaced_sum

    body, named = made.parts
    variable = facts.new_variable(*named.args[1:])
    return replaced_sum(body, {named: Polynomial.of(variable)}, facts), variable
