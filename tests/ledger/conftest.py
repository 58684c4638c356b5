"""Stand-ins for checked derivations: only what the ledger asks of one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from linebyline.ledger.evidence import MIME
from linebyline.ledger.freshness import STAMP, chapter_key, package_fingerprint

CHAPTER = "linear_algebra/vectors_and_angles"


def line_evidence(grade: str = "PROVED", **changes: Any) -> dict[str, Any]:
    witness = {"values": {"a": "(1, -1)"}, "left": "0", "right": "2", "certified": True}
    return {
        "relation": "=",
        "tex": "c^2 = a^2 + b^2",
        "reason": "expand",
        "grade": grade,
        "method": "" if grade in ("GIVEN", "CITED") else "normal form",
        "conditions": [],
        "points": 12,
        "witness": witness if grade == "REFUTED" else None,
        "second_opinion": "agrees",
        "mutants": {"refuted": 7, "equivalent": 1, "survived": []},
        "milliseconds": 10.0,
        "milliseconds_with_mutants": 80.0,
    } | changes


@dataclass(frozen=True)
class StandIn:
    data: dict[str, Any]

    def evidence(self) -> dict[str, Any]:
        return self.data

    def _repr_html_(self) -> str:
        return f"<p>{self.data['name']}</p>"

    def _repr_latex_(self) -> str:
        return "$$c^2$$"

    def __repr__(self) -> str:
        return self.data["name"]


Derivation = Callable[..., StandIn]


@pytest.fixture
def line() -> Callable[..., dict[str, Any]]:
    return line_evidence


@pytest.fixture
def derivation() -> Derivation:
    """Build a derivation from the grades of its lines: ``derivation("PROVED", "NUMERIC")``."""

    def build(*grades: str, lines: list[dict[str, Any]] | None = None, **changes: Any) -> StandIn:
        rows = [line_evidence(grade) for grade in grades] if lines is None else lines
        data = {
            "name": "law of cosines",
            "label": "law-of-cosines",
            "grade": grades[-1] if grades else "PROVED",
            "notation": ["a \\in \\mathbb{R}"],
            "assumptions": [],
            "lines": rows,
        }
        return StandIn(data | changes)

    return build


def code_cell(source: str, *data: dict[str, Any]) -> dict[str, Any]:
    outputs = [{"output_type": "execute_result", "data": item, "metadata": {}} for item in data]
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": outputs}


@pytest.fixture
def cell() -> Callable[..., dict[str, Any]]:
    """Build an executed cell from its source and what `settle` returned in it."""

    def build(source: str, *settled: Any) -> dict[str, Any]:
        return code_cell(source, *({MIME: dict(item.data)} for item in settled))

    return build


@dataclass(frozen=True)
class SmallBook:
    """A book of one chapter, whose executed copy can be written as a run would write it."""

    root: Path

    def write(self, cells: list[dict[str, Any]], chapter: str = CHAPTER) -> Path:
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        source = self.root / "chapters" / f"{chapter}.ipynb"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(json.dumps(notebook), encoding="utf-8")
        return source

    def run(self, cells: list[dict[str, Any]], chapter: str = CHAPTER) -> Path:
        notebook = json.loads(self.write(cells, chapter).read_text(encoding="utf-8"))
        key = chapter_key(notebook, package_fingerprint(self.root))
        notebook["metadata"][STAMP] = {"key": key}
        executed = self.root / "_build" / "executed" / f"{chapter}.ipynb"
        executed.parent.mkdir(parents=True, exist_ok=True)
        executed.write_text(json.dumps(notebook), encoding="utf-8")
        return executed


@pytest.fixture
def small_book(tmp_path: Path) -> SmallBook:
    (tmp_path / "_toc.yml").write_text("root: chapters/index\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("numpy==2.4.6\n", encoding="utf-8")
    package = tmp_path / "lib" / "linebyline" / "proof"
    package.mkdir(parents=True)
    (package / "kernel.py").write_text("ANSWER = 42\n", encoding="utf-8")
    (tmp_path / "chapters").mkdir()
    return SmallBook(tmp_path)
