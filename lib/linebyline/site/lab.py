"""Open the chapters in JupyterLab, in the environment that they are checked in."""

import os
import sys
from collections.abc import Sequence

from linebyline.site.book import BookError, find_book
from linebyline.site.environment import enter_chapter_environment


def main(argv: Sequence[str]) -> int:
    """Replace this process by JupyterLab; further words go to it."""
    try:
        chapters = find_book().chapters
    except BookError as problem:
        print(problem, file=sys.stderr)
        return 1
    enter_chapter_environment()
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(chapters), *argv])
