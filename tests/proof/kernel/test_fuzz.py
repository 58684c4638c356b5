"""Random formulas: what the kernel makes of them has the same value at random points.

A slice runs with the other tests; for a long run, ``LINEBYLINE_FUZZ`` sets how many formulas of
each kind are tried.
"""

import os
from collections.abc import Iterator

import pytest
from tests.proof.kernel.random_formulas import ASSUMED, ORDERS, Formulas

from linebyline.proof import kernel, refuter
from linebyline.proof.kernel.assumptions import facts_from
from linebyline.proof.kernel.budget import BudgetExceeded, refill
from linebyline.proof.kernel.facts import AngleUnitShrunk, Facts, NotProvable
from linebyline.proof.kernel.polynomial import Polynomial, TooLarge, forget_atoms
from linebyline.proof.kernel.read import read
from linebyline.proof.kernel.write import to_formula, to_relation
from linebyline.proof.relation import Relation
from linebyline.proof.tree import Expr

COUNT = int(os.environ.get("LINEBYLINE_FUZZ", "60"))
SEEDS = range(max(1, COUNT // 60))
POINTS = 8


def normal_form(formula: Expr) -> tuple[Polynomial, Facts]:
    """The normal form of a formula, with the side conditions that it needs."""
    forget_atoms()
    refill()
    units: dict[str, int] = {}
    while True:
        facts = facts_from((), units)
        try:
            return read(formula, facts), facts
        except AngleUnitShrunk:
            continue


def conclusive(claim: Relation, *given: Relation) -> refuter.Search | None:
    """What the refuter finds of a claim, or nothing where it cannot say."""
    found = refuter.search(claim, given, points=POINTS, seed=1)
    return found if found.witness is not None or found.points else None


def forms(seed: int) -> Iterator[tuple[Expr, Expr, tuple[Relation, ...]]]:
    """Formulas, each with its normal form written out, and the conditions for it."""
    source = Formulas(seed)
    for _ in range(60):
        formula = source.formula(source.random.choice([2, 3, 4]))
        try:
            form, facts = normal_form(formula)
            conditions = tuple(to_relation(c) for c in facts.conditions.values())
            yield formula, to_formula(form), conditions
        except (NotProvable, TooLarge, BudgetExceeded):
            continue


@pytest.mark.parametrize("seed", SEEDS)
def test_a_normal_form_has_the_value_of_its_formula(seed: int) -> None:
    compared = 0
    for formula, form, conditions in forms(seed):
        if form == formula:
            continue
        found = conclusive(Relation("=", formula, form), *conditions)
        if found is not None:
            assert found.witness is None, f"{formula!r} became {form!r}"
            compared += 1
    assert compared > 5


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sign", ["=", *ORDERS, "implies", "propto"])
def test_what_is_proved_of_random_formulas_holds(sign: str, seed: int) -> None:
    source = Formulas(100 + seed)
    for _ in range(60):
        claim = source.claim(sign)
        given = source.assumptions() if source.random.random() < ASSUMED else ()
        proof = kernel.prove(claim, given)
        if claim.left == claim.right or proof is None:
            continue
        found = conclusive(claim, *given, *proof.conditions)
        if found is not None:
            assert found.witness is None, f"{claim!r} under {given!r}: {proof!r}"
