"""What is decided at sizes agrees with what is true there, and is never called a proof."""

import pytest
from flint import fmpq

from linebyline.proof import AtSizes, Grade, LineRefuted, LineUndecided, check, kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.rungs.at_sizes import exact_at_sizes
from linebyline.proof.rungs.write_out import NotWritable, NoValue, Writer
from linebyline.proof.rungs.written_names import entry_name

TRUE = [
    ("size n; matrix A B n n", r"\det(A B) = \det(A) \det(B)", (1, 2, 3)),
    ("size n; matrix A n n", r"A^{-1} A = I", (1, 2, 3)),
    ("size n; matrix A n n", r"\det(A^{-1}) \det(A) = 1", (1, 2)),
    ("size n; index i j 1 n; array x n", r"(\sum_i x_i)^2 = \sum_i \sum_j x_i x_j", (1, 2, 3, 4)),
    ("size n; index i 1 n; array x n", r"(\sum_i x_i)^2 \le n \sum_i x_i^2", (1, 2, 3)),
    ("size n m; matrix A n m; vector x m; vector y n", r"(A x)^\top y = x^\top A^\top y", (1, 2)),
    ("size n; matrix Q n n orthogonal; vector x n", r"(Q x)^\top Q x = x^\top x", (1, 2, 3)),
    (
        "size n; matrix S n n symmetric; matrix T n n",
        r"\operatorname{tr}(S T) = \operatorname{tr}(S T^\top)",
        (1, 2, 3),
    ),
    ("size n; matrix P n n positive definite; vector x n nonzero", r"x^\top P x > 0", (1, 2)),
    ("size n; index i 1 n; probabilities p n", r"\sum_i p_i = 1", (1, 2, 3)),
    (
        "size n; index i 1 n; real m; positive v; random X (n) ~ normal m | v",
        r"\operatorname{Var}[\frac{1}{n} \sum_i X_i] = \frac{v}{n}",
        (1, 2, 3),
    ),
    (
        "size n; index i j k 1 n; array z n",
        r"\frac{\partial}{\partial z_j} \frac{e^{z_k}}{\sum_i e^{z_i}}"
        r"= \frac{e^{z_k}}{\sum_i e^{z_i}} (\delta_{kj} - \frac{e^{z_j}}{\sum_i e^{z_i}})",
        (1, 2, 3),
    ),
]
FALSE_FROM_TWO_ON = [
    ("size n; matrix A B n n", r"\det(A + B) = \det(A) + \det(B)"),
    ("size n; matrix A n n", r"A A^\top = A^\top A"),
    ("size n; matrix A B n n", r"(A + B)^2 = A^2 + 2 A B + B^2"),
    ("size n; matrix Q n n; vector x n", r"(Q x)^\top Q x = x^\top x"),
    ("size n; matrix P n n symmetric; vector x n nonzero", r"x^\top P x > 0"),
    ("size n; index i 1 n; array x n", r"\sum_i x_i^2 = (\sum_i x_i)^2"),
    ("size n; index i 1 n; array p n", r"\sum_i p_i = 1"),
    (
        "size n; index i j k 1 n; array z n",
        r"\frac{\partial}{\partial z_j} \frac{e^{z_k}}{\sum_i e^{z_i}}"
        r"= \frac{e^{z_k}}{\sum_i e^{z_i}} (1 - \frac{e^{z_j}}{\sum_i e^{z_i}})",
    ),
]


def at_sizes(names, line, sizes, assumptions=()):
    notation = notation_of(names.split("; "), assumptions)
    relation = notation.relation(line)
    return exact_at_sizes(relation, notation.setting.assumptions, AtSizes(*sizes))


@pytest.mark.parametrize(("names", "line", "sizes"), TRUE)
def test_true_lines_are_decided(names, line, sizes):
    found = at_sizes(names, line, sizes)
    assert f"{', '.join(map(str, sizes))}" in found.method
    assert found.conditions == ()


@pytest.mark.parametrize(("names", "line"), FALSE_FROM_TWO_ON)
def test_false_lines_are_not_decided(names, line):
    found = at_sizes(names, line, (1, 2, 3))
    assert found.method == ""
    assert "not decided" in found.why_not


def test_what_holds_at_size_one_only_says_so():
    names, line = "size n; matrix A n n", r"A A^\top = A^\top A"
    assert "n = 1; no other size" in at_sizes(names, line, (1,)).method
    assert at_sizes(names, line, (1, 2)).method == ""


@pytest.fixture
def idle_kernel(monkeypatch):
    """A kernel that proves nothing where there are sizes."""
    prove = kernel.prove

    def idle(relation, *rest):
        has_sizes = any(name.domain.is_integer or name.dims for name in relation.symbols)
        return None if has_sizes else prove(relation, *rest)

    monkeypatch.setattr(kernel, "prove", idle)


def test_the_grade_is_weaker_than_a_proof_and_names_the_sizes(idle_kernel):
    notation = notation_of(["size n", "index i j 1 n", "array x n"])
    line = r"(\sum_i x_i)^2 = \sum_i \sum_j x_i x_j"
    with pytest.raises(LineUndecided):
        check(line, notation)
    verdict = check(line, notation, hint=AtSizes(1, 2)).lines[0].verdict
    assert verdict.grade is Grade.EXACT_AT_SIZES
    assert "n = 1, 2; no other size was looked at" in verdict.method
    assert verdict.mutants.refuted > 0
    assert verdict.mutants.survived == ()


def test_a_line_that_fails_at_a_size_not_listed_is_refuted(idle_kernel):
    notation = notation_of(["size n", "index i 1 n", "array x n"])
    with pytest.raises(LineRefuted):
        check(r"\sum_i x_i^2 = (\sum_i x_i)^2", notation, hint=AtSizes(1))


def test_a_proof_in_general_is_not_weakened_by_the_hint():
    notation = notation_of(["size n", "index i j 1 n", "array x n"])
    line = r"(\sum_i x_i)^2 = \sum_i \sum_j x_i x_j"
    assert check(line, notation, hint=AtSizes(2)).grade is Grade.PROVED


def test_sizes_that_an_assumption_excludes_are_not_counted():
    names = "size n; index i 1 n; array x n"
    assert (
        "n = 2, 3;"
        in at_sizes(names, r"\sum_i x_i = \sum_i x_i + 0", (1, 2, 3), [r"n \ge 2"]).method
    )
    assert at_sizes(names, r"\sum_i x_i = x_1 + 0", (1, 2), [r"n \ge 3"]).method == ""


@pytest.mark.parametrize("sizes", [(), (0,), (7,), (1.5,), (True,)])
def test_only_small_whole_sizes_are_taken(sizes):
    with pytest.raises(ValueError, match="whole numbers from 1 to"):
        AtSizes(*sizes)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_written_out_formulas_have_the_value_of_the_formula(size):
    notation = notation_of(["size n", "matrix A B n n", "vector x n", "index i j 1 n"])
    entries = {
        name: [fmpq((7 * k * k + 3 * k + len(name)) % 11 - 5, 1 + k % 3) for k in range(9)]
        for name in "ABx"
    }
    env = {"n": fmpq(size), "x": Matrix([[entries["x"][k]] for k in range(size)])}
    for name in "AB":
        rows = [[entries[name][3 * i + j] for j in range(size)] for i in range(size)]
        env[name] = Matrix(rows)
    flat = {
        entry_name(notation.names[name], (i + 1, j + 1)).tex: env[name].rows[i][j]
        for name in "ABx"
        for i in range(size)
        for j in range(env[name].shape[1])
    }
    for text in (
        r"\operatorname{tr}(A^\top B) - \det(A B^2)",
        r"x^\top (A + 2 B)^{-1} x",
        r"\sum_{i=1}^n \sum_{j=i}^n A_{ij} x_i x_j \prod_{i=1}^n x_i",
        r"(x^\top x) x^\top A B x - n",
    ):
        formula = notation.formula(text)
        written = Writer({notation.names["n"]: size}).scalar(formula)
        assert evaluate(written, flat) == evaluate(formula, env), text


def test_what_has_no_scalar_form_is_refused():
    notation = notation_of(["size n", "matrix S n n symmetric", "index i 1 n", "array x n"])
    writer = Writer({notation.names["n"]: 2})
    with pytest.raises(NotWritable, match="two places"):
        writer.value(notation.formula(r"\frac{\partial}{\partial S_{12}} \operatorname{tr}(S)"))
    with pytest.raises(NoValue):
        writer.value(notation.formula("x_3"))
    with pytest.raises(NotWritable, match="index"):
        writer.value(notation.formula("x_i"))
