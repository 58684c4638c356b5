"""Whatever a reader types is refused or answered quickly, and never run."""

import builtins
import os
import subprocess
import time
from contextlib import contextmanager

import pytest

from linebyline.proof import LineError, Notation, answer, derive
from linebyline.proof.reader import read_formula, read_plain_formula

ACCESS = [
    "__import__('os')", "__import__('os').system('true')", "a.__class__", "a.__class__.__mro__",
    "().__class__.__bases__[0].__subclasses__()", "a.__init__.__globals__", "(a).__dict__",
    "getattr(a, 'b')", "setattr(a, 'b', 1)", "eval('1')", "exec('1')", "compile('1','','eval')",
    "open('/etc/passwd').read()", "globals()", "locals()", "vars()", "breakpoint()", "input()",
    "lambda: a", "lambda x: x", "[x for x in a]", "{x: a}", "(yield a)", "await a", "a if b else a",
    "a := b := a", "import os", "from os import system", "class A: pass", "def f(): pass", "del a",
    "raise ValueError", "print(a)", "f'{a}'", "a; b", "a\nimport os", "`a`", "$(id)", "a && b",
    "<script>alert(1)</script>", "{{ 7*7 }}", "%s%s%s", "' OR 1=1 --", "${jndi:ldap://x}",
]  # fmt: skip
TEX = [
    r"\input{/etc/passwd}", r"\include{a}", r"\write18{id}", r"\immediate\write18{id}",
    r"\def\a{b}",
    r"\newcommand{\a}{b}", r"\catcode`\a=13", r"\csname a\endcsname", r"\loop\repeat",
    r"\href{a}{b}",
    r"\openin5=a", r"\read5 to \a", r"\expandafter\a", r"\html{<b>}", r"\require{a}", r"\url{a}",
]  # fmt: skip
HUGE = [
    "9^{9^{9^9}}", "9^9^9", "10^{100000}", "((99!)!)!", "99999!", "9" * 1900, "a^{99999999}",
    "a" * 100_000,
    "(1 + a)^{10^{10}}", "2^{2^{2^{2^{2^2}}}}", r"\binom{10^9}{10^8}", "1" + "0" * 400,
    "(9^{99})^{99^9}",
]  # fmt: skip
DEEP = [
    "(" * 1900, "(" * 900 + "a" + ")" * 900, "a^{" * 600, r"\sqrt" * 390, r"\log" * 490, "-" * 1900,
    "x_{" * 600, r"\frac{" * 300, "|" * 1900, "{" * 1900, r"\left(" * 300, "[" * 1900,
    r"\sum_i" * 300,
    r"\frac{1}{" * 200 + "a" + "}" * 200, "a" + "^a" * 900, "!" * 1900, "a_" * 900, r"\bar" * 400,
    r"\frac{\partial}{\partial a}" * 70,
]  # fmt: skip
LOOK_ALIKES = [
    "\N{CYRILLIC SMALL LETTER A} + b", "a \N{MINUS SIGN} b", "a\N{ZERO WIDTH SPACE}b", "a\x00b",
    "a\x1bb",
    "\N{FULLWIDTH LATIN SMALL LETTER A}", "\N{MATHEMATICAL ITALIC SMALL A}",
    "a\N{RIGHT-TO-LEFT OVERRIDE}b",
    "\N{GREEK SMALL LETTER ALPHA}", "a\N{COMBINING ACUTE ACCENT}", "\N{SUPERSCRIPT TWO}",
    "\N{ARABIC-INDIC DIGIT TWO}",
    "a\N{NO-BREAK SPACE}\N{SOFT HYPHEN}b", "\N{GREEK QUESTION MARK}", "a\N{DIVISION SLASH}b",
    "\ud800", "\N{VULGAR FRACTION ONE HALF}",
]  # fmt: skip
ALL = [*ACCESS, *TEX, *HUGE, *DEEP, *LOOK_ALIKES]


@pytest.fixture(scope="module")
def square():
    notation = Notation()
    notation.real("a b x")
    notation.index("i", 1, "3")
    return derive("A square", notation, "(a + b)^2\n = a^2 + 2ab + b^2 :: expand")


@contextmanager
def nothing_runs():
    """Fail if anything is evaluated, compiled, opened or started."""

    def refuse(*_, **__):
        raise AssertionError("a reader's text was run")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("eval", "exec", "compile", "open"):
            patch.setattr(builtins, name, refuse)
        patch.setattr(os, "system", refuse)
        patch.setattr(subprocess, "Popen", refuse)
        yield


def refusal(read, attack, names):
    """What a reader says, or None if it reads the text."""
    try:
        read(attack, names)
    except LineError as error:
        return str(error)
    return None


def quickest(ask):
    """The reply and the least of three times: Python may collect garbage during one of them."""
    times = []
    with nothing_runs():
        for _ in range(3):
            start = time.process_time()
            reply = ask()
            times.append(time.process_time() - start)
    return reply, min(times)


def test_there_are_many_attacks_of_each_kind():
    assert len(set(ALL)) == len(ALL) >= 100


@pytest.mark.parametrize("read", [read_formula, read_plain_formula])
@pytest.mark.parametrize("attack", ALL, ids=range(len(ALL)))
def test_an_attack_is_refused_within_50_milliseconds(square, read, attack):
    said, spent = quickest(lambda: refusal(read, attack, square.given.names))
    assert said is not None
    assert len(said) < 1000
    assert spent < 0.05


@pytest.mark.parametrize("attack", ALL, ids=range(len(ALL)))
def test_an_attack_gets_an_answer_in_words(square, attack):
    reply, spent = quickest(lambda: answer(square, attack))
    assert spent < 0.05
    assert reply.says == "cannot read"
    assert reply.detail


@pytest.mark.parametrize(
    "line",
    [
        r"= ((a + b)^{20} + x)^{20}", r"= e^{e^{e^{e^{e^a}}}}", r"\le \cos(100 a) \sin(99 b)",
        r"= (\sin a + \cos b + \sin x)^{12}", r"= \sum_{j=1}^{400} \frac{1}{a^2 + 1}",
        r"\le " + " + ".join(rf"\sqrt{{a^2 + {k}}}" for k in range(1, 40)),
        "= " + " ".join(f"(a + b + {k} x)" for k in range(1, 30)),
        r"\le e^{\frac{44717}{1000} a} + e^{\frac{9}{1000} a} + x e^{\frac{31}{7} a}",
    ],
)  # fmt: skip
def test_a_line_that_is_merely_hard_is_given_up_in_time(square, line):
    start = time.process_time()
    assert answer(square, line).says in ("wrong", "cannot tell", "cannot read", "follows")
    assert time.process_time() - start < 5
