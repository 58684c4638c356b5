"""Random names at a point: which law stands in for each, and the value that it takes there."""

from __future__ import annotations

from itertools import product
from random import Random as Chance

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
from linebyline.proof.refuter.environment import Env, Recipe, Value
from linebyline.proof.refuter.evaluate import compiled
from linebyline.proof.refuter.families import (
    Finite,
    Flat,
    Normal,
    Standard,
    added,
    free_outcomes,
    moves,
    root_factor,
    standard_law,
)
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.refuter.numbers import (
    ONE,
    ZERO,
    Number,
    Undefined,
    Unsupported,
    integer,
    primal,
    sign_of,
    zero_test,
)
from linebyline.proof.refuter.positive_families import Count, Share, Waiting, lowest
from linebyline.proof.refuter.random_base import Random
from linebyline.proof.refuter.random_numbers import Families, RandomPolynomial, Source
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr

Key = tuple[int, ...]
_MOST_COPIES = 40
_WORDS: dict[type[Law], str] = {
    Gaussian: "normal", Bernoulli: "0 or 1", Categorical: "one-hot", Uniform: "uniform",
    Rademacher: "1 or -1", Poisson: "Poisson", Exponential: "exponential", Gamma: "gamma",
    Beta: "beta",
}  # fmt: skip


class StandIn(Recipe):
    """The law that plays a random name at one point; its parameters are taken where it is used."""

    def __init__(self, symbol: Symbol, seed: int, draw: int) -> None:
        assert symbol.law is not None
        self.symbol = symbol
        self.law: Law = symbol.law
        self.seed = seed
        self.draw = draw

    def __repr__(self) -> str:
        return f"{self.symbol.tex}#{self.seed}.{self.draw}"

    def value(self, env: Env, families: Families) -> Value:
        """Return the random number, the array or the column, made of sources."""
        if self.symbol.kind == "matrix":
            return self._column(env, families)
        sizes = [integer(compiled(size)(env)) for size in self.symbol.dims]
        if isinstance(self.law, Categorical):
            return self._one_hot(self.law, sizes, env, families)
        keys = list(product(*(range(1, size + 1) for size in sizes)))
        if len(keys) > _MOST_COPIES:
            raise Undefined("too many copies")
        values = {key: self._number(key, env, families) for key in keys}
        return values if sizes else values[()]

    def realised(self, env: Env) -> Value:
        """Return a value that the random name may take; it does not move with the parameters."""
        families, chance = Families(), Chance(self.draw)
        known = {name.tex: name for name in self.law.names if name.tex in env}
        rest = {name: _at_rest(env[name]) for name in known}
        for parent in self.law.parents:
            value = env[parent.tex]
            taken = value.realised(env) if isinstance(value, Recipe) else value
            rest[parent.tex] = _at_rest(taken)
        value = self.value({**env, **rest}, families)
        drawn: dict[Source, Number] = {}
        for family in families.all:
            assert isinstance(family, Finite)
            for place, number in enumerate(family.draw(chance)):
                drawn[family.number, place] = number
        return at(value, drawn)

    def show(self, env: Env) -> str:
        """Return the kind of law, and the few values that play an unknown one."""
        from linebyline.proof.refuter.show import show

        if self.law.parents:
            return "given " + ", ".join(name.tex for name in self.law.parents)
        if not isinstance(self.law, AnyLaw) or self.symbol.kind == "matrix":
            return _WORDS.get(type(self.law), "random")
        families = Families()
        self._number((1,) * len(self.symbol.dims), env, families)
        (family,) = families.all
        assert isinstance(family, Finite)
        mean = ZERO
        if not self.law.is_free:
            mean = self._parameter(self.law.mean, (1,) * len(self.symbol.dims), env)
        cases = [(p, mean + values[0]) for p, values in family.outcomes() or ()]
        return " or ".join(f"{show(value)} with probability {show(p)}" for p, value in cases)

    # -- inner ----------------------------------------------------------------------------
    def _parameter(self, formula: Expr, key: Key, env: Env) -> Value:
        last = key[len(key) - len(self.law.indices) :]
        names = {name.tex: _exact(k) for name, k in zip(self.law.indices, last, strict=True)}
        return compiled(formula)({**env, **names})

    def _number(self, key: Key, env: Env, families: Families) -> Number:
        law = self.law
        if isinstance(law, AnyLaw) and law.is_free:
            values = [env[parent.tex] for parent in law.parents]
            positive = self.symbol.domain.is_positive
            return added(Finite(free_outcomes(self.seed, values, positive)), families)[0]
        parameters = [self._parameter(formula, key, env) for formula in law.formulas]
        if isinstance(law, Uniform):
            low, high = parameters
            _need_sign(high - low, "an interval that ends before it begins", is_strict=True)
            half = (high - low) * (ONE / 2)
            return added(Flat(half), families)[0] + (low + half)
        if isinstance(law, Gaussian | AnyLaw):
            mean, variance = parameters
            _need_sign(variance, "a negative variance")
            return added(self._centred(mean, variance, key), families)[0] + mean
        return added(_source(law, parameters), families)[0]

    def _centred(self, mean: Number, variance: Number, key: Key) -> Finite:
        if isinstance(self.law, Gaussian):
            return Normal(variance)
        place = (
            0
            if self.law.is_identical and self.symbol.kind != "matrix"
            else sum(k * 101**n for n, k in enumerate(key))
        )
        law = standard_law(Chance(self.seed * 10007 + place))
        return Standard(variance, law, fixed=not moves(mean, variance))

    def _column(self, env: Env, families: Families) -> Matrix:
        assert isinstance(self.law, Gaussian | AnyLaw)
        mean, covariance = (compiled(f)(env) for f in (self.law.mean, self.law.variance))
        lower, diagonal = root_factor(_rows(covariance))
        sources = [added(self._centred(ZERO, d, (k,)), families)[0] for k, d in enumerate(diagonal)]
        values = []
        for row, (m,) in zip(lower, _rows(mean), strict=True):
            total: Number = m
            for factor, source in zip(row, sources, strict=True):
                total = total + source * factor
            values.append([total])
        return Matrix(values)

    def _one_hot(self, law: Categorical, sizes: list[int], env: Env, families: Families) -> Value:
        *rows, count = sizes
        values: dict[Key, RandomPolynomial] = {}
        for row in product(*(range(1, size + 1) for size in rows)):
            shares = [
                _probability(self._parameter(law.probability, (*row, k), env))
                for k in range(1, count + 1)
            ]
            if zero_test(sum(shares, ZERO) - ONE) is False:
                raise Undefined("probabilities that do not sum to one")
            hot = [
                (p, tuple(ONE if j == k else ZERO for j in range(count)))
                for k, p in enumerate(shares)
            ]
            for k, source in enumerate(added(Finite(hot), families, count), start=1):
                values[(*row, k)] = source
        return values


def stand_in(symbol: Symbol, env: Env, chance: Chance) -> StandIn:
    """Return a stand-in for a random name; beside an old one, another value of the same law."""
    old, draw = env.get(symbol.tex), chance.randrange(1 << 30)
    seed = old.seed if isinstance(old, StandIn) else chance.randrange(1 << 30)
    return StandIn(symbol, seed, draw)


def _at_rest(value: Value) -> Value:
    """A value without its derivatives."""
    if isinstance(value, dict):
        return {key: primal(entry) for key, entry in value.items()}
    return value.map(primal) if isinstance(value, Matrix) else primal(value)


def at(value: Value, drawn: dict[Source, Number]) -> Value:
    """Return a value with some of its sources replaced."""
    if isinstance(value, dict):
        return {key: at(entry, drawn) for key, entry in value.items()}
    if isinstance(value, Matrix):
        return value.map(lambda entry: at(entry, drawn))
    return value.at(drawn) if isinstance(value, RandomPolynomial) else value


def _exact(k: int) -> Number:
    return ONE * k


def _rows(value: Value) -> list[list[Number]]:
    return value.rows if isinstance(value, Matrix) else [[value]]


def _source(law: Law, parameters: list[Number]) -> Finite:
    """The source that plays one number of a law that is neither normal nor uniform."""
    match law:
        case Rademacher():
            return Finite([(ONE / 2, (ONE,)), (ONE / 2, (-ONE,))])
        case Bernoulli():
            p = _probability(*parameters)
            return Finite([(p, (ONE,)), (ONE - p, (ZERO,))])
    for parameter in parameters:
        _need_sign(parameter, "a parameter that is not positive", is_strict=True)
    match law:
        case Poisson():
            return Count(*parameters)
        case Exponential():
            return Waiting(ONE, *parameters)
        case Gamma():
            return Waiting(*parameters)
        case _:
            assert isinstance(law, Beta)
            return Share(*parameters)


def _probability(p: Number) -> Number:
    _need_sign(p, "a probability outside of [0, 1]")
    _need_sign(ONE - p, "a probability outside of [0, 1]")
    return p


def _need_sign(number: Number, otherwise: str, *, is_strict: bool = False) -> None:
    """Refuse a number below zero; of a random one, what may lie there.

    Raises:
        Undefined: if it lies there.
        Unsupported: if it is random and its bounds do not exclude it.
    """
    if isinstance(number, Random):
        low = lowest(number)
        if low is None or low < 0:
            raise Unsupported(f"perhaps {otherwise}")
    elif sign_of(number) < is_strict:
        raise Undefined(otherwise)
