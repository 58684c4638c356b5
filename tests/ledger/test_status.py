"""`linebyline status` counts what is up to date, and says what is not."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from linebyline.ledger import settle
from linebyline.ledger.freshness import chapter_key, find_book, find_chapters, package_fingerprint
from linebyline.ledger.standing import STANDINGS
from linebyline.ledger.status import main
from linebyline.proof.verdict import Grade

CHAPTER = "linear_algebra/vectors_and_angles"


@pytest.fixture
def settled_cell(cell: Any, derivation: Any) -> Any:
    return cell("settle('karaca-2.2.18', law)", settle("karaca-2.2.18", derivation("PROVED")))


def status(book: Any, *options: str) -> int:
    return main(["--book", str(book.root), *options])


def test_the_json_is_one_object_with_all_its_fields(
    small_book: Any, settled_cell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    small_book.run([settled_cell])
    assert status(small_book, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["settled"] == ["karaca-2.2.18"]
    assert said["by_source"]["karaca"] == {"settled": 1, "total": 134}
    assert said["by_chapter"][CHAPTER] == {"settled": 1, "total": 21}
    assert said["claims_by_grade"] == {s.name: int(s.name == "PROVED") for s in STANDINGS}
    assert said["lines_by_grade"] == {g.name: int(g.name == "PROVED") for g in Grade}
    assert said["mutants"] == {"refuted": 7, "equivalent": 1, "survived": []}
    assert (said["median_line_ms"], said["median_line_with_mutants_ms"]) == (10.0, 80.0)
    assert said["not_counted"] == []


def test_the_table_fits_80_columns_and_lists_every_chapter(
    small_book: Any, settled_cell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    small_book.run([settled_cell])
    assert status(small_book) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.split() == [CHAPTER, "1", "21"] for line in lines)
    assert any(line.split() == ["all", "1", "1282"] for line in lines)


def test_a_chapter_that_never_ran_is_named(
    small_book: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    small_book.write([])
    assert status(small_book, "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["not_counted"] == [f"{CHAPTER}: not executed yet"]
    assert f"not counted: {CHAPTER}: not executed yet" in said.err
    assert "make book" in said.err


def test_evidence_of_an_edited_chapter_is_not_counted(
    small_book: Any, settled_cell: Any, cell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    small_book.run([settled_cell])
    small_book.write([cell("settle('karaca-2.2.18', another_law)")])
    assert status(small_book, "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["settled"] == []
    assert "has changed since it was executed" in said.err


@pytest.mark.parametrize("changed", ["lib/linebyline/proof/kernel.py", "requirements.txt"])
def test_evidence_from_another_library_is_not_counted(
    small_book: Any, settled_cell: Any, changed: str
) -> None:
    small_book.run([settled_cell])
    (small_book.root / changed).write_text("changed\n", encoding="utf-8")
    assert status(small_book) == 1


def test_a_touched_file_and_an_edited_page_change_nothing(
    small_book: Any, settled_cell: Any
) -> None:
    executed = small_book.run([settled_cell])
    os.utime(executed, (0, 0))
    site = small_book.root / "lib" / "linebyline" / "site"
    site.mkdir()
    (site / "pages.py").write_text("", encoding="utf-8")
    assert status(small_book) == 0


def test_evidence_without_a_stamp_is_not_counted(small_book: Any, settled_cell: Any) -> None:
    executed = small_book.run([settled_cell])
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    notebook["metadata"] = {}
    executed.write_text(json.dumps(notebook), encoding="utf-8")
    assert list(find_chapters(small_book.root).stale) == [CHAPTER]


def test_a_damaged_copy_is_named(small_book: Any, settled_cell: Any) -> None:
    small_book.run([settled_cell]).write_text("{", encoding="utf-8")
    assert "cannot be read" in find_chapters(small_book.root).stale[CHAPTER]


def test_checkpoints_are_no_chapters(small_book: Any) -> None:
    small_book.write([], ".ipynb_checkpoints/old")
    assert find_chapters(small_book.root).stale == {}


def test_the_key_of_a_chapter_follows_its_code_and_not_its_prose(cell: Any) -> None:
    words = {"cell_type": "markdown", "source": "words", "metadata": {}}
    one, other = {"cells": [cell("a = 1")]}, {"cells": [words, cell("a = 1")]}
    assert chapter_key(one, "library") == chapter_key(other, "library")
    assert chapter_key(one, "library") != chapter_key(one, "another library")
    assert chapter_key(one, "library") != chapter_key({"cells": [cell("a = 2")]}, "library")


def test_the_book_is_found_from_any_folder_inside(small_book: Any) -> None:
    assert find_book(small_book.root / "lib" / "linebyline") == small_book.root
    assert find_book(small_book.root) == small_book.root


def test_without_a_book_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linebyline.__file__", str(tmp_path / "linebyline" / "__init__.py"))
    assert main(["--book", str(tmp_path)]) == 2
    assert "no book around" in capsys.readouterr().err


def test_the_fingerprint_does_not_depend_on_the_folder(small_book: Any) -> None:
    assert package_fingerprint(small_book.root) == package_fingerprint(small_book.root / ".")
