"""True relations are never refuted, false ones are, over every kind of domain and sign."""

import pytest

from linebyline.proof.notation import Notation
from linebyline.proof.refuter import Search, search
from linebyline.proof.relation import Relation
from linebyline.proof.tree import constant

TRUE = r"""
\sin^2 x + \cos^2 x = 1
\sin(x + y) = \sin x \cos y + \cos x \sin y
\cos(2 x) = 1 - 2 \sin^2 x
\tan x = \frac{\sin x}{\cos x}
\arctan(\tan \alpha) = \alpha
\arcsin(\sin \alpha) = \alpha
\cos(\arcsin(\sin \alpha)) = \cos \alpha
\sin(\arccos(p)) = \sqrt{1 - p^2}
\cosh^2 x - \sinh^2 x = 1
\tanh(2 x) = \frac{2 \tanh x}{1 + \tanh^2 x}
\sqrt{x^2} = |x|
\sqrt{a} \sqrt{b} = \sqrt{a b}
\sqrt{a} + \sqrt{b} = \sqrt{a + b + 2 \sqrt{a b}}
\frac{1}{\sqrt{a} + \sqrt{b}} = \frac{\sqrt{a} - \sqrt{b}}{a - b}
\sqrt{3 + 2 \sqrt{2}} = 1 + \sqrt{2}
\log(a b) = \log a + \log b
\log(x^2) = 2 \log |x|
\exp(\log a) = a
\exp(x + y) = \exp(x) \exp(y)
a^{x + y} = a^x a^y
(a^x)^y = a^{x y}
(x^2)^{\frac{1}{2}} = |x|
|x y| = |x| |y|
\max(x, y) = \frac{x + y + |x - y|}{2}
\operatorname{sign}(x) |x| = x
\sum_{i=1}^{n} i = \frac{n (n + 1)}{2}
\sum_{i=1}^{n} (2 i - 1) = n^2
\sum_{i=1}^{n} \sum_{j=1}^{n} u_i v_j = (\sum_{i=1}^{n} u_i)(\sum_{j=1}^{n} v_j)
\sum_{i=1}^{n} (u_i + v_i) = \sum_{i=1}^{n} u_i + \sum_{i=1}^{n} v_i
\sum_{i=1}^{n} q_i = 1
\prod_{i=1}^{n} \exp(u_i) = \exp(\sum_{i=1}^{n} u_i)
\frac{\partial}{\partial x} \sin(x^2) = 2 x \cos(x^2)
\frac{\partial}{\partial x} x^y = y x^{y - 1}
\frac{\partial}{\partial u_k} \sum_{i=1}^{n} u_i^2 = 2 u_k
\frac{\partial}{\partial x} f(x)^3 = 3 f(x)^2 \frac{\partial}{\partial x} f(x)
\frac{x}{x} = 1
x^0 = 1
e^\top f_0 = f_0^\top e
\|e + f_0\|^2 + \|e - f_0\|^2 = 2 \|e\|^2 + 2 \|f_0\|^2
\|e\| = \sqrt{e^\top e}
\|Q e\| = \|e\|
(A B)^\top = B^\top A^\top
\det(A B) = \det A \det B
\operatorname{tr}(A B) = \operatorname{tr}(B A)
(Q R)^\top Q R = I
(W^{-1})^\top = (W^\top)^{-1}
P P^{-1} = I
S^\top = S
e^\top S f_0 = f_0^\top S e
D_0 D_1 = D_1 D_0
|e^\top f_0| \le \|e\| \|f_0\|
\|e + f_0\| \le \|e\| + \|f_0\|
e^\top P e \ge 0
e^\top G e \ge 0
\det P > 0
h^\top h > 0
\log a \le a - 1
\frac{a + b}{2} \ge \sqrt{a b}
x^2 + y^2 \ge 2 x y
\exp(x) > 0
\cos \alpha > 0
p (1 - p) \le \frac{1}{4}
-\sum_{i=1}^{n} q_i \log q_i \ge 0
a + \frac{1}{a} \ge 2
(w + 1)^2 = w^2 + 2 w + 1
|w|^2 \ge 0
x^2 = 1 \Rightarrow |x| = 1
x y = 0 \Rightarrow x^2 y^3 = 0
e^\top f_0 = 0 \Rightarrow \|e + f_0\|^2 = \|e\|^2 + \|f_0\|^2
A^\top A = I \Rightarrow (\det A) (\det A) = 1
A e = x e \Rightarrow A A e = x^2 e
x = |x| \Leftrightarrow x \ge 0
a < b \Leftrightarrow \log a < \log b
\exp(-(x - y)^2) \propto_x \exp(2 x y - x^2)
""".strip().splitlines()

FALSE = r"""
\sin^2 x - \cos^2 x = 1
\arcsin(\sin x) = x
\sqrt{x^2} = x
\sqrt{x} \sqrt{y} = \sqrt{x y}
\sqrt{a + b} = \sqrt{a} + \sqrt{b}
\log(x y) = \log x + \log y
\log(a + b) = \log a \log b
(x^y)^2 = x^{y^2}
|x + y| = |x| + |y|
\sum_{i=1}^{n} i^2 = \frac{n (n + 1)(2 n + 2)}{6}
\sum_{i=1}^{n} u_i v_i = (\sum_{i=1}^{n} u_i)(\sum_{i=1}^{n} v_i)
\sum_{i=1}^{n} q_i^2 = 1
\frac{\partial}{\partial x} \sin(x^2) = \cos(x^2)
\frac{\partial}{\partial u_k} \sum_{i=1}^{n} u_i^2 = 2 \sum_{i=1}^{n} u_i
\frac{\partial}{\partial x} f(g(x)) = f(g(x)) \frac{\partial}{\partial x} g(x)
(A B)^\top = A^\top B^\top
\det(A + B) = \det A + \det B
A B = B A
\det Q = 1
\|e + f_0\| = \|e\| + \|f_0\|
e^\top S e \ge 0
e^\top G e > 0
h^\top h \ge 1
\frac{a + b}{2} > \sqrt{a b}
x^2 - 2 x + \frac{9999}{10000} \ge 0
\exp(x) \ge 1 + 2 x
p (1 - p) < \frac{1}{4}
|w|^2 = w^2
x \ne 0
x^2 = 1 \Rightarrow x = 1
x y = 0 \Rightarrow x = 0
A^\top A = I \Rightarrow \det A = 1
A e = x e \Rightarrow \|A e\| = x \|e\|
e^\top f_0 = 0 \Rightarrow \|e + f_0\| = \|e\| + \|f_0\|
x \ge 0 \Leftrightarrow x > 0
\exp(-(x - y)^2) \propto_x \exp(x y - x^2)
""".strip().splitlines()


@pytest.fixture(scope="module")
def board() -> Notation:
    notation = Notation()
    notation.real("x y z")
    notation.complex("w")
    notation.positive("a b c")
    notation.unit("p")
    notation.interval(r"\alpha \beta", r"-\frac{\pi}{2}", r"\frac{\pi}{2}")
    notation.size("n d")
    notation.index("i j k", 1, "n")
    notation.array("u v", "n")
    notation.probabilities("q", "n")
    notation.function("f g")
    notation.vector("e f_0", "n")
    notation.vector("h", "n", "nonzero")
    notation.matrix("A B", "n", "n")
    notation.matrix("W", "n", "n", "invertible")
    notation.matrix("S", "n", "n", "symmetric")
    notation.matrix("D_0 D_1", "n", "n", "diagonal")
    notation.matrix("Q R", "n", "n", "orthogonal")
    notation.matrix("P", "n", "n", "positive definite")
    notation.matrix("G", "n", "n", "positive semidefinite")
    return notation


def put(board: Notation, text: str, *assumed: str, seed: int = 0) -> Search:
    assumptions = tuple(board.relation(a) for a in assumed)
    return search(board.relation(text), assumptions, seed=seed)


@pytest.mark.parametrize("text", TRUE)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_true_relation_is_not_refuted(board: Notation, text: str, seed: int) -> None:
    found = put(board, text, seed=seed)
    assert found.witness is None
    assert found.points > 0
    assert found.reason == ""


@pytest.mark.parametrize("text", FALSE)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_false_relation_is_refuted(board: Notation, text: str, seed: int) -> None:
    found = put(board, text, seed=seed)
    assert found.witness is not None
    assert found.witness.certified


def test_the_same_seed_gives_the_same_answer(board: Notation) -> None:
    text = r"\log(a + b) = \log a + \log b"
    assert put(board, text, seed=3) == put(board, text, seed=3)


def test_points_are_those_that_were_evaluated(board: Notation) -> None:
    assert put(board, r"\sin^2 x + \cos^2 x = 1").points == 24
    assert put(board, r"\sqrt{2} \sqrt{2} = 2").points == 1
    relation = board.relation("x + y = y + x")
    assert search(relation, points=5).points == 5


def test_an_undefined_side_is_no_counterexample(board: Notation) -> None:
    found = put(board, r"\frac{x}{x} = 1")
    assert found.witness is None
    assert found.undefined > 0
    nowhere = put(board, r"\frac{x}{x - x} = 1")
    assert nowhere.points == 0
    assert "no value" in nowhere.reason


def test_complex_values_are_not_ordered(board: Notation) -> None:
    found = put(board, r"\sqrt{-a} \ge -1")
    assert (found.witness, found.points) == (None, 0)


def test_what_cannot_be_evaluated_says_so(board: Notation) -> None:
    found = search(Relation("=", board.formula("x") + constant("oo"), constant("oo")))
    assert found.points == 0
    assert "infinity" in found.reason


def test_equality_to_hundreds_of_digits_is_not_called_a_violation(board: Notation) -> None:
    strict = put(board, r"\sqrt{2} + \sqrt{3} < \sqrt{5 + 2 \sqrt{6}}")
    assert strict.witness is None
    near = put(board, r"\frac{355}{113} = \pi")
    assert near.witness is not None
    assert near.witness.left.startswith("355/113")
    assert near.witness.right.startswith("3.14159")


def test_a_near_miss_of_thirty_digits_is_refuted(board: Notation) -> None:
    found = put(board, r"\log(640320^3 + 744) = \pi \sqrt{163}")
    assert found.witness is not None
    assert found.witness.left != found.witness.right
