"""The renderings: complete, safe, accessible, and the same from run to run."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from tests.proof.reader.names import NAMES

from linebyline.proof.reader import read_chain, read_relation
from linebyline.proof.relation import Relation
from linebyline.proof.render import to_html, to_latex, to_text
from linebyline.proof.verdict import Grade, MutantScore, Verdict, Witness

WITNESS = Witness({"a": "1", r"\theta": "3π/4"}, "2", "-1/2")
PROVED = Verdict(
    Grade.PROVED,
    "normal form",
    (read_relation(r"a + b \ne 0", NAMES),),
    points=24,
    second_opinion="agrees",
    mutants=MutantScore(7, 1, ("a = b + 1",), ("a < b", WITNESS)),
    milliseconds=3.14,
    milliseconds_with_mutants=271.0,
)
REFUTED = Verdict(Grade.REFUTED, "counterexample", witness=WITNESS, milliseconds=2.0)


@dataclass
class ShownLine:
    relation: Relation
    reason: str
    verdict: Verdict


@dataclass
class Shown:
    name: str
    first: object
    lines: list[ShownLine]
    label: str = "part/law"
    notation: tuple[str, ...] = ("a, b > 0", r"\theta \in \mathbb{R}")
    definitions: tuple[str, ...] = ("c := a + b",)
    assumptions: tuple[str, ...] = ("a < b",)
    audited: object = None

    @property
    def grade(self) -> Grade:
        return max((line.verdict.grade for line in self.lines), key=list(Grade).index)


def shown(text: str, *verdicts: Verdict, name: str = "Law & order") -> Shown:
    first, steps = read_chain(text, NAMES)
    lines, previous = [], first
    for step, verdict in zip(steps, verdicts, strict=True):
        relation = Relation(step.sign, previous, step.target, step.wrt)
        lines.append(ShownLine(relation, step.reason, verdict))
        previous = step.target
    return Shown(name, first, lines)


LAW = r"""
    a^2 - b^2
  = (a + b)(a - b)   :: expand <both> sides, 100% & $a < b$
  < a \cos\theta     :: no {reason}
"""


@pytest.fixture(autouse=True)
def _notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results are shown as in a notebook, whoever runs the tests."""
    monkeypatch.delenv("LINEBYLINE_PAGE", raising=False)


@pytest.fixture
def derivation() -> Shown:
    return shown(LAW, PROVED, REFUTED)


class _Tags(HTMLParser):
    """Counts tags and refuses bad nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_well_formed_with_one_opening_row_per_line(derivation: Shown) -> None:
    tags = _Tags()
    tags.feed(to_html(derivation))
    assert tags.open == []
    assert tags.seen.count("li") == 3
    assert tags.seen.count("summary") == 2 + 1
    assert tags.seen.count("style") == 1


def test_every_line_shows_its_grade_as_mark_and_word(derivation: Shown) -> None:
    page = to_html(derivation)
    for grade in (Grade.PROVED, Grade.REFUTED):
        assert f'<span aria-hidden="true">{grade.mark}</span> {grade.word}<' in page


def test_switch_of_a_row_says_what_it_opens(derivation: Shown) -> None:
    page = to_html(derivation)
    switches = re.findall(r"<summary class=\"derivation-grade\">(.*?)</summary>", page)
    hidden = r'<span aria-hidden="true">.*?</span>'
    said = [re.sub(r"<[^>]*>", "", re.sub(hidden, "", switch)) for switch in switches]
    assert said == ["Line 1:  proved, open for the check", "Line 2:  refuted, open for the check"]


def test_formulas_stand_outside_of_the_switch_where_they_can_be_read(derivation: Shown) -> None:
    for switch in re.findall(r"<summary.*?</summary>", to_html(derivation)):
        assert "math" not in switch


def test_lines_of_a_check_are_counted_from_one(derivation: Shown) -> None:
    derivation.first = None
    assert "Line 1: " in to_html(derivation)
    assert "Line 0: " not in to_html(derivation)


def test_style_stays_away_where_the_page_has_it(
    derivation: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = to_html(derivation)
    monkeypatch.setenv("LINEBYLINE_PAGE", "1")
    assert to_html(derivation) == alone.partition("</style>")[2]


def test_a_row_tells_how_it_was_checked(derivation: Shown) -> None:
    page = to_html(derivation)
    for said in (
        Grade.PROVED.meaning, "normal form", "24 points", "SymPy agrees", "7 small wrong versions",
        "1 proved true as well", "1 neither", "a = b + 1", "3.1 ms", "271 ms", r"a + b \ne 0",
    ):  # fmt: skip
        assert said in page


def test_a_counterexample_is_shown_openly_with_both_values(derivation: Shown) -> None:
    page = to_html(derivation)
    openly = page[page.rindex("</details>") :]
    assert "Counterexample" in openly
    assert "left side <b>2</b>, right side <b>-1/2</b>" in openly
    assert "<details" not in openly


def test_no_certainty_is_claimed_that_was_not_given(derivation: Shown) -> None:
    line = shown("a \n = b :: guess", Verdict(Grade.NUMERIC, "agrees at 9 points", points=9))
    page = to_html(line)
    assert "proved" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL).replace(
        Grade.NUMERIC.meaning, ""
    )
    assert "SymPy" not in page
    assert derivation.grade is Grade.REFUTED
    assert f'data-grade="{Grade.REFUTED.name}" aria-label' in to_html(derivation)


def test_words_and_formulas_cannot_break_the_page() -> None:
    evil = "<script>alert(1)</script>"
    verdict = Verdict(Grade.REFUTED, evil, witness=Witness({"a": evil}, evil, evil))
    page = to_html(shown(f"a \n < b :: {evil}", verdict, name=evil))
    assert "<script" not in page
    assert r"\(\displaystyle a\)" in page


def test_formulas_between_dollars_in_a_reason_are_typeset(derivation: Shown) -> None:
    assert (
        r'expand &lt;both&gt; sides, 100% &amp; <span class="math">\(a &lt; b\)</span>'
        in to_html(derivation)
    )
    assert r"\text{expand <both> sides, 100\% \& $a < b$}" in to_latex(derivation)


def test_latex_aligns_at_the_relations_and_names_the_grades(derivation: Shown) -> None:
    latex = to_latex(derivation)
    assert latex.startswith("\\begin{aligned}\n&\\textbf{Law \\& order}")
    assert r"&=\; (a + b) (a - b) &&" in latex
    assert r"\blacksquare\ \textsf{proved}" in latex
    assert r"\text{provided } a + b \ne 0" in latex
    assert r"\theta = \text{3$\pi$/4}" in latex
    assert latex.count(r"\begin") == latex.count(r"\end") == 1


def test_text_is_a_table(derivation: Shown) -> None:
    assert to_text(derivation) == "\n".join(
        [
            "Law & order: refuted",
            r"  with a, b > 0;  \theta \in \mathbb{R}",
            "  where c := a + b",
            "  given a < b",
            "    a^2 - b^2",
            "  = (a + b) (a - b)  expand <both> sides, 100% & $a < b$  ∎ proved",
            r"      provided a + b \ne 0",
            r"  < a \cos\theta     no {reason}                          ✗ refuted",
            r"      fails at a = 1, \theta = 3π/4: left side 2, right side -1/2",
        ]
    )


def test_text_and_latex_do_not_change_with_times_and_counts(derivation: Shown) -> None:
    slower = PROVED.with_(
        milliseconds=99.0, milliseconds_with_mutants=999.0, points=3, mutants=MutantScore(1)
    )
    again = shown(LAW, slower, REFUTED)
    assert to_text(again) == to_text(derivation)
    assert to_latex(again) == to_latex(derivation)
    assert to_html(again) != to_html(derivation)


def test_a_check_without_a_first_formula_shows_the_whole_relation(derivation: Shown) -> None:
    derivation.first = None
    assert r"\(\displaystyle a^2 - b^2 = (a + b) (a - b)\)" in to_html(derivation)
    assert "&a^2 - b^2 = (a + b) (a - b) &&" in to_latex(derivation)
    assert "  a^2 - b^2 = (a + b) (a - b) " in to_text(derivation)


def test_style_reaches_nothing_outside_the_derivation(derivation: Shown) -> None:
    style = to_html(derivation).partition("</style>")[0].partition("<style>")[2]
    style = re.sub(r"/\*.*?\*/", "", style)
    assert "url(" not in style
    assert "@import" not in style
    for selectors in re.findall(r"(?:^|})\s*([^@{}]+)\{", style):
        for selector in re.split(r",\s*(?![^()]*\))", selectors):
            assert ".derivation" in selector or "details[open]" in selector, selector
