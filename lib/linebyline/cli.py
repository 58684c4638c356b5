"""The command `linebyline`: one word for each thing to do, each loaded only when called."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NamedTuple


class _Command(NamedTuple):
    module: str  # its `main(argv)` does the work and returns the exit status
    help: str


_COMMANDS = {
    "build": _Command("linebyline.site.build", "build the book and say where it is"),
    "run": _Command("linebyline.site.run_chapters", "execute the chapters that changed"),
    "pdf": _Command("linebyline.site.pdf", "print the built book to one PDF"),
    "serve": _Command("linebyline.site.serve", "serve the built book on this machine"),
    "lecture": _Command("linebyline.site.lecture", "project one chapter, its figures alive"),
    "lab": _Command("linebyline.site.lab", "open the chapters in JupyterLab"),
    "clean": _Command("linebyline.site.stored_outputs", "clean the outputs stored in notebooks"),
    "exam": _Command("linebyline.proof.exam.runner", "put the checker to its exam"),
    "status": _Command("linebyline.ledger.status", "count what is settled, and how surely"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command of the book.

    Args:
        argv: the words after `linebyline`; those of the process when None.

    Returns:
        The exit status of the command, 0 for success.
    """
    parser = argparse.ArgumentParser("linebyline", description="Machine Learning, Line by Line")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, command in _COMMANDS.items():
        commands.add_parser(name, help=command.help, add_help=False)
    chosen, rest = parser.parse_known_args(argv)
    module = importlib.import_module(_COMMANDS[chosen.command].module)
    return int(module.main(rest))


if __name__ == "__main__":
    sys.exit(main())
