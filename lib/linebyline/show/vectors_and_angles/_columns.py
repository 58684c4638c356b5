"""A matrix of the plane read by its columns."""

import math

from linebyline.linear_algebra.vectors_and_angles import basis_images
from linebyline.show.marks import angle_readout
from linebyline.show.scene import (
    Arrow,
    Label,
    Mark,
    Point,
    Polygon,
    Polyline,
    Readout,
    Scene,
    Sector,
)


def columns(
    first_x: float = 3.0, first_y: float = 1.0, second_x: float = 1.0, second_y: float = 2.0
) -> Scene:
    """Draw what a matrix of the plane does to e_1 and e_2: its columns are their images.

    Args:
        first_x: entry (1, 1), in [-3, 3.5].
        first_y: entry (2, 1), in [-3, 3].
        second_x: entry (1, 2), in [-3, 3.5].
        second_y: entry (2, 2), in [-3, 3].
    """
    read = basis_images([[first_x, second_x], [first_y, second_y]])
    tips: list[Point] = [(float(tip[0]), float(tip[1])) for tip in read.images]
    origin, opposite = (0.0, 0.0), (tips[0][0] + tips[1][0], tips[0][1] + tips[1][1])
    marks: list[Mark] = [
        Polyline(((-4.0, 0.0), (4.0, 0.0)), "guide", "thin"),
        Polyline(((0.0, -3.4), (0.0, 3.4)), "guide", "thin"),
        Polygon((origin, tips[0], opposite, tips[1]), "accent"),
        Polygon((origin, (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)), "guide"),
    ]
    readouts: list[Readout] = []
    names, starts = (("e₁", "first"), ("e₂", "second")), (0.0, math.pi / 2)
    bases: tuple[Point, Point] = ((1.0, 0.0), (0.0, 1.0))
    for j, (name, role) in enumerate(names):
        turn = float(read.turns[j])
        if not math.isnan(turn):
            marks.append(Sector(origin, 0.55 + 0.2 * j, starts[j], starts[j] + turn, role))
        marks += [
            Arrow(origin, bases[j], "guide"),
            Arrow(origin, tips[j], role),
            Label(bases[j], name, "guide", (0.6, -0.7) if j == 0 else (-0.7, 0.5)),
            Label(tips[j], f"A{name}", role, (0.6, 0.6)),
        ]
        readouts += [
            angle_readout(f"turn of {name}", turn, role),
            Readout(f"stretch of {name}", float(read.stretches[j]), role),
        ]
    alt = "The basis vectors e₁ and e₂ and their images Ae₁ and Ae₂, the columns of the matrix A."
    return Scene((-4.0, 4.0, -3.4, 3.4), tuple(marks), tuple(readouts), alt)
