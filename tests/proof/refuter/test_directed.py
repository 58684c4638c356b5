"""The walk towards counterexamples, where assumptions tie names together."""

import pytest

from linebyline.proof import Notation, refuter


@pytest.mark.parametrize(
    "line",
    [r"l \le \sum_i x_i x_i", r"\sum_i c_i x_i \le \sum_i u x_i", r"\sum_i c_i l \le l \sum_i x_i"],
)
def test_names_that_assumptions_tie_together_are_scaled_together(line):
    given = Notation()
    given.size("M")
    given.index("i", 1, "M")
    given.array("x", "M")
    given.probabilities("c", "M")
    given.real("l u")
    given.assume(r"l \le x_i", r"x_i \le u")
    found = refuter.search(given.relation(line), given.setting.assumptions)
    assert found.witness is not None
    assert found.witness.certified
