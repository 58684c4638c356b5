"""The audit says what each assumption is needed for, and where a line fails without it."""

import json

import pytest

from linebyline.proof import Open, audit, check, derive, kernel
from linebyline.proof.exam.declare import notation_of


def findings(names, *lines, assume=()):
    """What an audit says of each assumption, by its TeX."""
    notation = notation_of(names.split("; "), assume)
    derivation = derive("Audited", notation, "\n".join(lines))
    return {finding.assumption: finding for finding in audit(derivation).findings}


def test_a_needed_domain_comes_with_a_counterexample_and_an_idle_assumption_is_unneeded():
    found = findings(
        "positive a; real b", r"\sqrt{a^2} + b - b", "= a :: a is positive", assume=["b > 1"]
    )
    assert found["a > 0"].witness is not None
    assert found["a > 0"].line == 1
    assert found["b > 1"].unneeded


TWO = "size n; matrix S n n symmetric; matrix T n n"
LAW = "size n; index i 1 n; probabilities p n"


@pytest.mark.parametrize(
    ("names", "lines", "needed"),
    [
        (TWO, ("S T + T", "= S^\\top T + T :: symmetric"), True),
        (TWO, ("S (T + T)", "= 2 S T :: collect"), False),
        (
            "size n; matrix Q n n orthogonal; vector x n",
            (r"x^\top Q^\top Q x", r"= x^\top x :: lengths are kept"),
            True,
        ),
        ("size n; matrix D n n diagonal; matrix E n n diagonal", ("D E", "= E D :: commute"), True),
        (LAW, (r"2 \sum_i p_i", "= 2 :: sum to one"), True),
        (LAW, (r"\sum_i 2 p_i", r"= 2 \sum_i p_i :: pull"), False),
        (
            "size n; matrix P n n positive definite; vector x n",
            (r"x^\top P x", r"\ge 0 :: definite"),
            True,
        ),
        ("size n; vector x n nonzero", (r"x^\top x", "> 0 :: not zero"), True),
    ],
)  # fmt: skip
def test_properties_are_dropped_too(names, lines, needed):
    found = findings(names, *lines)
    assert {finding.witness is not None for finding in found.values()} == {needed}
    assert {finding.unneeded for finding in found.values()} == {not needed}


def test_a_definite_matrix_stays_symmetric_when_its_sign_is_dropped():
    found = findings(
        "size n; matrix P n n positive definite; matrix T n n",
        "P T + T", "= P^\\top T + T :: symmetric",
    )  # fmt: skip
    assert found[r"P\ \text{positive definite}"].unneeded


def test_a_point_outside_of_the_side_conditions_makes_nothing_needed():
    found = findings("real x; positive a", r"\frac{a x}{x}", "= a :: cancel")
    assert found["a > 0"].unneeded


def test_nothing_is_called_unneeded_where_nothing_was_checked():
    notation = notation_of(["positive a"])
    given = check("a = a + 0", notation, hint=Open("later"))
    given.lines = ()
    assert not audit(given).findings or not audit(given).findings[0].unneeded


def test_what_is_neither_proved_nor_refuted_without_it_is_said_so(monkeypatch):
    derivation = check("a + b = b + a", notation_of(["positive a", "real b"]))
    monkeypatch.setattr(kernel, "prove", lambda *_: None)
    (finding,) = audit(derivation).findings
    assert "no counterexample and no proof without it" in repr(finding)
    assert not finding.unneeded


def test_the_page_and_the_evidence_show_the_audit_once_it_was_asked():
    notation = notation_of(["positive a", "real b"], ["b > 1"])
    root = derive("A root", notation, r"\sqrt{a^2} + b - b" + "\n = a :: a is positive")
    assert root.evidence()["audit"] == []
    assert "needed for" not in root._repr_html_()
    shown = audit(root)._repr_html_()
    assert shown in root._repr_html_()
    found = root.evidence()["audit"]
    assert json.loads(json.dumps(found)) == found
    by_name = {entry["assumption"]: entry for entry in found}
    assert by_name["a > 0"]["needed_by_line"] == 1
    assert by_name["a > 0"]["witness"]["a"].startswith("-")
    assert by_name["b > 1"]["unneeded"] is True
