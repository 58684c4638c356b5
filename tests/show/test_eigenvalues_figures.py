"""The figures of eigenvalues_and_definiteness: they fit a page, and their numbers are right."""

import numpy as np
import pytest
from tests.show.conftest import assert_steady, values

from linebyline.show import Handle, Slider, explore, frames
from linebyline.show.eigenvalues_and_definiteness import ellipse, rayleigh, shear
from linebyline.show.scene import Arrow, Polyline

SIDE = Slider(-2, 2, 20)
FRAMED = {
    "shear": explore(shear, v=Handle(x=SIDE, y=SIDE), k=Slider(-1, 1, 4)),
    "ellipse": explore(ellipse, a=Handle(x=SIDE, y=SIDE), c=Slider(-2, 2, 4)),
    "rayleigh": explore(rayleigh, b=Slider(-1.5, 1.5, 12), angle=Slider(0, 180, 90, digits=0)),
}


@pytest.mark.parametrize("name", FRAMED)
def test_the_picture_does_not_jump_and_stays_inside(name):
    scenes = assert_steady(FRAMED[name], most=300)
    window = scenes[0].window
    tips = np.array([m.tip for s in scenes for m in s.marks if isinstance(m, Arrow)] or [[0, 0]])
    assert (np.abs(tips) <= np.array([window[1], window[3]]) + 1.3).all()


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FRAMED[name].packed_frames()) <= frames.MOST_BYTES


@pytest.mark.parametrize(("v", "eigen"), [((1, 0), True), ((-2, 0), True), ((1, 1), False)])
def test_only_arrows_along_the_shear_are_marked_as_eigenvectors(v, eigen):
    scene = shear(*v, k=1.0)
    assert ("eigenvector" in scene.readouts[0].note) == eigen
    assert (scene.readouts[0].value == 0) == eigen


def test_the_zero_vector_has_no_turn_and_is_no_eigenvector():
    turn, stretch = shear(0.0, 0.0).readouts
    assert np.isnan(turn.value)
    assert np.isnan(stretch.value)
    assert turn.note == ""


@pytest.mark.parametrize("entries", [(2, 1, 1), (-1, 0.4, -2), (0, 0, 1), (1, 2, 1)])
def test_the_ellipse_shows_the_eigenvalues_of_numpy(entries):
    a, b, c = entries
    scene = ellipse(*entries)
    low, high = np.linalg.eigvalsh([[a, b], [b, c]])
    shown = values(scene)
    np.testing.assert_allclose([shown["λ₂"], shown["λ₁"]], [low, high], rtol=0, atol=1e-12)
    np.testing.assert_allclose(shown["determinant = λ₁λ₂"], low * high, rtol=0, atol=1e-12)
    outline = next(m.points for m in scene.marks if isinstance(m, Polyline) and m.weight == "bold")
    sizes = np.linalg.norm(outline, axis=1)
    assert sizes.max() <= max(abs(low), abs(high)) + 1e-12


@pytest.mark.parametrize(
    ("entries", "word"),
    [((2, 1, 1), "positive definite"), ((1, 1, 1), "positive semidefinite, not definite: singular"),
     ((1, 2, 1), "indefinite"), ((-2, 0, -1), "negative definite"),
     ((-1, 1, -1), "negative semidefinite, not definite: singular")],
)  # fmt: skip
def test_the_ellipse_names_the_definiteness(entries, word):
    assert ellipse(*entries).readouts[-1].note == word


def test_the_quotient_stays_between_the_eigenvalues_and_is_flat_at_them():
    for b in (-1.5, 0.0, 1.0):
        scenes = [rayleigh(angle, b) for angle in np.linspace(0, 180, 91)]
        for scene in scenes:
            shown = values(scene)
            assert shown["λ₂"] - 1e-12 <= shown["x·Ax"] <= shown["λ₁"] + 1e-12
    flat = values(rayleigh(0.0, 0.0))
    assert flat["‖Ax − (x·Ax) x‖"] == 0
