"""A reader's line: what follows, what does not, and what is refused, never evaluated."""

import time

import pytest

from linebyline.proof import Notation, answer, derive
from linebyline.proof.answers import _with_sign, reply
from linebyline.proof.reader.plain import _SPELLINGS
from linebyline.proof.reader.syntax import SIGNS
from linebyline.proof.tree import number


@pytest.fixture(scope="module")
def square():
    given = Notation()
    given.real("a b x")
    given.define("s", "a + b")
    return derive("A square", given, r"""
        s^2
      = (a + b)^2          :: write s out
      = a^2 + 2ab + b^2    :: expand
    """)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["= a^2 + b^2 + 2 a b", "a (a + 2 b) + b^2", r"= (a+b)^2", r"\left(a + b\right)^2", r"\ge 4ab"],
)
def test_line_that_holds_follows(square, line):
    assert answer(square, line).says == "follows"


def test_wrong_line_comes_with_numbers(square):
    said = answer(square, "= a^2 + b^2")
    assert said.says == "wrong"
    assert said.verdict.witness.left != said.verdict.witness.right
    assert said.verdict.witness.left in said._repr_html_()


def test_line_that_holds_under_a_condition_names_it(square):
    said = answer(square, "= x (a + b)^2 / x")
    assert said.says == "follows only if"
    assert "x" in said.detail
    assert "0" in said.detail


def test_formula_stays_equal_to_itself_and_is_not_less(square):
    last = "a^2 + 2ab + b^2"
    for sign in ("=", "<=", ">="):
        assert answer(square, f"{sign} {last}").says == "follows"
    for sign in ("<", ">", "!="):
        assert answer(square, f"{sign} {last}").says == "wrong"


@pytest.mark.parametrize("sign", [*SIGNS, *(s for s, tex in _SPELLINGS.items() if tex in SIGNS)])
def test_sign_at_the_head_of_a_line_is_taken_as_its_sign(sign):
    assert _with_sign(f" {sign} a", number(1), "=>") == f"{sign} a"


@pytest.mark.parametrize("text", ["a", r"\left( a", r"\gerade", "-a", "+a"])
def test_line_without_a_sign_gets_one(text):
    assert _with_sign(text, number(1), "=>") == f"= {text}"


def test_line_up_to_a_constant_follows_from_itself(square):
    assert answer(square, r"\overset{+}{=}_x a^2 + 2ab + b^2").says == "follows"
    assert answer(square, r"\overset{+}{=}_x x").says == "wrong"
    assert answer(square, "propto_a a^2 + 2ab + b^2").says == "follows"
    assert answer(square, "propto_a a").says == "wrong"


def test_definition_written_out_follows(square):
    assert answer(square, "= s^2", after=1).says == "follows"


def test_line_may_stand_after_any_other(square):
    given = square.given
    assert answer(square, "= s s", after=0).says == "follows"
    assert answer(square, "= s s", after=0).relation.left == given.formula("s^2")
    with pytest.raises(ValueError, match="lines 0 to 2, got 3"):
        answer(square, "= s", after=3)


def test_after_a_relation_an_implication_is_meant():
    given = Notation()
    given.nonzero("a")
    given.real("x")
    start = given.relation("a x = a^2")
    assert reply(given, start, "x = a").says == "follows"
    assert reply(given, start, r"x - a = \frac{0}{a}").says == "follows"
    assert reply(given, start, "x = 2 a").says == "wrong"
    assert reply(given, start, "= a").says == "cannot read"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "=",
        "= __import__('os').system('true')",
        "= a if b else x",
        "= (lambda: a)()",
        "= a; b",
        "= f'{a}'",
        "= <script>alert(1)</script>",
        "= 0.1 a",
        "= unknown",
        "= " + "(" * 900 + "a" + ")" * 900,
        "= " + "a + " * 900 + "a",
        r"= \input{/etc/passwd}",
        "= 2^(3^(4^(5^6)))",
        "= 9^(10^20)",
        r"= \frac{" * 200 + "a" + "}{b}" * 200,
        "= a\0b",
    ],
)
def test_hostile_line_is_refused_at_once(square, line):
    spent = []
    for _ in range(3):  # the least of them: now and then Python collects its garbage
        begun = time.process_time()
        said = answer(square, line)
        spent.append(time.process_time() - begun)
    assert said.says == "cannot read"
    assert min(spent) < 0.05
    assert "<script>" not in said._repr_html_()
