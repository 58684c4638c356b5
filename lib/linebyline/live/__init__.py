"""What a page's Python does: run a live cell, answer a reader's line. Needs only the checker."""

from linebyline.live.cells import run_cell
from linebyline.live.lines import answer_line
from linebyline.live.start import start

__all__ = ["answer_line", "run_cell", "start"]
