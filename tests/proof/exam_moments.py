"""Expectations, variances and covariances, as the exam's second reader reads them."""

from typing import Any

from tests.proof.exam_random import covariance_of, mean_of
from tests.proof.exam_tables import mean_over_law
from tests.proof.exam_tokens import GIVEN
from tests.proof.exam_values import Code


def moment(reader: Any, word: str) -> Code:
    """E[x], Var[x] or Cov[x, y], perhaps given other names; or E below which a law stands."""
    if reader.peek() == "_":
        return mean_over_law(reader)
    start = reader.at
    reader.need("[")
    reader.open.append("]")
    parts = [reader.formula()]
    while reader.took(","):
        parts.append(reader.formula())
    given = reader.took(GIVEN)
    while given and reader.peek() != "]":
        reader.next()
    reader.open.pop()
    reader.need("]")
    inner = reader.tokens[start : reader.at]
    cut = len(inner) - 1 - inner[::-1].index(GIVEN) if given else len(inner)
    mentioned, known = set(inner[:cut]) - set(inner[cut:]), set(inner[cut:])
    if word == "E":
        return mean_of(parts[0], mentioned, known)
    return covariance_of(parts[0], parts[-1], mentioned, known)
