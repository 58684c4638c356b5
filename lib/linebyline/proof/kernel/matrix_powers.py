r"""Powers of matrices with a symbolic exponent.

The exponent p is an integer, and p >= 0 or the matrix is known to be invertible. Then, by
induction on p and by (A^{-1})^p = A^{-p},

- A^j A^k = A^{j+k}, (A^j)^k = A^{jk}, (A^p)^T = (A^T)^p, (c A)^p = c^p A^p;
- (L M R)^p = L M^p R if R L = 1, for p >= 1, and for all p where L is square, as L R = 1 then;
- (D E)^p = D^p E^p for diagonal matrices, which commute;
- a power of a symmetric, diagonal, orthogonal, definite or invertible matrix is one too.

``equations_of_powers`` draws from A r = s r C, with a number s, that A^p r = s^p r C^p (for C = 1,
r is a matrix of eigenvectors); from A = M that A^p = M^p; from A^2 = A that A^p = A for p >= 1;
from A^m = 0 that A^p = 0 for p >= m.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linebyline.proof.kernel.atom_domains import is_integer
from linebyline.proof.kernel.exponentials import symbolic_power
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.matrix_sums import Matrix, from_letter, from_word, identity
from linebyline.proof.kernel.polynomial import ONE, Polynomial
from linebyline.proof.kernel.signs import is_nonnegative, is_positive
from linebyline.proof.kernel.words import Letter, Made, Word

INHERITED = frozenset(
    {"symmetric", "diagonal", "orthogonal", "positive definite", "positive semidefinite"}
    | {"invertible"}
)
LONGEST = 16


def power_of(matrix: Matrix, p: Polynomial, facts: Facts) -> Matrix:
    """Return a power of a square matrix.

    Raises:
        NotProvable: if the exponent may be negative and the matrix is not known to be invertible.
    """
    if not is_integer(p, facts):
        raise NotProvable("a power of a matrix whose exponent is not known to be an integer")
    is_whole = is_nonnegative(p, facts)
    if matrix.is_zero:
        if not is_positive(p, facts):
            raise NotProvable("the zero matrix to a power that may be zero")
        return matrix
    if matrix.single is None:
        if not is_whole:
            raise NotProvable("a sum of matrices to a power that may be negative")
        return from_letter(_letter(matrix, p, frozenset()))
    c, word = matrix.single
    if not is_whole and not all(letter.is_invertible or letter.inverted for letter in word):
        raise NotProvable("a power that may be negative, of a matrix that may be singular")
    factor = ONE if c == ONE else symbolic_power(c, p, facts)
    return _power_of_word(word, matrix, p, facts).scaled(factor)


def _power_of_word(word: Word, matrix: Matrix, p: Polynomial, facts: Facts) -> Matrix:
    if not word:
        return identity(matrix.rows)
    first, last = word[0], word[-1]
    if len(word) > 1 and last.cancels(first) and (first.is_square or is_positive(p, facts)):
        inner = from_word(word[1:-1], first.columns, last.rows)
        middle = power_of(inner, p, facts)
        return from_letter(first) @ middle @ from_letter(last)
    if all(letter.is_diagonal for letter in word):
        result = identity(matrix.rows)
        for letter in word:
            result = result @ from_word((_power_of_letter(letter, p),), matrix.rows, matrix.rows)
        return result
    if len(word) == 1:
        return from_word((_power_of_letter(first, p),), matrix.rows, matrix.rows)
    return from_letter(_letter(from_word(word, matrix.rows, matrix.columns), p, frozenset()))


def _power_of_letter(letter: Letter, p: Polynomial) -> Letter:
    """The power of one letter; its transpose and inverse go into the power."""
    p = -p if letter.inverted else p
    straight = letter.invert() if letter.inverted else letter
    is_turned = straight.transposed
    straight = straight.transpose() if is_turned else straight
    if straight.made is not None and straight.made.kind == "power":
        base, q = straight.made.parts
        made = _letter(base, q * p, straight.properties, _name_of(base))
    else:
        made = _letter(from_letter(straight), p, straight.properties & INHERITED, straight.name)
    return made.transpose() if is_turned else made


def _letter(base: Matrix, p: Polynomial, properties: frozenset[str], name: str = "") -> Letter:
    """The letter of a power; its name begins with that of its base, to stand beside it."""
    free = {x for word, c in base.terms.items() for y in word for x in y.free}
    free |= {x for c in base.terms.values() for x in c.free}
    if not properties and base.T.key == base.key:
        properties = frozenset({"symmetric"})
    return Letter(
        f"{name or base.key}^{p.key}|{','.join(sorted(properties))}", base.rows, base.columns,
        properties, free=frozenset(free) | p.free, made=Made("power", (base, p)),
    )  # fmt: skip


def _name_of(base: Matrix) -> str:
    """The name of the one letter that a matrix is, if it is one."""
    single = base.single
    return single[1][0].name if single is not None and len(single[1]) == 1 else ""


def fused(word: Word) -> Word:
    """Return a word in which neighbours that are powers of one matrix are one power."""
    for place, letter in enumerate(word):
        if letter.made is None or letter.made.kind != "power":
            continue
        base, p = letter.made.parts
        base, p = base.T if letter.transposed else base, -p if letter.inverted else p
        single = base.single
        root: Word = single[1] if single is not None and single[0] == ONE else ()
        for start, stop, q in _neighbours(word, place, root, base):
            total = p + q
            low, high = min(start, place), max(stop, place + 1)
            return fused(word[:low] + _as_word(base, root, total, letter) + word[high:])
        if letter.inverted or p.constant is not None:
            made = _as_word(base, root, p, letter)
            if made != (letter,):
                return fused(word[:place] + made + word[place + 1 :])
    return word


def _neighbours(
    word: Word, place: int, root: Word, base: Matrix
) -> Iterator[tuple[int, int, Polynomial]]:
    """Yield where a power of the same matrix stands beside, and its exponent."""
    for side in (place - 1, place + 1):
        other = word[side] if 0 <= side < len(word) else None
        if other is not None and other.made is not None and other.made.kind == "power":
            found, q = other.made.parts
            found = found.T if other.transposed else found
            if found.key == base.key:
                yield side, side + 1, -q if other.inverted else q
    size = len(root)
    for start in (place - size, place + 1):
        if size and start >= 0 and word[start : start + size] == root:
            yield start, start + size, ONE
    if size == 1:
        for start in (place - 1, place + 1):
            if 0 <= start < len(word) and word[start] == root[0].invert():
                yield start, start + 1, -ONE


def _as_word(base: Matrix, root: Word, p: Polynomial, letter: Letter) -> Word:
    """A power as a word: written out where the exponent is a small number."""
    c = p.constant
    if c is not None and c.q == 1 and abs(c) <= LONGEST and (root or c == 0):
        turned = root if c >= 0 else tuple(x.invert() for x in reversed(root))
        return turned * abs(int(c))
    straight = base.T if letter.transposed else base
    made = _letter(straight, p, letter.properties, _name_of(straight))
    return (made.transpose() if letter.transposed else made,)


def equations_of_powers(
    letters: Iterable[Letter], equations: Iterable[Matrix], facts: Facts
) -> Iterator[Matrix]:
    """Yield what known equations say of the powers that occur, matrices that are zero."""
    known, letters = list(equations), list(letters)
    yield from _steps(letters)
    for letter in letters:
        if letter.made is None or letter.made.kind != "power":
            continue
        base, p = letter.made.parts
        if base.single is None or len(base.single[1]) != 1 or not is_nonnegative(p, facts):
            continue
        (root,) = base.single[1]
        for equation in known:
            yield from _of_equation(letter, root, p, equation, facts)
            yield from _of_equation(letter.transpose(), root.transpose(), p, equation, facts)


def _steps(letters: Sequence[Letter]) -> Iterator[Matrix]:
    """For a sum M of matrices, whose products are written out: M^{p+1} = M M^p = M^p M."""
    powers = [x for x in letters if x.made is not None and x.made.kind == "power"]
    for lower in powers:
        for upper in powers:
            assert lower.made is not None
            assert upper.made is not None
            (base, p), (other, q) = lower.made.parts, upper.made.parts
            if base.single is None and base.key == other.key and q - p == ONE:
                yield from_letter(upper) - base @ from_letter(lower)
                yield from_letter(upper) - from_letter(lower) @ base


def _of_equation(
    letter: Letter, root: Letter, p: Polynomial, equation: Matrix, facts: Facts
) -> Iterator[Matrix]:
    terms = equation.terms
    power = from_letter(letter)
    for word, c in terms.items():
        if not word or word[0] != root or c.constant is None:
            continue
        rest = Matrix(
            equation.rows, equation.columns, {w: x for w, x in terms.items() if w != word}
        )
        other = (-rest).scaled(Polynomial.number(1 / c.constant))
        if len(word) == 1 and not any(x.name == root.name for w in other.terms for x in w):
            yield power - power_of(other, p, facts)
        elif other.is_zero and set(word) == {root} and is_nonnegative(p - len(word), facts):
            yield power
        elif len(word) == 2 and word[1] == root and set(other.terms) == {(root,)}:
            if other.terms[(root,)] == ONE and is_positive(p, facts):
                yield power - from_letter(root)
        elif other.single is not None:
            yield from _intertwined(power, word[1:], root, other, p, facts)


def _intertwined(
    power: Matrix, r: Word, root: Letter, other: Matrix, p: Polynomial, facts: Facts
) -> Iterator[Matrix]:
    """From A r = s r C that A^p r = s^p r C^p."""
    assert other.single is not None
    s, word = other.single
    if not r or word[: len(r)] != r:
        return
    right = from_word(r, root.columns, r[-1].columns)
    tail = word[len(r) :]
    inner = from_word(tail, r[-1].columns, r[-1].columns)
    if not inner.is_square:
        return
    scale = symbolic_power(s, p, facts)
    yield power @ right - (right @ power_of(inner, p, facts)).scaled(scale)
