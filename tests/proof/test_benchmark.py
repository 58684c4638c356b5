"""The benchmark and the bars run, and count what they say they count."""

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.proof.gallery.catalog import Exhibit, Survivor

from linebyline.proof import LineRefuted
from linebyline.proof.exam.runner import Answer
from linebyline.proof.verdict import MutantScore


def load(name):
    """A module of ``benchmarks``, which is no part of the package."""
    folder = Path(__file__).parents[2] / "benchmarks"
    if "benchmarks" not in sys.modules:
        places = [str(folder)]
        spec = importlib.util.spec_from_file_location(
            "benchmarks", folder / "__init__.py", submodule_search_locations=places
        )
        sys.modules["benchmarks"] = importlib.util.module_from_spec(spec)
    return importlib.import_module(f"benchmarks.{name}")


bars, families, gallery = map(load, ("bars", "families", "gallery"))


@pytest.fixture
def run(book):
    """Runs a module of ``benchmarks`` in a process of its own."""

    def run(*words):
        command = [sys.executable, "-m", *words]
        result = subprocess.run(command, cwd=book.root, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


def exhibit(build=lambda: families.back_and_forth(2), survivors=None):
    return Exhibit("example", build, "∎∎", (), survivors or {})


def with_survivor(mutant):
    """A derivation whose first line has one surviving mutant."""
    derivation = families.back_and_forth(2)
    first, second = derivation.lines
    score = MutantScore(refuted=3, survived=(mutant,))
    derivation.lines = (replace(first, verdict=first.verdict.with_(mutants=score)), second)
    return derivation


def test_benchmark_measures_time_growth_memory_and_start(run):
    found = json.loads(run("benchmarks.proof", "--json", "--every", "80", "--members", "2"))
    lines = found["lines"]["gallery"]
    assert 0 < lines["check"] <= lines["slowest"]
    assert lines["check"] < lines["whole"]
    assert lines["mutants"] > lines["lines"] > 0
    assert {member["grows"] for member in found["growth"]} == {"terms", "nested sums", "lines"}
    assert [m["peak_mib"] is None for m in found["growth"]] == [True, False] * 3
    assert found["start_seconds"] > 0
    assert found["resident_mib"] > 10


def test_benchmark_prints_a_table(run):
    printed = run("benchmarks.proof", "--every", "200", "--members", "1")
    assert "square of a sum" in printed
    assert "import in a fresh process" in printed


def test_members_of_the_families_are_proved_and_grow():
    assert [len(families.back_and_forth(lines).lines) for lines in (2, 4)] == [2, 4]
    assert {family.build(2).grade.name for family in families.FAMILIES.values()} == {"PROVED"}


def test_broken_derivation_is_counted_and_misses_the_bar(monkeypatch):
    def broken():
        raise LineRefuted("line 1 is false\n  at x = 1")

    monkeypatch.setattr(bars, "exhibits", lambda: [exhibit()] * 100 + [exhibit(broken)])
    assert gallery.build([exhibit(broken)]) == ({}, {"example": "LineRefuted: line 1 is false"})
    first = next(bars.gallery_bars())
    assert first.met is False
    assert first.notes == ["example: LineRefuted: line 1 is false"]


def test_mutant_that_escapes_misses_the_bar_and_is_named():
    bar = bars._mutant_bar([exhibit()], {"example": with_survivor("a = b")})
    assert bar.met is False
    assert list(bar.notes) == ["1 x example, line 1: no reason known: a = b"]


@pytest.mark.parametrize("is_true", [True, False])
def test_only_a_mutant_known_to_hold_does_not_count_as_escaped(is_true):
    survivors = {1: [Survivor("a = b", "it is true", is_true=is_true)]}
    bar = bars._mutant_bar([exhibit(survivors=survivors)], {"example": with_survivor("a = b")})
    assert bar.met is is_true
    assert list(bar.notes) == ["1 x example, line 1: it is true"]


@pytest.mark.parametrize(("right", "met"), [(97, False), (98, True)])
def test_share_is_met_from_its_percentage_on(right, met):
    assert bars._share("lines", right, 100, 98).met is met


def test_nothing_measured_meets_no_share():
    assert bars._share("lines", 0, 0, 85).met is False


def test_false_verdict_in_the_exam_misses_the_bar(monkeypatch):
    wrong = Answer("a", "kind", False, "PROVED", "said so", 0, 1.0)
    monkeypatch.setattr(bars, "read_cases", lambda: [{}])
    monkeypatch.setattr(bars, "sit", lambda case: wrong)
    bar = next(bar for bar in bars.exam_bars() if "false verdicts" in bar.what)
    assert bar.met is False
    assert list(bar.notes) == ["a"]


def test_few_random_relations_say_neither_yes_nor_no(monkeypatch):
    monkeypatch.setattr(bars, "fate", lambda case: "proved")
    assert next(bars.soundness_bars(3)).met is None
    monkeypatch.setattr(bars, "fate", lambda case: "x = 1: proved, yet refuted")
    assert next(bars.soundness_bars(3)).met is False


def test_bars_are_shown_and_written_with_what_is_missed(tmp_path, capsys):
    measured = [
        bars.Bar("weight", "at most 2", "1", True),
        bars.Bar("time", "at most 2", "3", False),
    ]
    to = tmp_path / "bars.md"
    assert bars.show(measured, to) == 1
    assert "MISSED" in capsys.readouterr().out
    rows = [line for line in to.read_text().splitlines() if line.startswith("|")]
    assert rows[2:] == ["| weight | at most 2 | 1 | met |", "| time | at most 2 | 3 | MISSED |"]
    assert bars.show(measured[:1]) == 0
