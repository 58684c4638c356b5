"""`settle` takes honest evidence in five ways and refuses everything else."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from linebyline.ledger import settle
from linebyline.ledger.claims import load_claims
from linebyline.ledger.evidence import MIME

PROVABLE = "karaca-2.2.18"
FAULTY = "karaca-2.1.1"  # a wrong print, by a fault of mathematics


def test_a_derivation_settles_at_the_grade_of_its_lines(derivation: Any) -> None:
    settled = settle(PROVABLE, derivation("PROVED", "PROVED"))
    assert settled.evidence.how == "derived"
    assert settled.evidence.standing.name == "PROVED"


@pytest.mark.parametrize(
    ("grades", "standing"),
    [
        (("PROVED", "NUMERIC"), "NUMERIC"),
        (("EXACT_AT_SIZES", "PROVED"), "EXACT_AT_SIZES"),
        (("GIVEN", "PROVED"), "PROVED"),
        (("CITED", "PROVED"), "CITED"),
        (("MONTE_CARLO", "NUMERIC", "PROVED"), "MONTE_CARLO"),
    ],
)
def test_the_weakest_line_decides_and_what_is_given_does_not(
    derivation: Any, grades: tuple[str, ...], standing: str
) -> None:
    order = ["PROVED", "EXACT_AT_SIZES", "CERTIFIED_ON_BOX", "NUMERIC", "MONTE_CARLO", "GIVEN"]
    whole = max((g for g in grades if g in order), key=order.index)
    assert settle(PROVABLE, derivation(*grades, grade=whole)).evidence.standing.name == standing


def test_two_derivations_are_as_sure_as_the_weaker(derivation: Any) -> None:
    settled = settle(PROVABLE, derivation("PROVED"), derivation("CERTIFIED_ON_BOX"))
    assert settled.evidence.standing.name == "CERTIFIED_ON_BOX"


def test_a_run_beside_a_proof_weakens_the_claim(derivation: Any) -> None:
    settled = settle(PROVABLE, derivation("PROVED"), ran={"the figure agrees": np.bool_(True)})
    assert settled.evidence.standing.name == "RAN"


def test_a_step_in_words_weakens_the_claim_and_is_shown(derivation: Any) -> None:
    step = "More of them follow by induction over $n$."
    settled = settle(PROVABLE, derivation("PROVED"), argued=step)
    assert settled.evidence.standing.name == "ARGUED"
    assert settle(PROVABLE, derivation("CITED", "PROVED"), argued=step).evidence.standing.name == (
        "CITED"
    )
    assert step in repr(settled)
    assert r"induction over \(n\)" in settled._repr_html_()


def test_a_step_in_words_alone_settles_nothing() -> None:
    with pytest.raises(ValueError, match="needs derivations from which it leads"):
        settle(PROVABLE, ran={"it ran": True}, argued="And so on.")


def test_a_wrong_print_is_refuted_and_corrected(derivation: Any) -> None:
    settled = settle(FAULTY, printed=derivation("REFUTED"), corrected=derivation("PROVED"))
    assert settled.evidence.how == "refuted_and_corrected"
    assert settled.evidence.standing.name == "PROVED"
    assert settled.evidence.printed is not None
    assert settled.evidence.printed.refuted_line is not None


def test_code_in_print_is_refuted_by_what_it_does(derivation: Any) -> None:
    settled = settle(
        FAULTY, printed={"the norm of (1, -1) is 0": True}, corrected=derivation("PROVED")
    )
    assert settled.data["printed_behaviours"][0]["says"] == "the norm of (1, -1) is 0"


def test_a_definition_stands_as_given_however_sure_its_use(derivation: Any) -> None:
    assert settle("karaca-2.1.2", defined_by=derivation("PROVED")).evidence.standing.name == "GIVEN"
    both = settle("karaca-2.1.2", defined_by=[derivation("PROVED"), derivation("NUMERIC")])
    assert (len(both.checks), both.evidence.standing.name) == (2, "GIVEN")
    run = settle("karaca-2.1.2", defined_by={"it equals NumPy's norm": True})
    assert run.evidence.standing.name == "GIVEN"


def test_prose_stands_as_prose() -> None:
    settled = settle("karaca-2.2-fig1", prose="a figure, drawn anew above")
    assert (settled.evidence.how, settled.evidence.standing.name) == ("prose", "PROSE")


REFUSALS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "no evidence at all": (lambda d: settle(PROVABLE), "neither a check nor a reason"),
    "no claim": (lambda d: settle(d("PROVED")), "it names no claim"),
    "an unknown claim": (lambda d: settle("karaca-2.2.19", d("PROVED")), "did you mean"),
    "a claim named twice": (lambda d: settle(PROVABLE, PROVABLE, d("PROVED")), "twice"),
    "a refuted line": (lambda d: settle(PROVABLE, d("REFUTED")), "line 1 .* is REFUTED"),
    "an undecided line": (
        lambda d: settle(PROVABLE, d("PROVED", "UNDECIDED")),
        "line 2 .* is UNDECIDED",
    ),
    "only givens": (lambda d: settle(PROVABLE, d("GIVEN")), "no line .* was checked"),
    "no lines": (lambda d: settle(PROVABLE, d()), "has no line"),
    "a faulty print passed over": (
        lambda d: settle(FAULTY, d("PROVED")),
        "refute it with `printed=`",
    ),
    "a print that holds": (
        lambda d: settle(FAULTY, printed=d("PROVED"), corrected=d("PROVED")),
        "the printed form .* was not refuted",
    ),
    "an undecided print": (
        lambda d: settle(FAULTY, printed=d("UNDECIDED"), corrected=d("PROVED")),
        "was not refuted, it is UNDECIDED",
    ),
    "no corrected form": (
        lambda d: settle(FAULTY, printed=d("REFUTED")),
        "neither a check nor a reason",
    ),
    "a behaviour that failed": (
        lambda d: settle("dai-rem1.4", ran={"the residual is small": np.bool_(False)}),
        "it did not hold that the residual is small",
    ),
    "no behaviours": (lambda d: settle("dai-rem1.4", ran={}), "needs a stated behaviour"),
    "an empty print": (
        lambda d: settle(FAULTY, printed={}, corrected=d("PROVED")),
        "the printed form was not refuted",
    ),
    "a definition and a proof at once": (
        lambda d: settle(PROVABLE, d("PROVED"), defined_by=d("PROVED")),
        "`defined_by` stands alone",
    ),
    "an empty reason": (
        lambda d: settle("karaca-2.2-fig1", prose="  "),
        "neither a check nor a reason",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_does_not_settle_is_refused(derivation: Any, name: str) -> None:
    attempt, message = REFUSALS[name]
    with pytest.raises(ValueError, match=message):
        attempt(derivation)


def test_a_refutation_without_a_witness_is_refused(derivation: Any, line: Any) -> None:
    printed = derivation(lines=[line("REFUTED", witness=None)], grade="REFUTED")
    with pytest.raises(ValueError, match="refuted without a witness"):
        settle(FAULTY, printed=printed, corrected=derivation("PROVED"))


@pytest.mark.parametrize("value", ["yes", 1, np.array([True, False]), None])
def test_a_behaviour_needs_one_truth_value(value: object) -> None:
    with pytest.raises((TypeError, ValueError), match=r"one truth value|can only convert"):
        settle("dai-rem1.4", ran={"it holds": value})


def test_what_is_no_check_is_refused() -> None:
    with pytest.raises(TypeError, match="settled by derivations and checks, got int"):
        settle(PROVABLE, 3)  # type: ignore[arg-type]


def test_exactly_the_faulty_mathematics_must_be_refuted() -> None:
    needing = [c for c in load_claims() if c.erratum and c.erratum.needs_refutation]
    assert len(needing) == 208
    assert {c.erratum.fault for c in needing if c.erratum} == {"math", "assumption", "author"}


def test_a_reason_may_stand_in_for_a_refutation(derivation: Any) -> None:
    settled = settle(FAULTY, derivation("PROVED"), prose="the print has no reading as a formula")
    assert settled.evidence.reason


def test_the_cell_shows_text_html_latex_and_evidence(derivation: Any) -> None:
    bundle = settle(PROVABLE, derivation("PROVED"))._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "text/latex", MIME}
    assert bundle["text/plain"] == "law of cosines\nsettles karaca-2.2.18: proved ∎"
    assert f'<span id="{PROVABLE}"></span>' in bundle["text/html"]
    assert f'data-ledger-claim="{PROVABLE}"' in bundle["text/html"]


def test_without_formulas_there_is_no_latex() -> None:
    assert "text/latex" not in settle("karaca-2.2-fig1", prose="drawn anew")._repr_mimebundle_()


def test_the_text_holds_no_time_and_no_detail_of_the_run() -> None:
    texts = {repr(settle("dai-rem1.4", ran={"it is small": (True, d)})) for d in ("1e-16", "2e-16")}
    assert len(texts) == 1


def test_words_are_escaped_in_html(derivation: Any) -> None:
    html = settle("karaca-2.2-fig1", prose="a < b & <script>")._repr_html_()
    assert "<script>" not in html
    assert re.search(r"a &lt; b &amp;", html)


def test_formulas_in_words_are_marked_for_the_notebook() -> None:
    html = settle("karaca-2.2-fig1", prose="the foot $D$ of the altitude")._repr_html_()
    assert r"the foot \(D\) of the altitude" in html


def test_what_was_shown_above_is_evidence_but_not_shown_again(derivation: Any) -> None:
    known = derivation("NUMERIC")
    settled = settle(PROVABLE, derivation("PROVED"), above=known)
    name = known.evidence()["name"]
    assert [line["name"] for line in settled.data["derivations"]][1:] == [name]
    assert settled.evidence.standing.name == "NUMERIC"
    assert len(settled.checks) == 1
    assert f"Shown above: {name}." in settled._repr_html_()
    assert f"shown above: {name}" in repr(settled)


def test_what_was_shown_above_settles_alone_and_corrects_a_print(derivation: Any) -> None:
    assert settle(PROVABLE, above=derivation("PROVED")).evidence.how == "derived"
    settled = settle(FAULTY, printed=derivation("REFUTED"), above=[derivation("PROVED")])
    assert settled.evidence.how == "refuted_and_corrected"
    with pytest.raises(ValueError, match="REFUTED"):
        settle(PROVABLE, derivation("PROVED"), above=derivation("REFUTED"))
    with pytest.raises(TypeError, match="derivations and checks"):
        settle(PROVABLE, above="the first one")
