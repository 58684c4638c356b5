"""Execute the chapters side by side, each into its copy under `_build/executed`.

A chapter is executed again only when its code, the package or a pinned version changed; when
only its prose changed, the outputs are carried over.
"""

import argparse
import asyncio
import copy
import functools
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from linebyline.ledger.freshness import STAMP, chapter_key, find_chapters, package_fingerprint
from linebyline.site.book import Book, BookError, find_book
from linebyline.site.environment import enter_chapter_environment

WORKERS = 2
PAGE_ENVIRONMENT = {"LINEBYLINE_PAGE": "1"}  # the site brings the style of what is shown
CELL_TIMEOUT = 300  # seconds; a whole chapter should take 20
_GUESS = 10.0  # seconds, for a chapter that never ran here
_say = functools.partial(print, flush=True)


class _DeadWidget(Exception):
    """A chapter shows a widget that does nothing on a page."""


_FAILURES = (CellExecutionError, CellTimeoutError, DeadKernelError, _DeadWidget)


@dataclass(frozen=True, eq=False)
class _Job:
    """A chapter to execute."""

    name: str
    notebook: NotebookNode
    source: Path
    target: Path
    key: str  # of all that its outputs rest on
    expected: float  # seconds


def run_chapters(book: Book, say: Callable[[str], None] = _say) -> list[Path]:
    """Bring the executed copies of all chapters up to date.

    Args:
        book: the book to run.
        say: takes each line of progress.

    Returns:
        The chapters that were executed; empty when nothing changed.

    Raises:
        BookError: if a chapter fails; names the chapter, the cell and the error.
    """
    enter_chapter_environment()
    _forget_removed(book)
    stale = find_chapters(book.root).stale
    for path in book.notebooks():
        if book.chapter_name(path) not in stale:
            _carry_over(path, book.executed_copy(path))
    package = package_fingerprint(book.root)
    todo = [path for path in book.notebooks() if book.chapter_name(path) in stale]
    jobs = [_job(book, path, package) for path in todo]
    if not jobs:
        return []
    total = len(book.notebooks())
    say(f"Executing {len(jobs)} of {total} chapters, {_left(jobs)}")
    failures = _execute_all(jobs, say)
    if failures:
        raise BookError("\n\n".join(failures))
    return [job.source for job in jobs]


def _job(book: Book, source: Path, package: str) -> _Job:
    notebook = nbformat.read(source, as_version=4)
    target = book.executed_copy(source)
    known = nbformat.read(target, as_version=4).metadata if target.exists() else {}
    return _Job(
        name=book.chapter_name(source),
        notebook=notebook,
        source=source,
        target=target,
        key=chapter_key(notebook, package),
        expected=known.get(STAMP, {}).get("seconds", _GUESS),
    )


def _carry_over(source: Path, target: Path) -> None:
    """Give a notebook, whose prose may have changed, the outputs that its unchanged code had."""
    notebook, known = (nbformat.read(path, as_version=4) for path in (source, target))
    for cell, old in zip(_code_cells(notebook), _code_cells(known), strict=True):
        cell.outputs, cell.execution_count = old.outputs, old.execution_count
    for field, value in known.metadata.items():
        notebook.metadata.setdefault(field, value)
    _write(notebook, target)


def _execute_all(jobs: Sequence[_Job], say: Callable[[str], None]) -> list[str]:
    """Execute the jobs, longest first, and return what failed."""
    queue = sorted(jobs, key=lambda job: -job.expected)
    waiting, failures = set(queue), []
    with ThreadPoolExecutor(WORKERS) as pool:
        running: dict[Future[float], _Job] = {pool.submit(_execute, job): job for job in queue}
        for done in as_completed(running):
            job = running[done]
            waiting.discard(job)
            place = f"  [{len(jobs) - len(waiting)}/{len(jobs)}] {job.name}"
            error = done.exception()
            if isinstance(error, _FAILURES):
                failures.append(_explain(job, error))
                say(f"{place} FAILED")
            else:
                say(f"{place} {done.result():.1f} s" + (f", {_left(waiting)}" if waiting else ""))
    return failures


def _execute(job: _Job) -> float:
    """Execute one chapter, write its copy, and return the seconds it took."""
    start = time.monotonic()
    client = NotebookClient(
        job.notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(job.source.parent)}},
        store_widget_state=False,
        record_timing=False,
        shutdown_kernel="immediate",  # it has nothing to save, and takes a second to clean up
    )
    metadata = copy.deepcopy(job.notebook.metadata)
    # A loop of its own: nbclient's default leaves one open in every thread.
    asyncio.run(client.async_execute(env=os.environ | PAGE_ENVIRONMENT))
    _refuse_dead_widgets(job.notebook)
    seconds = time.monotonic() - start
    metadata.setdefault("language_info", job.notebook.metadata["language_info"])
    metadata[STAMP] = {"key": job.key, "seconds": round(seconds, 1)}
    job.notebook.metadata = metadata
    _write(job.notebook, job.target)
    return seconds


def _refuse_dead_widgets(notebook: NotebookNode) -> None:
    """Refuse a widget that has no form of its own for pages: there, nothing would move it."""
    view = "application/vnd.jupyter.widget-view+json"
    for number, cell in enumerate(notebook.cells, start=1):
        for data in (output.get("data", {}) for output in cell.get("outputs", [])):
            if view in data and "text/html" not in data:
                raise _DeadWidget(
                    f"cell {number} shows a widget that would be dead on the page: show it with "
                    "linebyline.show.explore, which gives it a form in HTML"
                )


def _explain(job: _Job, error: BaseException) -> str:
    for number, cell in enumerate(job.notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                where = f"{job.source}, cell {number + 1}"
                return f"{where}:\n{cell.source}\n{output.ename}: {output.evalue}"
    return f"{job.source}: {error}"


def _write(notebook: NotebookNode, target: Path) -> None:
    """Write a notebook where it differs from what is there, so that dates mean changes."""
    text = nbformat.writes(notebook) + "\n"
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(target)


def _forget_removed(book: Book) -> None:
    """Delete executed copies whose chapter is gone."""
    current = {book.executed_copy(path) for path in book.notebooks()}
    for executed in book.executed.rglob("*.ipynb"):
        if executed not in current:
            executed.unlink()


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _left(jobs: Sequence[_Job] | set[_Job]) -> str:
    times = [job.expected for job in jobs]
    return f"about {max(sum(times) / WORKERS, max(times)):.0f} s left"


def main(argv: Sequence[str]) -> int:
    """Execute the chapters that changed."""
    parser = argparse.ArgumentParser(prog="linebyline run", description=main.__doc__)
    parser.parse_args(argv)
    try:
        if not run_chapters(find_book()):
            print("Nothing changed since the chapters were executed.")
    except BookError as problem:
        print(f"A chapter failed.\n\n{problem}")
        return 1
    return 0
