"""Values of formulas agree with mpmath, SymPy and exact fractions; where none is, none is given."""

from fractions import Fraction
from math import prod
from random import Random

import flint
import mpmath
import pytest
import sympy
from flint import arb, fmpq

from linebyline.proof.notation import Notation
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import Undecided, Undefined, Unsupported
from linebyline.proof.sympy_writer import to_sympy
from linebyline.proof.tree import Expr, call, constant, det, diff, number, power, symbol

FUNCTIONS = {
    "exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt, "abs": abs, "sin": mpmath.sin,
    "cos": mpmath.cos, "tan": mpmath.tan, "arcsin": mpmath.asin, "arccos": mpmath.acos,
    "arctan": mpmath.atan, "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh,
    "sign": mpmath.sign, "floor": mpmath.floor, "erf": mpmath.erf, "gamma": mpmath.gamma,
    "factorial": mpmath.factorial, "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "relu": lambda x: max(x, 0), "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
}  # fmt: skip


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real("x y z")
    notation.size("n d")
    notation.index("i j", 1, "n")
    notation.array("u", "n")
    notation.matrix("A", "n", "n")
    notation.vector("a b", "n")
    notation.function("f")
    return notation


def value(board: Notation, text: str, **values: object) -> object:
    return evaluate(board.formula(text), values)


def close(ball: object, wanted: object) -> bool:
    with flint.ctx.workprec(160), mpmath.workdps(30):
        got = flint.acb(ball)
        parts = [str(part.mid().str(25, radius=False)) for part in (got.real, got.imag)]
        wanted = mpmath.mpmathify(wanted)
        return abs(mpmath.mpc(*parts) - wanted) < mpmath.mpf(10) ** -18 * (1 + abs(wanted))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@pytest.mark.parametrize("point", ["-7/4", "-2/3", "0", "2/5", "1", "9/2"])
def test_known_functions_agree_with_mpmath(name: str, point: str) -> None:
    x = Fraction(point)
    with flint.ctx.workprec(128), mpmath.workdps(30):
        try:
            got = evaluate(call(name, number(x)), {})
        except Undefined:
            assert (name, point) == ("log", "0") or (name in ("gamma", "factorial") and x <= 0)
            return
        assert close(got, FUNCTIONS[name](mpmath.mpf(x.numerator) / x.denominator))


def random_tree(rng: Random, depth: int, leaves: list[Expr], names: list[str]) -> Expr:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([*leaves, number(rng.randint(-3, 3)), number(Fraction(1, 2))])
    left, right = (random_tree(rng, depth - 1, leaves, names) for _ in range(2))
    pick = rng.randrange(6 if names else 5)
    if pick == 4:
        return power(left, number(rng.randint(1, 3)))
    if pick == 5:
        return call(rng.choice(names), left)
    return [left + right, left - right, left * right, left / right][pick]


def test_rational_trees_agree_with_exact_fractions(board: Notation) -> None:
    leaves = [board.formula(name) for name in "xyz"]
    rng = Random(5)
    point = {"x": Fraction(2, 3), "y": Fraction(-5, 4), "z": Fraction(3)}
    env = {name: fmpq(v.numerator, v.denominator) for name, v in point.items()}
    compared = 0
    for _ in range(300):
        tree = random_tree(rng, 4, leaves, [])
        try:
            wanted = by_fractions(tree, point)
        except ZeroDivisionError:
            with pytest.raises(Undefined):
                evaluate(tree, env)
            continue
        got = evaluate(tree, env)
        assert Fraction(int(got.p), int(got.q)) == wanted
        compared += 1
    assert compared > 200


def by_fractions(tree: Expr, point: dict[str, Fraction]) -> Fraction:
    args = [by_fractions(arg, point) for arg in tree.args]
    match tree.op:
        case "number":
            return tree.data
        case "symbol":
            return point[tree.data.tex]
        case "add":
            return sum(args, Fraction(0))
        case "neg":
            return -args[0]
        case "mul":
            return prod(args)
        case "div":
            return args[0] / args[1]
        case _:
            return args[0] ** int(args[1])


def test_derivatives_of_random_trees_agree_with_sympy(board: Notation) -> None:
    x = board.formula("x")
    rng = Random(6)
    compared = 0
    for _ in range(60):
        tree = random_tree(rng, 3, [x], ["sin", "exp", "tanh", "arctan", "sigmoid"])
        try:
            with flint.ctx.workprec(160):
                got = evaluate(diff(diff(tree, x), x), {"x": fmpq(3, 7)})
        except (Undefined, Undecided):
            continue
        name = next(iter(to_sympy(x).free_symbols))
        formula = to_sympy_with_sigmoid(tree)
        wanted = sympy.N(sympy.diff(formula, name, 2).subs(name, sympy.Rational(3, 7)), 30)
        assert close(got, str(wanted))
        compared += 1
    assert compared > 30


def to_sympy_with_sigmoid(tree: Expr) -> sympy.Expr:
    if tree.op == "call" and tree.data == "sigmoid":
        return 1 / (1 + sympy.exp(-to_sympy_with_sigmoid(tree.args[0])))
    if tree.op in ("number", "symbol"):
        return to_sympy(tree)
    args = [to_sympy_with_sigmoid(arg) for arg in tree.args]
    build = {
        "add": sympy.Add, "mul": sympy.Mul, "neg": lambda a: -a, "div": lambda a, b: a / b,
        "pow": lambda a, b: a**b,
        "call": lambda a: getattr(sympy, {"arctan": "atan"}.get(tree.data, tree.data))(a),
    }  # fmt: skip
    return build[tree.op](*args)


def test_nested_derivatives_by_one_name(board: Notation) -> None:
    x, y = board.formula("x"), board.formula("y")
    trap = diff(x * diff(x + y, y), x)
    assert evaluate(trap, {"x": fmpq(5), "y": fmpq(7)}) == 1
    assert evaluate(diff(diff(x**3, x), x), {"x": fmpq(2)}) == 12


@pytest.mark.parametrize(
    ("text", "x"),
    [
        (r"x^x", 0), (r"\frac{1}{x}", 0), (r"\log x", 0), (r"x^{-2}", 0), (r"\frac{x}{x}", 0),
        (r"\frac{\partial}{\partial x} |x|", 0), (r"\frac{\partial}{\partial x} \sqrt{x}", 0),
        (r"\frac{\partial}{\partial x} \max(x, 2)", 2), (r"\sum_{k=4}^{2} k", 0),
    ],
)  # fmt: skip
def test_what_has_no_value_is_refused(board: Notation, text: str, x: int) -> None:
    if "k" in text:
        board.index("k", 1, "n")
    with pytest.raises(Undefined):
        value(board, text, x=fmpq(x))


def test_an_index_outside_of_its_range_is_refused(board: Notation) -> None:
    u = {(1,): fmpq(5), (2,): fmpq(7)}
    assert value(board, "u_i", u=u, i=fmpq(2)) == 7
    with pytest.raises(Undefined):
        value(board, "u_i", u=u, i=fmpq(3))


def test_sums_end_where_they_say(board: Notation) -> None:
    u = {(k,): fmpq(k * k) for k in (1, 2, 3)}
    assert value(board, r"\sum_{i=1}^{n} u_i", u=u, n=fmpq(3)) == 14
    assert value(board, r"\prod_{i=1}^{n} u_i", u=u, n=fmpq(3)) == 36
    assert value(board, r"\sum_{i=2}^{n} u_i", u=u, n=fmpq(1)) == 0


def test_powers_of_negative_numbers_are_principal(board: Notation) -> None:
    assert value(board, r"x^{1/2}", x=fmpq(-4)) == flint.acb(0, 2)
    root = value(board, r"x^{1/3}", x=fmpq(-8))
    assert root.real.contains(1)
    assert value(board, r"x^{2/3}", x=fmpq(8)) == 4


def test_a_square_root_of_a_square_is_exact(board: Notation) -> None:
    got = value(board, r"\sqrt{x}", x=fmpq(9, 16))
    assert type(got) is fmpq
    assert got == fmpq(3, 4)


def test_infinity_is_not_evaluated(board: Notation) -> None:
    with pytest.raises(Unsupported):
        evaluate(board.formula("x") + constant("oo"), {"x": fmpq(1)})


def test_matrix_functions_agree_with_sympy(board: Notation) -> None:
    rows = [[2, -1, 0], [1, 3, 5], [0, 4, 1]]
    mine = Matrix([[fmpq(x) for x in row] for row in rows])
    theirs = sympy.Matrix(rows)
    env = {"A": mine, "n": fmpq(3)}
    inverse = value(board, "A^{-1}", **env)
    assert [[str(x) for x in row] for row in inverse.rows] == [
        [str(x) for x in row] for row in theirs.inv().tolist()
    ]
    assert value(board, r"\det A", **env) == int(theirs.det())
    assert value(board, r"\operatorname{tr}(A)", **env) == int(theirs.trace())
    assert value(board, "A^3", **env).rows == [
        [fmpq(int(x)) for x in r] for r in (theirs**3).tolist()
    ]


def test_a_singular_matrix_has_no_inverse(board: Notation) -> None:
    singular = Matrix([[fmpq(1), fmpq(2)], [fmpq(2), fmpq(4)]])
    with pytest.raises(Undefined):
        value(board, "A^{-1}", A=singular, n=fmpq(2))


def test_derivative_of_a_determinant_at_a_singular_matrix(board: Notation) -> None:
    a = board.formula("A")
    singular = Matrix([[fmpq(1), fmpq(2)], [fmpq(2), fmpq(4)]])
    assert evaluate(diff(det(a), a[1, 1]), {"A": singular, "n": fmpq(2)}) == 4


def test_inner_products_are_scalars_and_outer_products_matrices(board: Notation) -> None:
    env = {"a": Matrix([[fmpq(1)], [fmpq(2)]]), "b": Matrix([[fmpq(3)], [fmpq(4)]]), "n": fmpq(2)}
    assert value(board, r"a^\top b", **env) == 11
    assert value(board, r"a b^\top", **env).rows == [[3, 4], [6, 8]]
    assert value(board, r"\|b\|", **env) == 5


def test_balls_are_as_sharp_as_asked_for(board: Notation) -> None:
    for bits in (64, 512):
        with flint.ctx.workprec(bits):
            assert value(board, r"\log x", x=fmpq(2)).rad() < arb(2) ** (8 - bits)


def test_unknown_functions_take_their_value_from_the_point(board: Notation) -> None:
    x = symbol(board.names["x"])
    square = board.formula("f(x)")
    assert evaluate(diff(square, x), {"x": fmpq(3), "f": lambda t: t * t}) == 6
