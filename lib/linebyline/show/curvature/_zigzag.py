"""Gradient descent in a bowl of two curvatures."""

import math

from linebyline.linear_algebra.curvature import Quadratic, StepSizes, gradient_descent
from linebyline.show.marks import points
from linebyline.show.scene import Dot, Label, Mark, Polyline, Readout, Scene

_START, _STEPS = (3.6, 1.5), 24
_RIGHT, _TOP = 4.0, 2.2


def zigzag(condition: float = 8.0, share: float = 0.9) -> Scene:
    """Draw a path of gradient descent on a bowl with Hessian eigenvalues 1 / condition and 1.

    Args:
        condition: the condition number, in [1, 20].
        share: the step as a share of the largest one that arrives, 2 / L, in (0, 1.1].
    """
    bowl = Quadratic([[0.5 / condition, 0.0], [0.0, 0.5]], [0.0, 0.0])
    sizes = StepSizes(1 / condition, 1.0)
    step = share * sizes.bound
    path = gradient_descent(bowl, _START, step, _STEPS)
    shown = [tuple(map(float, p)) for p in path if abs(p[0]) <= _RIGHT and abs(p[1]) <= _TOP]
    flat, steep = 1 - step / condition, 1 - step
    rate = sizes.rate(step)
    far = rate >= 1
    marks: list[Mark] = [
        *(line for rise in (0.05, 0.2, 0.45, 0.8, 1.25) for line in _level(bowl, rise)),
        Polyline(tuple((x, y) for x, y in shown), "accent"),
        *(Dot((x, y), "accent") for x, y in shown),
        Dot((0.0, 0.0), "ink", hollow=True),
        Label((0.0, 0.0), "x*", "ink", (0.9, -0.9)),
    ]
    readouts = (
        Readout("condition number L/m", condition, digits=0),
        Readout("factor along the flat axis, 1 − ηm", flat, "first", digits=3),
        Readout("factor along the steep axis, 1 − ηL", steep, "second", digits=3),
        Readout("worst factor", rate, "warning" if far else "accent", digits=3,
                note="never arrives" if far else ""),
        Readout("steps to one thousandth", _count(rate), "accent", digits=0),
    )  # fmt: skip
    alt = (
        "The level curves of a bowl, longer than wide, and the path of gradient descent from its "
        "right rim: straight for small steps, zigzag for large ones, outward for too large ones."
    )
    return Scene((-_RIGHT, _RIGHT, -_TOP, _TOP), tuple(marks), readouts, alt)


def _level(bowl: Quadratic, rise: float) -> list[Polyline]:
    """Where the bowl has a height, above and below, as far as the picture reaches."""
    flat, steep = (math.sqrt(rise / float(bowl.matrix[i, i])) for i in (0, 1))
    edge = math.acos(_RIGHT / flat) if flat > _RIGHT else 0.0
    turns = [edge + (math.pi - 2 * edge) * k / 24 for k in range(25)]
    upper = points((flat * math.cos(t) for t in turns), (steep * math.sin(t) for t in turns))
    lower = tuple((x, -y) for x, y in upper)
    return [Polyline(half, "guide", "thin") for half in (upper, lower)]


def _count(rate: float) -> float:
    if rate >= 1:
        return math.inf
    return float(math.ceil(math.log(1e-3) / math.log(rate))) if rate > 1e-3 else 1.0
