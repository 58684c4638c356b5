"""In a built site the ledger's parts stand in their pages, and the links between them hold."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx

from linebyline.ledger import settle
from linebyline.ledger.claims import claim

CHAPTER = "linear_algebra/vectors_and_angles"
DIRECTIVES = {
    "ledger": [".. ledger-table::"],
    "errata": [".. ledger-errata:: settled", ".. ledger-errata:: open"],
    "not_proved": [f".. ledger-not-proved:: {part}" for part in ("claims", "lines", "chapters")],
    "index": [".. ledger-counts::"],
}


@pytest.fixture(autouse=True)
def docutils_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave docutils' global registries as they were."""
    monkeypatch.setattr(directives, "_directives", dict(directives._directives))
    monkeypatch.setattr(roles, "_roles", dict(roles._roles))


@pytest.fixture
def project(small_book: Any, cell: Any, derivation: Any) -> Any:
    """A book whose chapter, for Sphinx, is a page that shows what its notebook settled."""
    settled = settle("karaca-2.2.18", derivation("PROVED"))
    small_book.run([cell("settle(...)", settled)])
    chapters = small_book.root / "chapters"
    for name, parts in DIRECTIVES.items():
        text = "\n\n".join([":orphan:", f"{name}\n{'=' * len(name)}", *parts])
        (chapters / f"{name}.rst").write_text(text + "\n", encoding="utf-8")
    shown = f":orphan:\n\nAngles\n======\n\n.. raw:: html\n\n   {settled._repr_html_()}\n"
    (chapters / f"{CHAPTER}.rst").write_text(shown, encoding="utf-8")
    return small_book


def build(book: Any, builder: str = "html", **settings: Any) -> tuple[Path, str]:
    warnings = book.root / "warnings.txt"
    out = book.root / "out" / builder
    with warnings.open("w", encoding="utf-8") as stream:
        app = Sphinx(
            book.root,
            None,
            out,
            book.root / "doctrees",
            builder,
            confoverrides={
                "extensions": ["linebyline.site.ledger_pages"],
                "root_doc": "chapters/index",
                "exclude_patterns": ["_build", "lib", "out"],
                **settings,
            },
            status=None,
            warning=stream,
            freshenv=True,
        )
        app.build()
    return out, warnings.read_text(encoding="utf-8")


def test_each_part_stands_in_its_page_and_nothing_warns(project: Any) -> None:
    out, warnings = build(project)
    assert warnings == ""
    assert (out / "chapters/ledger.html").read_text().count("<tr id=") == 1282
    assert 'id="karaca-2.2-fig1"' not in (out / "chapters/errata.html").read_text()
    assert "are settled here" in (out / f"chapters/{CHAPTER}.html").read_text()
    assert "Of 1,282 statements" in (out / "chapters/index.html").read_text()


def test_links_lead_from_the_ledger_to_the_chapter_and_back(project: Any) -> None:
    out, _ = build(project)
    ledger = (out / "chapters/ledger.html").read_text()
    chapter = (out / f"chapters/{CHAPTER}.html").read_text()
    assert f'href="{CHAPTER}.html#karaca-2.2.18"' in ledger
    assert '<span id="karaca-2.2.18"></span>' in chapter
    badge = re.search(
        r'<a class="claim-badge" href="\.\./ledger\.html#karaca-2\.2\.18".*?>', chapter
    )
    assert badge
    assert f'title="{claim("karaca-2.2.18").says}"' in html.unescape(badge[0])


def test_every_address_in_a_page_is_unique(project: Any) -> None:
    out, _ = build(project)
    for page in (out / "chapters").rglob("*.html"):
        ids = re.findall(r' id="([^"]+)"', page.read_text())
        assert len(ids) == len(set(ids)), page


def test_only_pages_of_the_ledger_load_its_script(project: Any) -> None:
    (project.root / "chapters" / "plain.rst").write_text(
        ":orphan:\n\nPlain\n=====\n", encoding="utf-8"
    )
    out, _ = build(project)
    pages = {page.stem for page in (out / "chapters").rglob("*.html")}
    loading = {p.stem for p in (out / "chapters").rglob("*.html") if "ledger.js" in p.read_text()}
    assert pages - loading == {"plain"}


def test_stale_evidence_is_a_warning_and_is_not_shown(project: Any, cell: Any) -> None:
    project.write([cell("changed")])
    out, warnings = build(project)
    assert f"evidence not counted: {CHAPTER}: it, the library" in warnings
    assert "data-standing" not in re.sub(
        r"<option.*?</option>", "", (out / "chapters/ledger.html").read_text()
    )


def test_an_unknown_part_is_an_error_that_names_the_known(project: Any) -> None:
    (project.root / "chapters" / "errata.rst").write_text(
        ":orphan:\n\nErrata\n======\n\n.. ledger-errata:: all\n", encoding="utf-8"
    )
    _, warnings = build(project)
    assert "there are ledger-errata settled, ledger-errata open" in warnings


def test_outside_of_the_web_the_counts_are_told_in_words(project: Any) -> None:
    out, _ = build(project, "text")
    assert "Of 1,282 statements" in (out / "chapters/index.txt").read_text()
    assert "are settled here" in " ".join((out / f"chapters/{CHAPTER}.txt").read_text().split())
    assert "part of the book's web pages" in (out / "chapters/ledger.txt").read_text()
