"""Each function that names a derivation computes what that derivation's formula says."""

import numpy as np
import pytest
from tests.formulas import assert_computes, formulas_of, named_in

from linebyline.linear_algebra import curvature as cu
from linebyline.linear_algebra import eigenvalues_and_definiteness as ed
from linebyline.linear_algebra import vectors_and_angles as va

A = np.array([[2.0, 0.5], [0.5, 1]])
X, Y, B = np.array([1.0, -2]), np.array([3.0, 1]), np.array([0.5, 1.5])
BASIS = np.linalg.eigh(A)
SMALL, LARGE = BASIS.eigenvalues
Q = BASIS.eigenvectors
BOWL = cu.Quadratic(A, B, 0.7)


def vectors_and_angles():
    angle = va.angle_between(X, Y)
    length = va.signed_length(X, Y) / np.linalg.norm(Y)
    plane = {"n": 2, "x": X, "w": Y, "p": [0, 0]}
    split = va.altitude_split([0, 0], [5, 0], [2, 3])
    triangle = {"a": split.a, "b": split.b, r"\alpha": split.alpha, r"\beta": split.beta}
    rest = {"n": 2, "x": X, "y": Y}
    turn = va.rotation_matrix(0.4)
    return {
        ("p_norm", "p-norm", 0): ({"n": 2, "x": X, "p": 3, "t": 1}, va.p_norm(X, 3)),
        ("angle_between", "dot-product-and-cosine", 5): (
            {"n": 2, "x": X, "y": Y, r"\theta": angle},
            X @ Y,
        ),
        ("rotation_matrix", "rotation-matrix", 0): ({r"\theta": 0.4}, turn.T @ turn),
        ("signed_length", "orthogonal-projection", 0): (
            rest | {"t": length},
            np.sum(va.rejection(X, Y) ** 2),
        ),
        ("rejection", "orthogonal-projection", 2): (rest, np.sum(va.rejection(X, Y) ** 2)),
        ("project_onto_line", "orthogonal-projection", 2): (
            rest,
            np.sum((X - va.project_onto_line(X, Y)) ** 2),
        ),
        ("hyperplane_offset", "hyperplane", 2): (
            plane | {"p": B},
            Y @ X + va.hyperplane_offset(Y, B),
        ),
        ("signed_distance", "hyperplane", 2): (
            plane | {"p": B},
            va.signed_distance(X, Y, va.hyperplane_offset(Y, B)) * np.linalg.norm(Y),
        ),
        ("opposite_side", "law-of-cosines", 6): (
            {"a": 2, "b": 3, r"\alpha": 0.4, r"\beta": 0.5},
            va.opposite_side(2, 3, 0.9) ** 2,
        ),
        ("altitude_split", "law-of-cosines", 0): (triangle, split.c**2),
    }


def eigenvalues():
    steps = ed.power_iteration(A, Q @ [0.3, 0.8], 3)
    path = {"n": 2, "k": 3, "Q": Q, r"\Lambda": np.diag(BASIS.eigenvalues), "c": [0.3, 0.8]}
    turned = ed.jacobi(A).vectors[:, 0]
    angle = np.arctan2(turned[1], turned[0])
    rows = np.array([[1.0, 2], [0, 1], [3, -1]])
    plane = {"a": 2, "b": 0.5, "c": 1}
    quotient = ed.rayleigh_quotient(A, X)
    signs = ed.definiteness(A)
    gaps = {"n": 2, "m": signs.lowest, "g": [0, signs.highest - signs.lowest], "y": Q.T @ X}
    apart = ed.orthonormal_eigenvectors([1, 1], [[1.0, 1], [0, 1]]).vectors
    straight = {"n": 2, "A": np.eye(2), "u": [1, 0], "v": [1, 1], r"\lambda": 1}
    exact = {"Q": Q, "S": np.diag([2.0, 3]), r"\Lambda": np.diag(BASIS.eigenvalues), "n": 2}
    return {
        ("plane_eigenbasis", "plane-eigenvalues", 0): (
            plane | {r"\lambda": ed.plane_eigenbasis(2, 0.5, 1).values[1]},
            0,
        ),
        ("power_iteration", "power-iteration", 0): (
            path,
            steps.vectors[-1] * np.linalg.norm(np.linalg.matrix_power(A, 3) @ Q @ [0.3, 0.8]),
        ),
        ("jacobi", "jacobi-rotation", 0): (plane | {r"\theta": angle}, 0),
        ("definiteness", "definiteness", 0): (gaps, X @ A @ X),
        ("gram_matrix", "gram-matrix", 2): (
            {"n": 3, "d": 2, "X": rows, "z": Y},
            Y @ ed.gram_matrix(rows) @ Y,
        ),
        ("rayleigh_quotient", "rayleigh-quotient", 1): (
            {"n": 2, "A": A, "x": X},
            2 / (X @ X) * (A @ X - quotient * X),
        ),
        ("orthonormal_eigenvectors", "gram-schmidt", 0): (straight, abs(apart[:, 1])),
        ("rebuilt", "spectral-theorem", 0): (exact, ed.jacobi(A).rebuilt()),
    }


def curvature():
    at = {"n": 2, "A": A, "x": X, "b": B, "c": 0.7}
    bell = cu.Bell(BOWL, 2.0)
    lowest = BOWL.critical_set().point
    walked = cu.gradient_descent(BOWL, X, 0.1, 1)[1]
    solved = cu.descent_in_eigenbasis(BOWL, X, 0.1, 3)[3]
    shares = np.diag(1 - 0.2 * BASIS.eigenvalues)
    radii = cu.steepness_radii([-0.5, -2], [0.6, 0.8], 0.3)
    mean_eigenvalue, mean_square = [0.36 * 0.5 + 0.64 * 2, 0.36 * 0.25 + 0.64 * 4]
    slope = {"a": mean_square, "m": mean_eigenvalue, "c": 0.3}
    ellipsoid, level = cu.gradient_ellipsoid(BOWL, 3), cu.level_ellipsoid(BOWL, 3)
    axes = {"n": 2, r"\lambda": BASIS.eigenvalues, "a": BASIS.eigenvalues, "c": 3, "k": 3}
    model = cu.taylor_model(Y, 0.4, B, A)
    sizes = cu.step_sizes(BOWL)
    ends = {"m": 2 * SMALL, "g": 0, "h": 2 * (LARGE - SMALL)}
    normal = cu.normal_bell(Y, A)
    return {
        ("Quadratic", "symmetric-part", 0): (at, BOWL(X) - B @ X - 0.7),
        ("gradient", "gradient", 0): (at, BOWL.gradient(X)),
        ("hessian", "hessian", 0): (at, BOWL.hessian),
        ("critical_set", "critical-set", 0): (
            at | {"x": lowest, "z": Y},
            0,
        ),
        ("taylor_model", "taylor-model", 0): (
            {"n": 2, "H": A, "p": Y, "g": B, "v": 0.4, "x": X},
            model(X),
        ),
        ("step_sizes", "best-step", 0): (ends, (2 * (SMALL + LARGE)) * sizes.best_rate),
        ("gradient_descent", "descent-step", 2): (
            at | {"x^*": lowest, r"\eta": 0.1},
            walked - lowest,
        ),
        ("descent_in_eigenbasis", "descent-path", 2): (
            {"n": 2, "t": 3, "P": Q, "D": shares, "d": Q.T @ (X - lowest)},
            solved - lowest,
        ),
        ("gradient_ellipsoid", "gradient-ellipsoid", 0): (
            axes | {"d": ellipsoid.semi_axes * [0.6, 0.8]},
            9,
        ),
        ("level_ellipsoid", "level-ellipsoid", 0): (axes | {"d": level.semi_axes * [0.6, 0.8]}, 3),
        ("gradient", "bell-gradient", 0): (at | {"h": 2}, bell.gradient(X)),
        ("steepness_radii", "steepness-radii", 0): (
            slope | {"w": -2 * mean_eigenvalue * radii[0] ** 2},
            0.3**2,
        ),
        ("normal_bell", "normal-density", 0): (
            {"n": 2, "S": A, "x": X, r"\mu": Y},
            np.log(normal(X) / normal(Y)),
        ),
    }


CHAPTERS = {
    "vectors_and_angles": vectors_and_angles,
    "eigenvalues_and_definiteness": eigenvalues,
    "curvature": curvature,
}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_function_computes_the_formula_of_its_derivation(chapter):
    for case, (numbers, computed) in CHAPTERS[chapter]().items():
        assert_computes(f"linear_algebra/{chapter}", case, numbers, computed)


def test_orthogonal_matrices_are_those_that_keep_the_length_of_the_formula():
    keeps = formulas_of("linear_algebra/vectors_and_angles")["orthogonal-matrix"]
    for matrix in (va.rotation_matrix(0.4), A, [[1, 1], [0, 1]]):
        lengths = [keeps.at(0, {"n": 2, "Q": matrix, "x": x}) - x @ x for x in (X, Y, B)]
        assert va.is_orthogonal(matrix) == (np.abs(lengths).max() < 1e-12)


def test_kind_is_the_sign_of_the_formula():
    around = formulas_of("linear_algebra/curvature")["critical-point"]
    cases = {cu.Kind.MINIMUM: A, cu.Kind.MAXIMUM: -A, cu.Kind.SADDLE: [[1, 2], [2, -1]]}
    for kind, matrix in cases.items():
        numbers = {"n": 2, "A": matrix, "x^*": X, "c": 0}
        quadratic = cu.Quadratic(matrix, -2 * np.asarray(matrix) @ X)
        here = around.at(2, numbers | {"u": [0, 0]})
        above = {around.at(2, numbers | {"u": u}) > here for u in ([1, 0], [0, 1], [1, -1])}
        expected = {cu.Kind.MINIMUM: {True}, cu.Kind.MAXIMUM: {False}}
        assert quadratic.kind() is kind
        assert above == expected.get(kind, {True, False})


def test_formula_tells_a_wrong_function():
    gradient = formulas_of("linear_algebra/curvature")["gradient"]
    found = gradient.at(0, {"n": 2, "A": A, "x": X, "b": B, "c": 0})
    assert abs(found - (A @ X + B)).max() > 0.1


def test_every_function_with_a_derivation_is_compared():
    compared = {
        (name, f"linear_algebra/{chapter}", label)
        for chapter, cases in CHAPTERS.items()
        for name, label, _ in cases()
    }
    compared |= {
        ("is_orthogonal", "linear_algebra/vectors_and_angles", "orthogonal-matrix"),
        ("kind", "linear_algebra/curvature", "critical-point"),
    }
    assert named_in("linear_algebra") == compared
