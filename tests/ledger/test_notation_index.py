"""The index of letters names every letter of the derivations, what it is, and where."""

import json
from pathlib import Path
from typing import Any

import pytest

from linebyline.ledger import settle
from linebyline.ledger.collect import collect
from linebyline.site.ledger_html import Site
from linebyline.site.notation_index import notation_index, uses

ANGLES, JENSEN = "linear_algebra/vectors_and_angles", "probability/convexity_and_jensen"


def site_of(
    folder: Path, cell: Any, derivation: Any, line: Any, chapters: dict[str, list[str]]
) -> Site:
    claims = {ANGLES: "karaca-2.2.18", JENSEN: "karaca-2.4.2"}
    paths = {}
    for chapter, notation in chapters.items():
        made = derivation(lines=[line()], notation=notation)
        paths[chapter] = folder / f"{chapter.partition('/')[2]}.ipynb"
        content = {"cells": [cell("a", settle(claims[chapter], made))]}
        paths[chapter].write_text(json.dumps(content), encoding="utf-8")
    return Site(collect(paths), {chapter: f"{chapter}.html" for chapter in paths}, "ledger.html")


@pytest.fixture
def site(tmp_path: Path, cell: Any, derivation: Any, line: Any) -> Site:
    chapters = {
        ANGLES: [r"a, \alpha > 0", r"x \in \mathbb{R}^{n}", r"n \in \mathbb{Z}_{\ge 1}"],
        JENSEN: [r"a > 0", r"x \in \mathbb{R}", r"p, q \ \text{a positive density}",
                 r"\text{every integral converges}"],
    }  # fmt: skip
    return site_of(tmp_path, cell, derivation, line, chapters)


def test_each_letter_is_listed_with_all_that_it_stands_for(site: Site) -> None:
    found = uses(site)
    assert list(found) == ["a", r"\alpha", "n", "p", "q", "x"]
    assert found["a"] == {"> 0": [ANGLES, JENSEN]}
    assert found["x"] == {r"\in \mathbb{R}^{n}": [ANGLES], r"\in \mathbb{R}": [JENSEN]}


def test_the_table_leads_to_the_chapters(site: Site) -> None:
    table = notation_index(site)
    assert table.count("<tr>") == 1 + 6
    assert f'href="{JENSEN}.html"' in table
    assert '<code class="tex">a &gt; 0</code>' in table
