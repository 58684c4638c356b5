"""Values of formulas at ninety digits: numbers, matrices, sums, differences, comparisons."""

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

Env = Mapping[str, Any]
Code = Callable[[Env], Any]
DIGITS = 90
mp.dps = DIGITS


class Undefined(ArithmeticError):
    """A formula has no real value at a point."""


class TooClose(AssertionError):
    """Two values agree to so many digits that nothing can be said."""


def plain(value: Any) -> Any:
    """A 1 by 1 matrix is a scalar."""
    single = isinstance(value, mp.matrix) and (value.rows, value.cols) == (1, 1)
    return value[0, 0] if single else value


def real(value: Any) -> Any:
    if isinstance(value, mp.mpc):
        raise Undefined("not real")
    if mp.isinf(value) or mp.isnan(value):
        raise Undefined("not finite")
    return value


def size_of(value: Any) -> Any:
    return mp.norm(value) if isinstance(value, mp.matrix) else abs(value)


def power(base: Any, exponent: Any, is_complex: bool = False) -> Any:
    whole = not isinstance(exponent, mp.mpc) and mp.isint(exponent)
    if isinstance(base, mp.matrix):
        assert whole
        return plain((base if exponent > 0 else inverse(base)) ** abs(int(exponent)))
    if (base == 0 and not whole and exponent < 0) or (base == 0 and whole and exponent < 0):
        raise Undefined("power of zero")
    value = base ** int(exponent) if whole else mp.power(base, exponent)
    return value if is_complex else real(value)


def identity(size: int) -> Any:
    return plain(mp.eye(size))


def inverse(value: Any) -> Any:
    if not isinstance(value, mp.matrix):
        return divide(mp.mpf(1), value)
    if abs(_det(value)) < mp.mpf(10) ** (-DIGITS // 2):
        raise Undefined("singular")
    return value**-1


class Smallest:
    """Divisors below this are taken for rounded zeros; densities far out are not."""

    divisor = mp.mpf(10) ** (-DIGITS + 10)


def divide(top: Any, bottom: Any) -> Any:
    if abs(bottom) <= Smallest.divisor:
        raise Undefined("division by zero")
    return top / bottom


def multiply(a: Any, b: Any) -> Any:
    return plain(a * b)


def plus(a: Any, b: Any) -> Any:
    if isinstance(a, mp.matrix) != isinstance(b, mp.matrix):
        a, b = (a, b) if isinstance(a, mp.matrix) else (b, a)
        assert b == 0, "a scalar is added to a matrix"
        return a
    return a + b


def _inverse_sine(x: Any) -> Any:
    return real(mp.asin(x))


def length(value: Any) -> Any:
    return mp.sqrt(sum(x * x for x in value)) if isinstance(value, mp.matrix) else abs(value)


def _trace(value: Any) -> Any:
    return sum(value[i, i] for i in range(value.rows)) if isinstance(value, mp.matrix) else value


def _det(value: Any) -> Any:
    """By elimination with the largest pivots; mpmath's own fails for columns of zeros."""
    if not isinstance(value, mp.matrix):
        return value
    rows, product = value.tolist(), mp.mpf(1)
    for k in range(len(rows)):
        best = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        if rows[best][k] == 0:
            return mp.mpf(0)
        if best != k:
            rows[k], rows[best], product = rows[best], rows[k], -product
        product *= rows[k][k]
        for i in range(k + 1, len(rows)):
            ratio = rows[i][k] / rows[k][k]
            rows[i] = [x - ratio * y for x, y in zip(rows[i], rows[k], strict=True)]
    return product


def _diagonal(value: Any) -> Any:
    return mp.diag(list(value)) if isinstance(value, mp.matrix) else value


def _stacked(value: Any) -> Any:
    if not isinstance(value, mp.matrix):
        return value
    return plain(mp.matrix([value[i, j] for j in range(value.cols) for i in range(value.rows)]))


def entrywise(a: Any, b: Any) -> Any:
    """The product entry by entry."""
    if not isinstance(a, mp.matrix):
        return a * b
    return mp.matrix([[a[i, j] * b[i, j] for j in range(a.cols)] for i in range(a.rows)])


def blocks(a: Any, b: Any) -> Any:
    """The block matrix of the a_ij b."""
    a, b = (x if isinstance(x, mp.matrix) else mp.matrix([[x]]) for x in (a, b))
    rows, columns = range(a.rows * b.rows), range(a.cols * b.cols)
    cells = [
        [a[i // b.rows, j // b.cols] * b[i % b.rows, j % b.cols] for j in columns] for i in rows
    ]
    return plain(mp.matrix(cells))


def ones(size: Any) -> Any:
    return plain(mp.ones(int(size), 1))


JOINTS = {r"\odot": entrywise, r"\otimes": blocks}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "log": mp.log, "ln": mp.log, "exp": mp.exp, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan,
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "arctan": mp.atan, "arcsin": _inverse_sine,
    "arccos": lambda x: real(mp.acos(x)), "max": max, "min": min, "tr": _trace, "det": _det,
    "diag": _diagonal, "vec": _stacked,
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)), "softplus": lambda x: mp.log(1 + mp.exp(x)),
    "relu": lambda x: max(x, mp.mpf(0)), "sign": mp.sign, "erf": mp.erf, "Gamma": mp.gamma,
}  # fmt: skip


def logarithm(x: Any, is_complex: bool) -> Any:
    if x == 0:
        raise Undefined("log of zero")
    return mp.log(x) if is_complex else real(mp.log(x))


def above(gap: Any, strictly: bool) -> bool:
    """Whether a form is nonnegative, or positive, by the eigenvalues of its symmetric part."""
    least = min(mp.eigsy((gap + gap.T) / 2, eigvals_only=True))
    tolerance = mp.mpf(10) ** (-DIGITS // 2 - 5) * (1 + mp.norm(gap))
    if abs(least) < tolerance:
        return not strictly
    return bool(least > 0)


def compare(sign: str, left: Any, right: Any, loose: bool | int) -> bool:
    """Decide a relation between two values, or say that they are too close.

    ``loose`` says that they are known to 28 digits only, or a number how many.
    """
    if isinstance(left, mp.matrix) != isinstance(right, mp.matrix):
        left = plus(left, -right) if isinstance(left, mp.matrix) else plus(-right, left)
        right = left * 0
    if isinstance(left, mp.matrix) and sign not in ("=", "!="):
        return above(left - right if sign in (">=", ">") else right - left, sign in ("<", ">"))
    gap, scale = left - right, 1 + size_of(left) + size_of(right)
    digits = 28 if loose is True else loose or DIGITS // 2 + 5
    tolerance = mp.mpf(10) ** -digits * scale
    same = size_of(gap) < tolerance
    if not same and size_of(gap) < tolerance * 10**6:
        raise TooClose(f"{mp.nstr(size_of(gap), 5)}")
    if sign in ("=", "!="):
        return same == (sign == "=")
    if same:
        return sign in ("<=", ">=")
    return bool(gap < 0) == (sign in ("<", "<="))


def unary(function: Callable[[Any], Any], code: Code) -> Code:
    return lambda env: function(code(env))


def binary(function: Callable[[Any, Any], Any], left: Code, right: Code) -> Code:
    return lambda env: function(left(env), right(env))


def entry_of(value: Any, indices: list[int]) -> Any:
    if isinstance(value, list):  # a family: the member, or an entry of it
        if not 1 <= indices[0] <= len(value):
            raise Undefined("index out of range")
        member = value[indices[0] - 1]
        return entry_of(member, indices[1:]) if indices[1:] else member
    if not isinstance(value, mp.matrix):
        if any(i != 1 for i in indices):
            raise Undefined("index out of range")
        return value
    row, column = (*indices, 1) if len(indices) == 1 else indices
    if not (1 <= row <= value.rows and 1 <= column <= value.cols):
        raise Undefined("index out of range")
    return value[row - 1, column - 1]


def accumulate(sums: bool, code: Code, name: str, low: Code, high: Code) -> Code:
    def value(env: Env) -> Any:
        total: Any = mp.mpf(0 if sums else 1)
        for k in range(int(low(env)), int(high(env)) + 1):
            term = code({**env, name: mp.mpf(k)})
            total = plus(term, total) if sums else multiply(total, term)
        return total

    return value


def proportional(left: Code, right: Code, wrt: list[str], env: Env) -> bool:
    """Whether left / right is the same at several values of the variables."""
    ratios = []
    for shift in (0, mp.mpf(1) / 3, mp.mpf(3) / 4, 2):
        point = {**env, **{w: env[w] * (1 + shift / 7) + shift / 11 for w in wrt}}
        ratios.append(divide(left(point), right(point)))
    return all(compare("=", r, ratios[0], False) for r in ratios[1:])
