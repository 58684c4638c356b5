"""`linebyline status`: what the book has settled, as a table or as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from linebyline.ledger.collect import Ledger, NotCounted, collect
from linebyline.ledger.freshness import find_book, find_chapters
from linebyline.ledger.standing import STANDINGS
from linebyline.ledger.tally import Share, Tally, as_json, tally
from linebyline.proof.verdict import Grade


def main(arguments: Sequence[str]) -> int:
    """Print what is settled; return 0 if all chapters' evidence counts, else 1, else 2.

    Evidence that is missing, out of date or against the rules is never counted: it is named on the
    error stream, with the command that makes it, and the exit code is 1. Where there is no book,
    it is 2.
    """
    options = _parse(arguments)
    try:
        book = find_book(options.book or Path.cwd())
    except FileNotFoundError as error:
        print(f"linebyline status: {error}", file=sys.stderr)
        return 2
    counts = tally(read_ledger(book))
    if options.json:
        print(json.dumps(as_json(counts), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_table(counts)))
    for reason in counts.not_counted:
        print(f"not counted: {reason}", file=sys.stderr)
    if counts.not_counted:
        print("`make book` executes what is out of date.", file=sys.stderr)
    return 1 if counts.not_counted else 0


def read_ledger(book: Path, executed: Path | None = None) -> Ledger:
    """Return what the book's up-to-date chapters have settled.

    Args:
        book: the book's folder.
        executed: where the executed notebooks lie, ``_build/executed`` in the book if left out.
    """
    chapters = find_chapters(book, executed)
    ledger = collect(chapters.executed)
    stale = tuple(NotCounted(chapter, reason) for chapter, reason in chapters.stale.items())
    return Ledger(ledger.settlements, stale + ledger.not_counted)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="linebyline status", description="Say what the book has settled, and how surely."
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--book", type=Path, help="the book's folder, if not the current one")
    return parser.parse_args(list(arguments))


def _table(counts: Tally) -> Iterator[str]:
    yield from _shares("source", counts.by_source)
    yield ""
    yield from _shares("chapter", counts.by_chapter)
    yield ""
    words = {s.name: f"{s.mark} {s.word}" for s in STANDINGS}
    yield from _amounts("claims settled", counts.claims_by_grade, words)
    yield ""
    marks = {g.name: f"{g.mark} {g.word}" for g in Grade}
    yield from _amounts("lines checked", counts.lines_by_grade, marks)
    yield ""
    mutants = counts.mutants
    yield f"{'mutants refuted':<52}{mutants.refuted:>8}"
    yield f"{'mutants equivalent':<52}{mutants.equivalent:>8}"
    yield f"{'mutants survived':<52}{len(mutants.survived):>8}"
    yield from (f"  {survivor}" for survivor in mutants.survived)
    yield ""
    yield f"{'median time of a line, ms':<52}{_time(counts.median_line_ms):>8}"
    yield f"{'with its mutants, ms':<52}{_time(counts.median_line_with_mutants_ms):>8}"


def _shares(title: str, shares: Mapping[str, Share]) -> Iterator[str]:
    yield f"{title:<44}{'settled':>8}{'of':>8}"
    yield from (f"{name:<44}{share.settled:>8}{share.total:>8}" for name, share in shares.items())
    settled, total = sum(s.settled for s in shares.values()), sum(s.total for s in shares.values())
    yield f"{'all':<44}{settled:>8}{total:>8}"


def _amounts(title: str, amounts: Mapping[str, int], words: Mapping[str, str]) -> Iterator[str]:
    yield f"{title:<52}{sum(amounts.values()):>8}"
    yield from (f"  {words[name]:<50}{number:>8}" for name, number in amounts.items() if number)


def _time(milliseconds: float | None) -> str:
    return "-" if milliseconds is None else f"{milliseconds:.1f}"
