"""The words of a solution stand after its opening directive: those inside it are not shown."""

import json
import re
from pathlib import Path

import pytest

_CHAPTERS = Path(__file__).parents[2] / "chapters"
_OPENING = re.compile(r"```\{solution-start\} \S+\n((?:(?!```).*\n)*)```")


def _swallowed(text: str) -> list[str]:
    lines = "".join(_OPENING.findall(text)).splitlines()
    return [line for line in lines if line.strip() and not line.startswith(":")]


def test_words_inside_the_opening_are_found() -> None:
    opening = "```{solution-start} ex-a\n:class: dropdown\n"
    assert _swallowed(f"{opening}\nOne.\n```\n") == ["One."]
    assert _swallowed(f"{opening}```\n\nOne.\n") == []


@pytest.mark.parametrize("path", sorted(_CHAPTERS.rglob("*.ipynb")), ids=lambda path: path.stem)
def test_no_solution_loses_its_words(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert [line for text in texts for line in _swallowed(text)] == []
