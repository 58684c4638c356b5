"""The exam's answers, kept beside the other products of the build.

The exam is sat again when the package or a pinned version has changed, and only then.
"""

import json
from collections.abc import Callable
from pathlib import Path

from linebyline.ledger.freshness import package_fingerprint
from linebyline.proof.exam.runner import Answer, read_cases, report, sit

KEPT = Path("_build/exam.json")


def sit_exam() -> list[Answer]:
    """Put every case of the exam to the checker."""
    return [sit(case) for case in read_cases()]


def exam_answers(book: Path, sit_all: Callable[[], list[Answer]] = sit_exam) -> list[Answer]:
    """Return the answers of the package as it is now.

    Args:
        book: the book's folder.
        sit_all: sits the exam, where the answers kept are not those of this package.
    """
    kept, key = book / KEPT, package_fingerprint(book)
    known = _read(kept, key)
    if known is not None:
        return known
    answers = sit_all()
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(".partial")
    partial.write_text(json.dumps({"key": key, **report(answers)}, indent=1), encoding="utf-8")
    partial.replace(kept)
    return answers


def _read(kept: Path, key: str) -> list[Answer] | None:
    """The answers in a file, if they are whole and belong to this key."""
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
        return [Answer(**answer) for answer in found["cases"]] if found["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
