"""A shear of the plane: one arrow in motion, one direction that keeps still."""

import math

from linebyline.show.marks import NEARLY_ZERO
from linebyline.show.scene import Arrow, Label, Mark, Point, Polyline, Readout, Scene

_TIMES = 2  # the grid reaches from -2 to 2


def shear(v_x: float = 1.0, v_y: float = 1.0, k: float = 1.0) -> Scene:
    """Draw an arrow v and its image under [[1, k], [0, 1]], over the sheared grid.

    Args:
        v_x: first coordinate of v, in [-2, 2].
        v_y: second coordinate of v, in [-2, 2].
        k: how far the shear moves a point of height one, in [-1, 1].
    """
    image: Point = (v_x + k * v_y, v_y)
    length = math.hypot(v_x, v_y)
    turn = math.degrees(math.atan2(v_x * image[1] - v_y * image[0],
                                   v_x * image[0] + v_y * image[1]))  # fmt: skip
    is_eigenvector = length > NEARLY_ZERO and abs(turn) < NEARLY_ZERO
    role = "accent" if is_eigenvector else "second"
    grid = range(-_TIMES, _TIMES + 1)
    marks: list[Mark] = [
        *(Polyline(((-4.0, float(y)), (4.0, float(y))), "guide", "thin") for y in grid),
        *(
            Polyline(((x - k * _TIMES, -_TIMES), (x + k * _TIMES, _TIMES)), "guide", "thin")
            for x in map(float, grid)
        ),
        Arrow((0.0, 0.0), (v_x, v_y), "first"),
        Arrow((0.0, 0.0), image, role),
        Label((v_x, v_y), "v", "first", (-0.7, 0.8)),
        Label(image, "Av", role, (0.9, -0.8)),
    ]
    stretch = math.hypot(*image) / length if length > NEARLY_ZERO else math.nan
    note = "v is an eigenvector, with eigenvalue 1" if is_eigenvector else ""
    readouts = (
        Readout("turn from v to Av", turn if length > NEARLY_ZERO else math.nan, role, "°", note,
                digits=1),
        Readout("‖Av‖ / ‖v‖", stretch, role),
    )  # fmt: skip
    alt = "An arrow v and its image Av under a shear, over the sheared grid."
    return Scene((-4.2, 4.2, -2.4, 2.4), tuple(marks), readouts, alt)
