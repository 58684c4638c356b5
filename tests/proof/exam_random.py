"""Expectations for the exam's second reader: weighted sums over the nodes of a law.

A law of which only mean and variance are known has two values, as has any law at all; normal and
uniform laws have the nodes of a quadrature that is exact for polynomials up to degree seven. What
is given picks the nodes that agree with it.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mpmath import mp
from tests.proof.exam_values import Code, Env, Undefined, multiply, plain, plus

Nodes = list[tuple[Any, Any]]  # weights and values
Law = Callable[[Env], Nodes]


def _skew(mean: Any, variance: Any) -> Nodes:
    root = mp.sqrt(variance)
    return [(mp.mpf(1) / 5, mean + 2 * root), (mp.mpf(4) / 5, mean - root / 2)]


def _hermite(mean: Any, variance: Any) -> Nodes:
    root, six = mp.sqrt(variance), mp.sqrt(6)
    near, far = mp.sqrt(3 - six), mp.sqrt(3 + six)
    sides = [((3 + six) / 12, near), ((3 - six) / 12, far)]
    return [(w, mean + sign * root * x) for w, x in sides for sign in (1, -1)]


def _legendre(low: Any, high: Any) -> Nodes:
    middle, half, root = (low + high) / 2, (high - low) / 2, mp.sqrt(mp.mpf(6) / 5)
    near, far = mp.sqrt((3 - 2 * root) / 7), mp.sqrt((3 + 2 * root) / 7)
    sides = [((18 + mp.sqrt(30)) / 72, near), ((18 - mp.sqrt(30)) / 72, far)]
    return [(w, middle + sign * half * x) for w, x in sides for sign in (1, -1)]


def _coin(p: Any) -> Nodes:
    return [(p, mp.mpf(1)), (1 - p, mp.mpf(0))]


def _poisson(mean: Any) -> Nodes:
    """All values that matter: the tail is smaller than the precision."""
    weights = [mp.exp(-mean)]
    for k in range(1, 150):
        weights.append(weights[-1] * mean / k)
    return list(zip(weights, map(mp.mpf, range(150)), strict=True))


NODES: Mapping[str, Callable[..., Nodes]] = {
    "any": _skew, "normal": _hermite, "uniform": _legendre, "bernoulli": _coin,
    "rademacher": lambda: [(mp.mpf(1) / 2, mp.mpf(1)), (mp.mpf(1) / 2, mp.mpf(-1))],
    "poisson": _poisson,
}  # fmt: skip


def jointly(names: list[str], positive: bool) -> dict[str, tuple[Law, list[str]]]:
    """Names with two values each, more or less likely by the values of those before."""

    def law(before: list[str]) -> Law:
        def of(env: Env) -> Nodes:
            score = sum(((k + 2) * env[name] for k, name in enumerate(before)), mp.mpf(1))
            share = (1 + score**2) / (3 + score + 2 * score**2)
            low = mp.mpf(1) / 2 if positive else mp.mpf(-1)
            return [(share, mp.mpf(len(before) + 2)), (1 - share, low)]

        return of

    return {name: (law(names[:k]), names[:k]) for k, name in enumerate(names)}


def law_of(word: str, parameters: list[Code], sizes: list[Code], index: str) -> Law:
    """The nodes of a declared law at a point."""

    def of(env: Env) -> Nodes:
        if word == "categorical":
            return _one_hot(parameters[0], int(sizes[0](env)), index, env)
        if sizes:
            copies = [{**env, index: mp.mpf(k)} for k in range(1, int(sizes[0](env)) + 1)]
            return _joined([NODES[word](*(p(here) for p in parameters)) for here in copies])
        values = [p(env) for p in parameters]
        if any(isinstance(value, mp.matrix) for value in values):
            return _column(word, *values)
        return NODES[word](*values)

    return of


def _one_hot(share: Code, size: int, index: str, env: Env) -> Nodes:
    hot = [plain(mp.matrix([int(j == k) for j in range(size)])) for k in range(size)]
    return [(share({**env, index: mp.mpf(k + 1)}), hot[k]) for k in range(size)]


def _joined(copies: list[Nodes]) -> Nodes:
    found = []
    for choice in itertools.product(*copies):
        weight = mp.fprod(w for w, _ in choice)
        found.append((weight, plain(mp.matrix([value for _, value in choice]))))
    return found


def _column(word: str, mean: Any, covariance: Any) -> Nodes:
    root = mp.cholesky(covariance)
    steps = _joined([NODES[word](mp.mpf(0), mp.mpf(1))] * covariance.rows)
    return [(weight, mean + root * step) for weight, step in steps]


def realise(env: dict[str, Any], choose: Callable[[Nodes], Any]) -> None:
    """Give each random name one of its values, those before it being given."""
    for name, (law, _) in env["random"].items():
        env[name] = choose(law(env))


def _needed(names: set[str], laws: Mapping[str, tuple[Law, list[str]]]) -> list[str]:
    """The random ones of the names and all that these are given, in the order of declaration."""
    found = {name for name in names if name in laws}
    while more := {p for name in found for p in laws[name][1]} - found:
        found |= more
    return [name for name in laws if name in found]


def _outcomes(names: list[str], env: Env) -> Iterator[tuple[Any, Env]]:
    if not names:
        yield mp.mpf(1), env
        return
    for weight, value in env["random"][names[0]][0](env):
        for rest, here in _outcomes(names[1:], {**env, names[0]: value}):
            yield weight * rest, here


def _agree(first: Any, second: Any) -> bool:
    return bool(mp.norm(mp.matrix([first - second])) < mp.mpf(10) ** -60)


def mean_of(code: Code, mentioned: set[str], given: set[str]) -> Code:
    """The expectation over the random names that a formula mentions, some of them being given."""

    def value(env: Env) -> Any:
        whole, total = mp.mpf(0), None
        known = [name for name in given if name in env["random"]]
        for weight, here in _outcomes(_needed(mentioned | given, env["random"]), env):
            if all(_agree(here[name], env[name]) for name in known):
                whole += weight
                term = code(here) * weight
                total = term if total is None else plus(total, term)
        if total is None:
            raise Undefined("what is given does not happen")
        return total / whole

    return value


def covariance_of(first: Code, last: Code, mentioned: set[str], given: set[str]) -> Code:
    """E[x y^T] - E[x] E[y]^T."""

    def times(x: Any, y: Any) -> Any:
        return multiply(x, y.T if isinstance(y, mp.matrix) else y)

    means = [mean_of(code, mentioned, given) for code in (first, last)]
    joint = mean_of(lambda env: times(first(env), last(env)), mentioned, given)
    return lambda env: plus(joint(env), times(means[0](env), means[1](env)) * -1)
