"""A derivation's record is JSON, and reading it back gives equal formulas with equal notation."""

import contextlib
import importlib
import json
import pkgutil

import pytest
from tests.proof import gallery
from tests.proof.gallery.catalog import EXHIBITS

from linebyline.proof import Grade, Notation, Verdict, answer, authoring, derive
from linebyline.proof.answers import reply
from linebyline.proof.derivation import Line
from linebyline.proof.record import read_record, write_record
from linebyline.proof.substitution import unfold_relation

for module in pkgutil.iter_modules(gallery.__path__):
    importlib.import_module(f"{gallery.__name__}.{module.name}")

LARGEST = 20_000  # characters: a chapter has some forty derivations, and 1.5 MB for all it is


def unchecked(notation, relation, reason, hint, *, is_first):
    """A line as it stands: what is written of it does not depend on its verdict."""
    verdict = Verdict(Grade.GIVEN, "not checked here")
    return Line(relation, reason, verdict, unfold_relation(relation, notation.setting.definitions))


@pytest.fixture(scope="module")
def derivations():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authoring, "check_line", unchecked)
        built = []
        for exhibit in EXHIBITS:
            # A refutation insists on its counterexample.
            with contextlib.suppress(ValueError):
                built.append(exhibit.build())
    assert len(built) >= 0.95 * len(EXHIBITS)
    return built


def test_record_gives_back_what_was_written(derivations):
    for derivation in derivations:
        text = json.dumps(derivation.record())
        lines = read_record(json.loads(text))
        numbers = range(len(derivation.lines) + 1)
        assert lines.formulas == tuple(map(derivation.formula_after, numbers)), derivation.name
        assert [repr(f) for f in lines.formulas] == [
            repr(derivation.formula_after(k)) for k in numbers
        ]
        assert vars(lines.given) == vars(derivation.given), derivation.name


def test_records_are_small(derivations):
    sizes = {d.name: len(json.dumps(d.record(), separators=(",", ":"))) for d in derivations}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_answers_from_a_record_are_those_from_the_derivation():
    given = Notation()
    given.positive("a")
    root = derive(
        "A root",
        given,
        r"""
        \sqrt{a^2}
      = a :: positive
    """,
    )
    lines = read_record(json.loads(json.dumps(root.record())))
    for text in ("= a^2 / a", "= -a", "= b"):
        said = reply(lines.given, lines.formulas[1], text)
        assert repr(said) == repr(answer(root, text))


def test_what_has_no_written_form_is_refused():
    given = Notation()
    given.real("a")
    with pytest.raises(TypeError, match="a record holds formulas and names, got float"):
        write_record(given, [0.5])


def test_unknown_kind_is_refused():
    record = write_record(Notation(), [])
    with pytest.raises(ValueError, match="got 'Popen'"):
        read_record({**record, "table": [["Popen", "true"]]})
