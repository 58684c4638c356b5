"""Names with laws, and verdicts on lines about them, for the tests of expectations."""

from functools import cache

from linebyline.proof import Notation, decide, kernel
from linebyline.proof.laws import AnyLaw, Bernoulli, Categorical, Gaussian, Uniform
from linebyline.proof.substitution import unfold_relation
from linebyline.proof.verdict import Proof, Verdict

DENSITY = r"\frac{{1}}{{\sqrt{{2\pi}} {s}}} e^{{-\frac{{(g - {m})^2}}{{2 {s}^2}}}}"


@cache
def numbers() -> Notation:
    board = Notation()
    board.real("a b c m x_0 t m_2")
    board.positive("s v w s_2")
    board.unit(r"p \alpha \bar\alpha")
    board.size("n d")
    board.index("i j k", 1, "n")
    board.index("l", 1, "d")
    board.array("\\omega \\mu", "n")
    board.probabilities(r"\rho", "n")
    board.function("f h")
    board.random("x y", law=AnyLaw("m", "v"))
    board.random(r"\hat{f}", law=AnyLaw("a", "w"))
    board.random(r"\eta", law=AnyLaw(0, "s^2"))
    board.random("X Y", "n", law=AnyLaw("m", "v"))
    board.random("Z", "n", law=AnyLaw(r"\mu_i", "v"), indices="i")
    board.random("q", "d", law=AnyLaw(0, 1))
    board.random(r"\kappa", "d", law=AnyLaw(0, "v"))
    board.random("g", law=Gaussian("m", "s^2"))
    board.random(r"\epsilon \xi", law=Gaussian(0, 1))
    board.random("G", "n", law=Gaussian(0, 1))
    board.random("B", law=Bernoulli("p"))
    board.random("C", "n", law=Bernoulli("p"))
    board.random("u", law=Uniform("a", "a + s"))
    board.random("O", "n", law=Categorical(r"\rho_k"), indices="k")
    board.random("Q", "d", "n", law=Categorical(r"\rho_k"), indices="k")
    board.define("M", r"\frac{1}{n} \sum_i X_i")
    board.define("D", r"\sum_{l=1}^d q_l \kappa_l")
    board.define("x_1", r"\sqrt{\bar\alpha} x_0 + \sqrt{1 - \bar\alpha} \epsilon")
    board.define("x_2", r"\sqrt{\alpha} x_1 + \sqrt{1 - \alpha} \xi")
    board.define("p_1", DENSITY.format(m="m", s="s"))
    board.define("p_2", DENSITY.format(m="m_2", s="s_2"))
    return board


@cache
def columns() -> Notation:
    board = Notation()
    board.real("a")
    board.positive("s")
    board.size("n d k")
    board.index("i j", 1, "n")
    board.vector(r"\mu \nu c", "n")
    board.vector("r", "k")
    board.vector(r"\beta", "d")
    board.matrix(r"\Sigma \Lambda", "n", "n", "positive definite")
    board.matrix("A L", "n", "n")
    board.matrix("M", "k", "n")
    board.matrix("X", "n", "d", "full column rank")
    board.random("x", law=Gaussian(r"\mu", r"\Sigma"))
    board.random("y", law=AnyLaw(r"\nu", r"\Lambda"))
    board.random("e", law=AnyLaw(0, "s^2 I_n"))
    board.random(r"\epsilon", law=Gaussian(0, "I_n"))
    board.random("t", law=Gaussian("a", "s^2"))
    board.define(r"\hat\beta", r"(X^\top X)^{-1} X^\top (X \beta + e)")
    board.define("z", r"\mu + L \epsilon")
    board.define("R", r"e - X (X^\top X)^{-1} X^\top e")
    return board


def tex(line: str) -> str:
    """E[..], Var[..] and Cov[..] as they are written in TeX."""
    for short, long in (("E[", r"\mathbb{E}["), ("Var[", r"\operatorname{Var}["),
                        ("Cov[", r"\operatorname{Cov}[")):  # fmt: skip
        line = line.replace(short, long)
    return line


def verdict_on(line: str, board: Notation) -> Verdict:
    setting = board.setting
    relation = unfold_relation(board.relation(tex(line)), setting.definitions)
    return decide(relation, setting.assumptions)


def proof_of(line: str, board: Notation) -> Proof | None:
    """What the kernel alone says, the refuter not asked."""
    setting = board.setting
    relation = unfold_relation(board.relation(tex(line)), setting.definitions)
    return kernel.prove(relation, setting.assumptions)
