"""Answers a reader's line beside a derivation of the page."""

from __future__ import annotations

import json
from functools import lru_cache

from linebyline.proof.answers import Answer, reply
from linebyline.proof.ladder import ContradictionError
from linebyline.proof.record import Lines, read_record


def answer_line(record: str, text: str, after: int) -> Answer:
    """Check a reader's line against the one before it.

    Args:
        record: the derivation's record, as JSON.
        text: the line, in TeX or in plain notation.
        after: the number of the line before it, 0 for the first formula.

    Raises:
        ValueError: if the derivation has no such line.
    """
    lines = _lines(record)
    if not 0 <= after < len(lines.formulas):
        raise ValueError(f"the derivation has lines 0 to {len(lines.formulas) - 1}, got {after}")
    try:
        return reply(lines.given, lines.formulas[after], text)
    except (ContradictionError, RecursionError) as error:
        return Answer("cannot tell", f"the checker failed on this line ({error}); please report it")


@lru_cache(100)
def _lines(record: str) -> Lines:
    return read_record(json.loads(record))
