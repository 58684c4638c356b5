"""The generated parts of the pages say what the evidence says, and no more."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from linebyline.ledger import settle
from linebyline.ledger.claims import claim, load_claims
from linebyline.ledger.collect import collect
from linebyline.site import ledger_counts, ledger_errata
from linebyline.site.ledger_html import Site, chapter_words, count_of, erratum_text, formula, prose
from linebyline.site.ledger_table import table_page

CHAPTER = "linear_algebra/vectors_and_angles"
Page = Callable[[Site], str]


@pytest.fixture
def site(tmp_path: Path, cell: Any, line: Any, derivation: Any) -> Site:
    weak = line("NUMERIC", tex="x < y", method="agrees at 12 points")
    leaky = line(mutants={"refuted": 1, "equivalent": 0, "survived": ["c = -a"]})
    cells = [
        cell("a", settle("karaca-2.2.18", derivation(lines=[leaky]))),
        cell(
            "b",
            settle("karaca-2.1.1", printed=derivation("REFUTED"), corrected=derivation("PROVED")),
        ),
        cell("c", settle("karaca-2.3.6", derivation(lines=[weak], grade="NUMERIC", name="weak"))),
        cell("d", settle("karaca-2.2-fig1", prose="drawn anew above")),
    ]
    path = tmp_path / "chapter.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return Site(collect({CHAPTER: path}), {CHAPTER: "angles.html"}, "ledger.html")


def supposing(site: Site, assumption: str, condition: str) -> Site:
    """The same site, its corrected form resting on an assumption and a side condition."""
    old = site.ledger.settlements["karaca-2.1.1"]
    (right,) = old.evidence.derivations
    lines = tuple(replace(line, conditions=(condition,)) for line in right.lines)
    right = replace(right, assumptions=(assumption,), lines=lines)
    new = replace(old, evidence=replace(old.evidence, derivations=(right,)))
    return replace(site, ledger=replace(site.ledger, settlements={"karaca-2.1.1": new}))


def row(page: str, claim_id: str) -> str:
    found = re.search(rf'<tr id="{re.escape(claim_id)}".*?</tr>', page, re.DOTALL)
    assert found, claim_id
    return found[0]


def test_the_table_has_one_row_for_each_claim(site: Site) -> None:
    ids = re.findall(r'<tr id="([^"]+)"', table_page(site))
    assert ids == [c.id for c in load_claims()]


def test_a_settled_row_leads_to_its_place_in_the_chapter(site: Site) -> None:
    settled = row(table_page(site), "karaca-2.2.18")
    assert 'href="angles.html#karaca-2.2.18"' in settled
    assert "proved" in settled
    assert 'data-tags="2.2.12 2.2.13' in settled


def test_a_row_not_reached_claims_nothing(site: Site) -> None:
    waiting = row(table_page(site), "karaca-2.2.13")
    assert "not reached yet" in waiting
    assert "data-standing" not in waiting
    assert "angles.html#" not in waiting


def test_the_table_says_whether_the_formula_is_the_wrong_print(site: Site) -> None:
    page = table_page(site)
    assert "The formula is the print." in row(page, "karaca-2.1.1")
    assert "The formula is already corrected." in row(page, "karaca-2.2.18")
    assert "The formula" not in row(page, "moon-11.3a")  # it has none


def test_a_settled_erratum_shows_print_counterexample_and_correction(site: Site) -> None:
    page = ledger_errata.settled_errata(site)
    entry = re.search(
        r'<details class="erratum" id="karaca-2\.1\.1">.*?</details>', page, re.DOTALL
    )
    assert entry
    terms = re.findall(r"<dt>(.*?)</dt>", entry[0])
    assert terms == ["As printed", "Counterexample", "What is wrong", "As it should be", "See also"]
    assert '<code class="tex">a =</code> (1, -1): the left side is <code>0</code>' in entry[0]
    assert "the right side <code>2</code>" in entry[0]
    assert page.startswith("<p>3 errata settled, 1 of them by a counterexample")


def test_the_right_form_tells_what_it_supposes(site: Site) -> None:
    page = ledger_errata.settled_errata(site)
    assert "provided that" not in page
    assert r'provided that <code class="tex">p \ge 1</code>, <code class="tex">a \ne 0</code>' in (
        ledger_errata.settled_errata(supposing(site, r"p \ge 1", r"a \ne 0"))
    )


def test_every_erratum_stands_in_exactly_one_list(site: Site) -> None:
    settled = re.findall(
        r'<details class="erratum" id="([^"]+)"', ledger_errata.settled_errata(site)
    )
    waiting = re.findall(r'<li><a href="ledger.html#([^"]+)"', ledger_errata.open_errata(site))
    assert sorted(settled + waiting) == sorted(c.id for c in load_claims() if c.erratum)


def test_what_is_below_a_proof_is_listed_with_its_reason(site: Site) -> None:
    page = ledger_counts.weaker_claims(site)
    assert re.findall(r'href="ledger.html#([^"]+)"', page) == ["karaca-2.2-fig1", "karaca-2.3.6"]
    assert "drawn anew above" in page
    assert "agrees at 12 points." in page


def test_weak_lines_and_surviving_mutants_are_listed(site: Site) -> None:
    page = ledger_counts.weaker_lines(site)
    assert page.count("<tr>") == 2 + 2  # two tables, each a head and one row
    assert formula("x < y") in page
    assert '<a href="angles.html#law-of-cosines">law-of-cosines, line 1</a>' in page
    assert formula("c = -a") in page


def test_what_is_left_adds_up(site: Site) -> None:
    left = [int(n) for n in re.findall(r"<td>(\d+)</td></tr>", ledger_counts.chapters_left(site))]
    assert sum(left) == 1282 - 4


def test_a_chapter_ends_with_its_own_counts(site: Site) -> None:
    foot = ledger_counts.chapter_foot(site, CHAPTER)
    assert "Of the 21 statements that the sources make on this chapter&#39;s subject, 4 are" in foot
    assert "2 proved ∎, 1 numeric ≈, 1 prose ¶" in foot
    assert foot.count('<th scope="row">') == 21
    assert "and 1 survived" in foot


def test_an_empty_ledger_pretends_nothing() -> None:
    empty = Site(collect({}), {}, "ledger.html")
    assert "none are settled; the others" in ledger_counts.front_counts(empty)
    assert "No line of a derivation was checked." in ledger_counts.front_counts(empty)
    assert ledger_errata.settled_errata(empty) == "<p>None is settled yet.</p>"
    assert "angles.html" not in table_page(empty)


PAGES: list[Page] = [
    table_page,
    ledger_counts.front_counts,
    ledger_counts.weaker_claims,
    ledger_counts.weaker_lines,
    ledger_counts.chapters_left,
    ledger_errata.settled_errata,
    ledger_errata.open_errata,
]


@pytest.mark.parametrize("page", PAGES)
def test_every_tag_that_opens_closes(site: Site, page: Page) -> None:
    html = page(site)
    for tag in (
        "table",
        "tr",
        "td",
        "th",
        "details",
        "summary",
        "article",
        "dl",
        "dd",
        "p",
        "code",
    ):
        assert len(re.findall(rf"<{tag}[ >]", html)) == html.count(f"</{tag}>"), tag


def test_formulas_and_words_are_escaped() -> None:
    assert formula("a<b") == '<code class="tex" data-display>a&lt;b</code>'
    assert prose("if $a<b$ & so") == 'if <code class="tex">a&lt;b</code> &amp; so'
    assert formula("") == ""


def test_the_marks_of_source_and_scan_are_told_in_words() -> None:
    text = erratum_text(claim("karaca-2.2.18"))
    assert not re.search(r"\[(AUTHOR|OCR)\]", text)
    assert "In the scan: line" in text


def test_no_erratum_keeps_a_mark() -> None:
    for c in load_claims():
        if c.erratum:
            assert not re.search(r"\[(AUTHOR|OCR)\]", erratum_text(c)), c.id


def test_names_and_counts_read_well() -> None:
    assert chapter_words(CHAPTER) == "Linear algebra: vectors and angles"
    assert [count_of(n, "claim") for n in (0, 1, 1282)] == ["no claims", "1 claim", "1,282 claims"]
