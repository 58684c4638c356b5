"""Only evidence that kept every rule is counted; the rest is named, never passed over."""

import json
from pathlib import Path
from typing import Any

import pytest

from linebyline.ledger import settle
from linebyline.ledger.collect import collect
from linebyline.ledger.evidence import MIME
from linebyline.ledger.tally import as_json, tally
from linebyline.proof.derivation import MIME as DERIVATION

CHAPTER = "linear_algebra/vectors_and_angles"


@pytest.fixture
def collected(tmp_path: Path) -> Any:
    def run(*cells: dict[str, Any], chapter: str = CHAPTER) -> Any:
        path = tmp_path / "chapter.ipynb"
        path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        return collect({chapter: path})

    return run


def with_evidence(**changes: Any) -> dict[str, Any]:
    data = dict(settle("karaca-2.2-fig1", prose="drawn anew").data) | changes
    outputs = [{"output_type": "execute_result", "data": {MIME: data}}]
    return {"cell_type": "code", "source": "settle()", "outputs": outputs}


def test_what_a_chapter_settles_is_collected_in_order(
    collected: Any, cell: Any, derivation: Any
) -> None:
    ledger = collected(
        cell("law", settle("karaca-2.2.18", "karaca-2.2.11", derivation("PROVED"))),
        {"cell_type": "markdown", "source": "words"},
        cell("figure", settle("karaca-2.2-fig1", prose="drawn anew")),
    )
    assert list(ledger.settlements) == ["karaca-2.2.18", "karaca-2.2.11", "karaca-2.2-fig1"]
    assert [s.cell for s in ledger.of_chapter(CHAPTER)] == [1, 1, 3]
    assert ledger.not_counted == ()


def test_a_derivation_shown_by_itself_counts_its_lines_unless_it_is_refuted(
    collected: Any, cell: Any, derivation: Any
) -> None:
    def shown(*grades: str, label: str) -> dict[str, Any]:
        data = dict(derivation(*grades, label=label).evidence())
        outputs = [{"output_type": "display_data", "data": {DERIVATION: data}}]
        return {"cell_type": "code", "source": "derive()", "outputs": outputs}

    law = cell("law", settle("karaca-2.2.18", derivation("PROVED")))
    ledger = collected(
        law, shown("PROVED", "PROVED", label="kahan"), shown("REFUTED", label="break-it")
    )
    assert [found.label for _, found in ledger.derivations] == ["law-of-cosines", "kahan"]
    assert tally(ledger).lines_by_grade["PROVED"] == 3
    failed = {"cell_type": "code", "source": "", "outputs": [{"output_type": "error"}]}
    assert collected(law, shown("PROVED", label="kahan"), failed).derivations == ()


def test_a_second_settlement_is_not_counted(collected: Any, cell: Any, derivation: Any) -> None:
    first, second = (
        settle("karaca-2.2.18", derivation("NUMERIC")),
        settle("karaca-2.2.18", prose="x"),
    )
    ledger = collected(cell("a", first), cell("b", second))
    assert ledger.settlements["karaca-2.2.18"].standing.name == "NUMERIC"
    assert "karaca-2.2.18 is settled already in cell 1" in ledger.not_counted[0].reason


def test_a_claim_of_another_chapter_is_not_counted(
    collected: Any, cell: Any, derivation: Any
) -> None:
    ledger = collected(cell("a", settle("dai-def1.1", derivation("PROVED"))))
    assert ledger.settlements == {}
    assert "belongs to the chapter linear_algebra/matrix_algebra" in ledger.not_counted[0].reason


def test_a_chapter_that_failed_counts_for_nothing(
    collected: Any, cell: Any, derivation: Any
) -> None:
    failed = {
        "cell_type": "code",
        "source": "1/0",
        "outputs": [
            {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero"}
        ],
    }
    ledger = collected(cell("a", settle("karaca-2.2.18", derivation("PROVED"))), failed)
    assert ledger.settlements == {}
    assert (
        str(ledger.not_counted[0])
        == f"{CHAPTER}: cell 2 failed: ZeroDivisionError: division by zero"
    )


def test_a_truth_value_typed_by_hand_is_not_counted(collected: Any, cell: Any) -> None:
    settled = settle("dai-rem1.4", ran={"the residual is small": True})
    assert collected(
        cell("settle('dai-rem1.4', ran={'small': worst < 1e-12})", settled)
    ).settlements
    for value in ("True", "(True, 'detail')", "1"):
        ledger = collected(cell(f"settle('dai-rem1.4', ran={{'small': {value}}})", settled))
        assert ledger.settlements == {}
        assert "compute the truth value" in ledger.not_counted[0].reason


FORGERIES: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown claim": ({"claims": ["karaca-9.9.9"]}, "no claim 'karaca-9.9.9'"),
    "no reason": ({"reason": ""}, "neither a check nor a reason"),
    "an unknown way": ({"how": "believed"}, "'believed' is none of derived"),
    "derived from nothing": ({"how": "derived"}, "needs a derivation"),
    "refuted without a print": ({"how": "refuted_and_corrected"}, "was not refuted"),
    "claims as one string": ({"claims": "karaca-2.2.18"}, "expected a list of strings"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_evidence_is_not_counted(collected: Any, name: str) -> None:
    changes, message = FORGERIES[name]
    ledger = collected(with_evidence(**changes))
    assert ledger.settlements == {}
    assert message in ledger.not_counted[0].reason


LINE_FORGERIES: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown grade": ({"grade": "CERTAIN"}, "'CERTAIN' is none of PROVED"),
    "a proof by no method": ({"method": ""}, "is PROVED by no method"),
    "a proof with a counterexample": (
        {"witness": {"values": {}, "left": "0", "right": "1", "certified": True}},
        "has a counterexample, yet is PROVED",
    ),
    "a second opinion against it": ({"second_opinion": "contradicts"}, "'contradicts' is none of"),
    "a line weaker than the whole": ({"grade": "NUMERIC"}, "claims PROVED, its lines show less"),
}


@pytest.mark.parametrize("name", LINE_FORGERIES)
def test_a_forged_line_is_not_counted(
    collected: Any, line: Any, derivation: Any, name: str
) -> None:
    changes, message = LINE_FORGERIES[name]
    forged = derivation(lines=[line("PROVED") | changes]).data
    ledger = collected(with_evidence(how="derived", derivations=[forged]))
    assert ledger.settlements == {}
    assert message in ledger.not_counted[0].reason


@pytest.mark.parametrize(
    "field", ["claims", "how", "derivations", "printed", "behaviours", "argued", "reason"]
)
def test_evidence_without_a_field_is_not_counted(collected: Any, field: str) -> None:
    cell = with_evidence()
    del cell["outputs"][0]["data"][MIME][field]
    assert f"lacks the field '{field}'" in collected(cell).not_counted[0].reason


def test_what_is_no_notebook_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_text("{}", encoding="utf-8")
    ledger = collect({"a/b": tmp_path / "x.ipynb", "c/d": tmp_path / "none.ipynb"})
    assert [problem.chapter for problem in ledger.not_counted] == ["a/b", "c/d"]


def test_a_derivation_counts_once_however_many_claims_rest_on_it(
    collected: Any, cell: Any, derivation: Any
) -> None:
    law = derivation("PROVED", "NUMERIC", grade="NUMERIC")
    ledger = collected(
        cell("a", settle("karaca-2.2.18", law)), cell("b", settle("karaca-2.2.11", law))
    )
    counts = tally(ledger)
    assert counts.lines_by_grade["PROVED"] == counts.lines_by_grade["NUMERIC"] == 1
    assert counts.mutants.refuted == 14
    assert counts.claims_by_grade["NUMERIC"] == 2


def test_a_refuted_print_is_no_line_of_the_book(collected: Any, cell: Any, derivation: Any) -> None:
    settled = settle("karaca-2.1.1", printed=derivation("REFUTED"), corrected=derivation("PROVED"))
    assert tally(collected(cell("a", settled))).lines_by_grade["REFUTED"] == 0


def test_survivors_are_named_with_their_place(
    collected: Any, cell: Any, line: Any, derivation: Any
) -> None:
    weak = line(mutants={"refuted": 3, "equivalent": 0, "survived": ["c = -a"]})
    counts = tally(collected(cell("a", settle("karaca-2.2.18", derivation(lines=[weak])))))
    (survivor,) = counts.mutants.survived
    assert str(survivor) == f"{CHAPTER}/law-of-cosines line 1: c = -a"


def test_times_are_medians_of_the_checked_lines(
    collected: Any, cell: Any, line: Any, derivation: Any
) -> None:
    lines = [line("GIVEN", milliseconds=0.0), *(line(milliseconds=t) for t in (1.0, 2.0, 9.0))]
    counts = tally(collected(cell("a", settle("karaca-2.2.18", derivation(lines=lines)))))
    assert (counts.median_line_ms, counts.median_line_with_mutants_ms) == (2.0, 80.0)


def test_counts_of_chapters_and_sources_add_up_to_the_whole(
    collected: Any, cell: Any, derivation: Any
) -> None:
    plain = as_json(tally(collected(cell("a", settle("karaca-2.2.18", derivation("PROVED"))))))
    for shares in (plain["by_source"], plain["by_chapter"]):
        assert sum(share["total"] for share in shares.values()) == 1282
        assert sum(share["settled"] for share in shares.values()) == 1
    assert sum(plain["claims_by_grade"].values()) == len(plain["settled"]) == 1
