"""The reader of TeX: what people write is read as they mean it, what is unclear is refused."""

import re

import pytest
from tests.proof.reader.names import NAMES, ONE, at

from linebyline.proof import tree
from linebyline.proof.reader import (
    canonical_name,
    read_chain,
    read_formula,
    read_relation,
    read_step,
)
from linebyline.proof.relation import Relation
from linebyline.proof.tex_writer import tex, tex_relation
from linebyline.proof.verdict import LineError

a, b, n, d = (at(name) for name in "abnd")
x, y, A, X = (at(name) for name in "xyAX")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"a^2 + b^2 - 2ab\cos\theta", r"a^2 + b^2 - 2 a b \cos\theta"),
        (r"\bar{\alpha}_{t} \bar\alpha_{t-1}", r"\bar\alpha_t \bar\alpha_{t - 1}"),
        (r"x_{0} + \hat{y}^2", r"x_0 + \hat y^2"),
        ("X^T X", r"X^\top X"),
        (r"X^{\top} X", r"X^\top X"),
        (r"\mathbf{x}^\top \boldsymbol{y}", r"x^\top y"),
        (r"x \cdot y", r"x^\top y"),
        (r"2 x \cdot y", r"2 x^\top y"),
        (r"\langle x, y\rangle", r"x^\top y"),
        (r"\|x\|^2", r"\lVert x\rVert^2"),
        (r"\lVert x\rVert_2", r"\lVert x\rVert"),
        (r"\|x - y\|^2_2", r"\lVert x - y\rVert^2"),
        (r"x^{\mathrm T} y", r"x^\top y"),
        (r"\frac{\mathrm{d}}{\mathrm{d}a} f(a)", r"\frac{\partial f(a)}{\partial a}"),
        (r"||x||", r"\lVert x\rVert"),
        (r"\left\|x\right\|\|y\|", r"\lVert x\rVert \lVert y\rVert"),
        ("|a||b|", r"\left|a\right| \left|b\right|"),
        (r"\bigl| a \bigr|", r"\left|a\right|"),
        (r"\sin^2\alpha\cos\beta", r"\sin^2\alpha \cos\beta"),
        (r"\cos 2\theta", r"\cos(2 \theta)"),
        (r"\log\sum_i e^{z_i}", r"\log\left(\sum_{i=1}^n e^{z_i}\right)"),
        (r"\frac12 a", r"\frac{1}{2} a"),
        ("(a+b)/2", r"\frac{a + b}{2}"),
        (r"\sqrt[3]{b}", "b^{1/3}"),
        ("W_{ij} W_{i,j+1} W_{12}", "W_{ij} W_{i, j + 1} W_{12}"),
        (r"\delta_{ij}", r"\delta_{ij}"),
        (r"\sum_{i,j} W_{ij}", r"\sum_{i=1}^n \sum_{j=1}^n W_{ij}"),
        (r"\sum_{i=2}^{n-1} z_i", r"\sum_{i=2}^{n - 1} z_i"),
        ("(A x)_i", "(A x)_i"),
        (r"\binom{n}{k} n!", r"\binom{n}{k} n!"),
        (r"p(x \mid z) + p(x|z)", r"p(x\mid z) + p(x\mid z)"),
        (r"\mathrm{tr}(A) + \det A", r"\operatorname{tr}(A) + \det(A)"),
        (r"\mathbb{E}[a]", r"\mathbb{E}[a]"),
        (r"e^{-a} + \pi", r"e^{-a} + \pi"),
        (r"\frac{\partial}{\partial a} \frac{\partial f(a)}{\partial a}",
         r"\frac{\partial^2 f(a)}{\partial a^2}"),
        (r"\frac{\partial^3}{\partial b\partial a^2}(a b)",
         r"\frac{\partial^3}{\partial b \partial a^2} (a b)"),
        (r"\begin{pmatrix} a & -b \\ b & a \end{pmatrix}",
         r"\begin{bmatrix} a & -b \\ b & a \end{bmatrix}"),
    ],
)  # fmt: skip
def test_notation_is_read_as_people_write_it(text: str, meant: str) -> None:
    assert tex(read_formula(text, NAMES)) == meant


def test_transposes_and_inverses_are_nodes_of_their_own() -> None:
    assert read_formula("A^{-1}", NAMES) == tree.inverse(A)
    assert read_formula("a^{-1}", NAMES) == tree.power(a, tree.neg(ONE))
    assert read_formula(r"A^{-\top}", NAMES) == tree.transpose(tree.inverse(A))
    assert read_formula(r"x^\top y", NAMES) == tree.mul(tree.transpose(x), y)


def test_parentheses_keep_a_product_in_a_product() -> None:
    assert read_formula("(a b) c", NAMES) != read_formula("a b c", NAMES)
    assert read_formula("a + (b + c)", NAMES) != read_formula("a + b + c", NAMES)


def test_identity_and_zero_take_the_shape_that_the_context_demands() -> None:
    relation = read_relation(r"A^\top A = I", NAMES)
    assert relation.right == tree.identity(n)
    assert read_relation("A x = 0", NAMES).right == tree.zeros(n, ONE)
    assert read_relation(r"x^\top (x - y) = 0", NAMES).right == tree.number(0)
    ridge = read_formula(r"(X^\top X + \lambda I)^{-1} X^\top", NAMES)
    assert ridge.args[0].args[0].args[1].args[1] == tree.identity(d)


def test_power_t_is_no_transpose_where_t_is_a_name() -> None:
    names = {**NAMES, "T": NAMES["k"]}
    assert read_formula("a^T", names).op == "pow"
    with pytest.raises(LineError, match=r"\\top"):
        read_formula("A^T", names)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a = b", "="), (r"a \leq b", "<="), ("a >= b", ">="), (r"a \neq b", "!="),
        (r"a \propto_{a,b} b", "propto"), (r"a = b \implies b = a", "implies"),
        (r"(a = b) \iff (b = a)", "iff"), ("c := a + b", "defined"),
    ],
)  # fmt: skip
def test_relations_are_read_and_written(text: str, sign: str) -> None:
    relation = read_relation(text, NAMES)
    assert relation.sign == sign
    assert read_relation(tex_relation(relation), NAMES) == relation


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (r"\log a b", r"\log(a) b or \log(a b)"),
        (r"\log a / b", r"\log(a) / ... or \log(a / ...)"),
        (r"\sin\alpha^2", r"(\sin \alpha)^2 or \sin(\alpha^2)"),
        (r"\sin(\alpha)^2", "the function of a power"),
        (r"\sin^{-1} a", "inverse function"),
        ("a (b)", "a is no function"),
        ("f a", "write its argument in parentheses"),
        ("a b / c d", "not clear"),
        ("a/b/c", "(a/b)/c or a/(b/c)"),
        ("2 3", r"\cdot"),
        (r"2\frac12", "product"),
        (r"\frac{\partial}{\partial a} (a) b", "reach"),
        (r"A x \cdot y", "which two columns"),
        ("a^10", "write {10}"),
        ("{a + b} c", "invisible"),
        (r"\mathbb{E}_a[a]", "index at E"),
        (r"\|x\|_1", "Euclidean"),
        (r"\frac{d}{da} a^2", r"Write \partial"),
        ("a^T", "T is not declared"),
    ],
)
def test_what_is_unclear_is_refused_with_the_choices(text: str, why: str) -> None:
    with pytest.raises(LineError, match=re.escape(why)):
        read_formula(text, NAMES)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("q + 1", r"q is not declared; declared are a, b, c, \\alpha"),
        ("b_{t-1}", "b_{t-1} is not declared"),
        ("0.5 a", r"write a fraction such as \\frac\{1\}\{2\}"),
        ("a'", "primes"),
        (r"\infty", "no number"),
        ("x + a", "a number cannot be added to a column of size n"),
        ("x y", "cannot multiply"),
        ("|x|", "norm"),
        ("z + 1", "z is an array"),
        ("W_i", "2 index"),
        ("z_{ij}", "one index"),
        ("z_0", "start at 1"),
        ("z_a", "whole number"),
        (r"\operatorname{tr}(I)", "I_n"),
        (r"\sum_a z_i", "not declared as an index"),
        (r"\sum_i \sum_i z_i", "bound twice"),
        ("(a + b", r"expected '\)'"),
        ("a +", "missing before the end"),
        ("a b = c", "one relation a line"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        read_formula(text, NAMES)


def test_an_error_points_at_its_place() -> None:
    with pytest.raises(LineError) as refused:
        read_formula("a^2 + q", NAMES)
    _, line, caret = str(refused.value).split("\n")
    assert line[caret.index("^")] == "q"


def test_the_same_name_has_one_spelling() -> None:
    for spelled in (r"\bar{\alpha}_{t}", r"\bar\alpha_t", r"\bar \alpha_{ t }"):
        assert canonical_name(spelled) == r"\bar\alpha_t"
    assert canonical_name("p(x|z)") == r"p(x\mid z)"
    assert canonical_name(r"\|x\|_p") == r"\lVert x\rVert_p"
    with pytest.raises(LineError, match="no name"):
        canonical_name("2")


def test_a_chain_is_read_like_a_blackboard() -> None:
    first, lines = read_chain(
        r"""
        (a + b)^2
      = a^2 + 2ab
        + b^2          :: expand [square]
      \le 2a^2 + 2b^2  :: since $(a-b)^2 \ge 0$
        """,
        NAMES,
    )
    assert first == tree.power(a + b, tree.number(2))
    assert [line.sign for line in lines] == ["=", "<="]
    assert lines[0].target == read_formula("a^2 + 2ab + b^2", NAMES)
    assert (lines[0].reason, lines[0].hint) == ("expand", "square")
    assert lines[1].reason == r"since $(a-b)^2 \ge 0$"


def test_a_chain_of_implications_has_whole_relations() -> None:
    first, lines = read_chain("a = b \n \\Rightarrow a^2 = b^2 :: square", NAMES)
    assert isinstance(first, Relation)
    assert isinstance(lines[0].target, Relation)


def test_a_line_takes_its_shape_from_the_line_before() -> None:
    assert read_step("= I", NAMES, A).target == tree.identity(n)
    assert read_step("= 0", NAMES, x).target == tree.zeros(n, ONE)
    with pytest.raises(LineError, match="this is a number, but a column of size n is needed"):
        read_step("= a", NAMES, x)


def test_a_wrong_line_of_a_chain_is_named() -> None:
    with pytest.raises(LineError, match="in line 2: q is not declared"):
        read_chain("a \n = a :: one \n = q :: two", NAMES)
    with pytest.raises(LineError, match="the line before is a formula"):
        read_chain("a \n \\Rightarrow b = a :: no", NAMES)
