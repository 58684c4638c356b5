r"""Declarations of the exam, such as ``positive a b`` or ``matrix A n n positive definite``."""

import re
from collections.abc import Sequence

from linebyline.proof import domains
from linebyline.proof.laws import (
    AnyLaw,
    Bernoulli,
    Beta,
    Categorical,
    Exponential,
    Gamma,
    Gaussian,
    Law,
    Poisson,
    Rademacher,
    Uniform,
)
from linebyline.proof.notation import PROPERTIES, Notation
from linebyline.proof.symbols import Domain

_SCALARS = ("real", "positive", "nonnegative", "nonzero", "unit", "complex", "integer", "size")
_DOMAINS: dict[str, Domain] = {
    "real": domains.REAL, "positive": domains.POSITIVE, "nonnegative": domains.NONNEGATIVE,
    "nonzero": domains.NONZERO, "unit": domains.UNIT, "integer": domains.INTEGER,
}  # fmt: skip

_LAWS: dict[str, type[Law]] = {
    "normal": Gaussian, "any": AnyLaw, "bernoulli": Bernoulli, "categorical": Categorical,
    "uniform": Uniform, "rademacher": Rademacher, "poisson": Poisson, "exponential": Exponential,
    "gamma": Gamma, "beta": Beta,
}  # fmt: skip


def notation_of(names: Sequence[str], assumptions: Sequence[str] = ()) -> Notation:
    r"""Return a notation with these declarations and assumptions.

    Args:
        names: one declaration each: a kind, the names, then sizes or ends, then properties:
            ``real x y``, ``size n``, ``index i j 1 n``, ``interval x 0 \pi``,
            ``array x n positive``, ``table W n m`` (two indices), ``probabilities p n``,
            ``vector x n nonzero``, ``matrix A n n symmetric, invertible``,
            ``vectors x d n`` (n of size d), ``matrices S d d n symmetric`` (n of them),
            ``function f positive``, ``function f 2`` or ``function f, convex``,
            ``density p q`` or ``density q 1 given 1 regular``,
            ``random x y ~ normal m | s^2``; laws are ``normal`` and ``any`` (mean | variance),
            ``bernoulli``, ``categorical``, ``uniform`` (low | high), ``rademacher``, ``poisson``,
            ``exponential``, ``gamma``, ``beta``; copies as in
            ``random X (n) ~ any \mu_i | v by i``, a law that depends on another name as in
            ``random w ~ normal a z | v given z``, and ``jointly x y`` or
            ``jointly x y, positive``; ``law p x n z k`` (names,
            each with its number of values), with factors as in ``law p z k x n : p(z) p(x | z)``.
        assumptions: relations in TeX.

    Raises:
        ValueError: if a declaration does not begin with one of these kinds.
        LineError: if the notation refuses a name or an assumption.
    """
    notation = Notation()
    for text in names:
        kind, _, rest = text.partition(" ")
        _declare(notation, kind, rest)
    notation.assume(*assumptions)
    return notation


def _declare(notation: Notation, kind: str, rest: str) -> None:
    if kind in _SCALARS:
        getattr(notation, kind)(rest)
    elif kind in ("index", "interval"):
        names, ends = _split(rest, 2)
        getattr(notation, kind)(names, *ends)
    elif kind in ("vector", "matrix"):
        rest, properties = _without_properties(rest)
        names, sizes = _split(rest, 1 if kind == "vector" else 2)
        getattr(notation, kind)(names, *sizes, *properties)
    elif kind in ("vectors", "matrices"):
        rest, properties = _without_properties(rest)
        names, sizes = _split(rest, 2 if kind == "vectors" else 3)
        getattr(notation, kind)(names, *sizes, *properties)
    elif kind == "probabilities":
        names, sizes = _split(rest, 1)
        notation.probabilities(names, *sizes)
    elif kind in ("array", "table"):
        rest, domain = _without_domain(rest)
        names, sizes = _split(rest, 1 if kind == "array" else 2)
        notation.array(names, *sizes, domain=domain)
    elif kind == "function":
        rest, _, shape = rest.partition(",")
        rest, domain = _without_domain(rest)
        names, arguments = _split(rest, 1 if rest[-1].isdigit() else 0)
        count, has = int("".join(arguments) or 1), dict.fromkeys(shape.split(), True)
        notation.function(names, arguments=count, domain=domain, **has)
    elif kind == "density":
        _declare_density(notation, rest)
    elif kind == "random":
        _declare_random(notation, rest)
    elif kind == "jointly":
        rest, _, positive = rest.partition(", ")
        notation.jointly(rest, positive=bool(positive))
    elif kind == "law":
        head, _, factors = rest.partition(":")
        name, *axes = head.split()
        pairs = dict(zip(axes[::2], axes[1::2], strict=True))
        notation.table(name, factors=factors.strip(), **pairs)
    else:
        raise ValueError(f"a declaration begins with real, size, matrix or the like, got {kind!r}")


def _declare_density(notation: Notation, rest: str) -> None:
    words = rest.split()
    behind = next((k for k, word in enumerate(words) if word.isdigit()), len(words))
    names, counted = " ".join(words[:behind]), words[behind:]
    given = int(counted[2]) if "given" in counted else 0
    arguments = int(counted[0]) if counted else 1
    notation.density(names, arguments=arguments, given=given, regular="regular" in counted)


def _declare_random(notation: Notation, rest: str) -> None:
    head, _, law = rest.partition("~")
    names, _, sizes = head.partition("(")
    law, _, given = law.partition(" given ")
    law, _, indices = law.partition(" by ")
    word, _, written = law.strip().partition(" ")
    parameters = [parameter.strip() for parameter in written.split("|")] if written else []
    made = _LAWS[word](*parameters)
    notation.random(names, *sizes.strip(" )").split(), law=made, indices=indices, given=given)


def _split(rest: str, sizes: int) -> tuple[str, list[str]]:
    words = rest.split()
    behind = len(words) - sizes
    return " ".join(words[:behind]), words[behind:]


def _without_properties(rest: str) -> tuple[str, list[str]]:
    found = [word for word in sorted(PROPERTIES) if re.search(rf" {word}\b", rest)]
    for word in found:
        rest = re.sub(rf",? {word}\b", "", rest)
    return rest, found


def _without_domain(rest: str) -> tuple[str, Domain]:
    front, _, last = rest.rpartition(" ")
    return (front, _DOMAINS[last]) if front and last in _DOMAINS else (rest, domains.REAL)
