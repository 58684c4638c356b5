r"""Normal names of which a later one is given: E[z | x] where x is declared given z.

Normal names whose means are affine in what they are given, with variances that are not random, are
jointly normal. Their means and covariances follow from the declarations one after the other:
:math:`C(x, w) = \sum_z a_z C(z, w)` for :math:`x = \sum_z a_z z + b` plus noise. To learn one
of them, y, moves the means and lessens the covariances,

.. math:: m_x + \frac{C(x, y)}{C(y, y)} (y - m_y), \qquad
          C(x, w) - \frac{C(x, y) \, C(y, w)}{C(y, y)},

which is the conditional law of a normal one, on the condition that C(y, y) is not zero. Moments of
what is then left follow by pairing.
"""

from __future__ import annotations

from linebyline.proof.dependence import ancestors, parents
from linebyline.proof.kernel.facts import Facts
from linebyline.proof.kernel.moments import LARGEST_ORDER, parameter
from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Exponent, Polynomial, total
from linebyline.proof.kernel.powers import reciprocal
from linebyline.proof.laws import Gaussian, random_names
from linebyline.proof.symbols import Symbol

Powers = dict[Atom, Exponent]
Names = frozenset[Symbol]


def posterior_moment(powers: Powers, names: Names, given: Names, facts: Facts) -> Polynomial | None:
    """Return E[x^j z^k ... | given] for numbers that are jointly normal, else None."""
    if not given or not all(_is_power_of_number(a, e, names) for a, e in powers.items()):
        return None
    joint = _Joint(facts)
    for name in _in_order(ancestors(names | given)):
        if not joint.add(name):
            return None
    for name in sorted(given, key=lambda name: name.tex):
        joint.learn(name)
    factors = [atom.args[0] for atom, e in powers.items() for _ in range(int(e))]
    return joint.moment(tuple(factors)) if len(factors) <= LARGEST_ORDER else None


def _is_power_of_number(atom: Atom, e: Exponent, names: Names) -> bool:
    is_whole = isinstance(e, int) and e > 0
    return atom.kind == "symbol" and atom.args[0] in names and is_whole


def _in_order(names: Names) -> list[Symbol]:
    """The names, each behind those that it is given."""
    return sorted(names, key=lambda name: (len(ancestors(frozenset({name}))), name.tex))


class _Joint:
    """Means and covariances of names that are jointly normal."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.mean: dict[Symbol, Polynomial] = {}
        self.covariance: dict[tuple[Symbol, Symbol], Polynomial] = {}

    def add(self, name: Symbol) -> bool:
        """Add a name behind those that it is given, unless it does not fit in."""
        law = name.law
        if name.kind != "scalar" or not isinstance(law, Gaussian):
            return False
        atom = _atom(name)
        mean, variance = (parameter(p, atom, self.facts) for p in (law.mean, law.variance))
        slopes = _slopes(mean, parents(name))
        if slopes is None or random_names(variance.free):
            return False
        rest, by_parent = slopes
        self.mean[name] = rest + total([a * self.mean[z] for z, a in by_parent.items()])
        for other in (*self.covariance_names, name):
            source = name if other == name else other
            parts = [a * self._between(z, source) for z, a in by_parent.items()]
            self._set(name, other, total(parts))
        self._set(name, name, self.covariance[name, name] + variance)
        return True

    @property
    def covariance_names(self) -> list[Symbol]:
        """The names added so far."""
        return list(dict.fromkeys(x for x, _ in self.covariance))

    def _between(self, x: Symbol, y: Symbol) -> Polynomial:
        return self.covariance.get((x, y), ZERO)

    def _set(self, x: Symbol, y: Symbol, value: Polynomial) -> None:
        self.covariance[x, y] = self.covariance[y, x] = value

    def learn(self, y: Symbol) -> None:
        """Condition on the value of a name."""
        below = reciprocal(self.covariance[y, y], self.facts)
        gains = {x: self._between(x, y) * below for x in self.covariance_names}
        surprise = Polynomial.of(_atom(y)) - self.mean[y]
        old = dict(self.covariance)
        for x, gain in gains.items():
            self.mean[x] = self.mean[x] + gain * surprise
            for w in gains:
                self.covariance[x, w] = old[x, w] - gain * old[y, w]

    def moment(self, names: tuple[Symbol, ...]) -> Polynomial:
        """The expectation of a product: each factor takes its mean, or is paired with another."""
        if not names:
            return ONE
        first, *others = names
        result = self.mean[first] * self.moment(tuple(others))
        for k, other in enumerate(others):
            rest = (*others[:k], *others[k + 1 :])
            result = result + self.covariance[first, other] * self.moment(rest)
        return result


def _atom(name: Symbol) -> Atom:
    return Atom("symbol", name.tex, (name,), (name,))


def _slopes(
    mean: Polynomial, given: tuple[Symbol, ...]
) -> tuple[Polynomial, dict[Symbol, Polynomial]] | None:
    """A mean as b + sum of a_z z, where neither b nor the a_z are random."""
    rest, slopes = mean, {}
    for z in given:
        z_atom = _atom(z)
        parts = [
            (Polynomial({tuple((a, e) for a, e in m if a is not z_atom): c}), dict(m)[z_atom])
            for m, c in mean.terms.items()
            if z_atom in dict(m)
        ]
        if any(e != 1 for _, e in parts):
            return None
        slopes[z] = total([p for p, _ in parts])
        rest = rest - slopes[z] * Polynomial.of(z_atom)
    if random_names(rest.free) or any(random_names(a.free) for a in slopes.values()):
        return None
    return rest, slopes
