"""Derivations of the field hold line by line, with the grades and survivors that are pinned."""

import importlib
import pkgutil
from collections import Counter
from functools import cache
from statistics import median

import pytest
from tests.proof import gallery
from tests.proof.gallery.catalog import EXHIBITS, Exhibit

from linebyline.proof import Derivation, Grade
from linebyline.proof.derivation import Line

for module in pkgutil.iter_modules(gallery.__path__):
    importlib.import_module(f"{gallery.__name__}.{module.name}")

by_name = pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.name)


@cache
def built(name: str) -> Derivation:
    return next(exhibit for exhibit in EXHIBITS if exhibit.name == name).build()


def lines() -> list[Line]:
    return [line for exhibit in EXHIBITS for line in built(exhibit.name).lines]


@by_name
def test_every_line_has_its_pinned_grade(exhibit: Exhibit) -> None:
    marks = "".join(line.verdict.grade.mark for line in built(exhibit.name).lines)
    assert marks == exhibit.grades


@by_name
def test_side_conditions_are_pinned(exhibit: Exhibit) -> None:
    shown = [repr(c) for line in built(exhibit.name).lines for c in line.verdict.conditions]
    assert shown == list(exhibit.conditions)


@by_name
def test_only_explained_mutants_survive(exhibit: Exhibit) -> None:
    for number, line in enumerate(built(exhibit.name).lines, start=1):
        known = exhibit.survivors.get(number, ())
        survived = line.verdict.mutants.survived
        counts = [sum(known_.piece in mutant for mutant in survived) for known_ in known]
        assert (len(survived), counts) == (
            sum(known_.count for known_ in known), [known_.count for known_ in known]
        ), "\n".join(survived)  # fmt: skip


def test_derivations_have_names_of_their_own() -> None:
    for counted in (
        Counter(exhibit.name for exhibit in EXHIBITS),
        Counter(built(exhibit.name).label for exhibit in EXHIBITS),
    ):
        assert [name for name, count in counted.items() if count > 1] == []


def test_the_gallery_is_large_and_nearly_all_proved() -> None:
    grades = Counter(line.verdict.grade for line in lines() if line.verdict.grade != Grade.REFUTED)
    decided = grades.total() - grades[Grade.GIVEN]
    assert len(EXHIBITS) >= 100
    assert grades[Grade.PROVED] >= 0.9 * decided


def test_hardly_a_false_mutant_escapes() -> None:
    groups = [group for exhibit in EXHIBITS for group in exhibit.survivors.values()]
    escaped = sum(known.count for group in groups for known in group if not known.is_true)
    assert escaped <= 0.001 * sum(line.verdict.mutants.refuted for line in lines())


@pytest.mark.parametrize(
    ("field", "most"), [("milliseconds", 20), ("milliseconds_with_mutants", 150)]
)
def test_the_median_line_is_fast(field: str, most: float) -> None:
    checked = [line.verdict for line in lines() if line.verdict.grade is Grade.PROVED]
    assert median(getattr(verdict, field) for verdict in checked) <= most
