r"""Normal sources once affine numbers of them are known: what they are then made of.

For normal u with covariance C, and :math:`y = c + g^\top u` known, u has the law of

.. math:: u' + C g \, \frac{y - c - g^\top u'}{g^\top C g},

where u' has the law that u had before (Matheron's rule); its covariance is
:math:`C - C g g^\top C / (g^\top C g)`. Each known number is taken in turn.
"""

from __future__ import annotations

from linebyline.proof.refuter.families import Normal, added
from linebyline.proof.refuter.numbers import ZERO, Number, Unsupported, reciprocal
from linebyline.proof.refuter.random_numbers import Families, RandomPolynomial, Source

Row = dict[Source, Number]


def regressed(
    known: list[tuple[Number, Number]], families: Families, start: int
) -> dict[Source, Number]:
    """Return what to put in for the sources of families from a number on.

    Args:
        known: pairs of a random number and its value.
        families: of the sources.
        start: number of the first family whose sources are not known.

    Raises:
        Unsupported: if a known number is not an affine one of normal sources.
    """
    rows = [_affine(number, start) for number, _ in known]
    sources = sorted(set().union(*(row for _, row in rows)))
    variances = [_variance(source, families) for source in sources]
    drawn: list[Number] = [added(Normal(v), families)[0] for v in variances]
    covariance = [
        [v if i == j else ZERO for j in range(len(sources))] for i, v in enumerate(variances)
    ]
    for (constant, row), (_, value) in zip(rows, known, strict=True):
        g = [row.get(source, ZERO) for source in sources]
        side = [_dot(line, g) for line in covariance]
        below = reciprocal(_dot(side, g))
        missing = value - constant - _dot(drawn, g)
        drawn = [u + s * below * missing for u, s in zip(drawn, side, strict=True)]
        covariance = [
            [c - a * b * below for c, b in zip(line, side, strict=True)]
            for line, a in zip(covariance, side, strict=True)
        ]
    return dict(zip(sources, drawn, strict=True))


def _affine(number: Number, start: int) -> tuple[Number, Row]:
    if not isinstance(number, RandomPolynomial):
        return number, {}
    constant, row = ZERO, {}
    for powers, c in number.terms.items():
        if not powers:
            constant = c
        elif len(powers) == 1 and powers[0][1] == 1 and powers[0][0][0] >= start:
            row[powers[0][0]] = c
        else:
            raise Unsupported("what is given is not affine in normal numbers")
    return constant, row


def _variance(source: Source, families: Families) -> Number:
    family = families.all[source[0]]
    if not isinstance(family, Normal) or family.is_conditional:
        raise Unsupported("what is given is not affine in normal numbers")
    return family.variance


def _dot(first: list[Number], second: list[Number]) -> Number:
    return sum((a * b for a, b in zip(first, second, strict=True)), ZERO)
