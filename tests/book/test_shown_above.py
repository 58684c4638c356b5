"""What a claim's evidence names as shown above stands above, in the same chapter."""

import json
from pathlib import Path

import pytest

_CHAPTERS = Path(__file__).parents[2] / "chapters"
_MARK = "shown above: "


def _missing(outputs: list[str]) -> list[str]:
    """Names after the mark that no line before it opens with."""
    above: list[str] = []
    missing: list[str] = []
    for line in "\n".join(outputs).splitlines():
        named = line.removeprefix(_MARK).split("; ") if line.startswith(_MARK) else []
        missing += [name for name in named if not any(s.startswith(f"{name}: ") for s in above)]
        above.append(line)
    return missing


def test_a_name_without_a_card_above_it_is_found() -> None:
    assert _missing(["A square: proved", f"{_MARK}A square; A sum", "A sum: proved"]) == ["A sum"]


@pytest.mark.parametrize("path", sorted(_CHAPTERS.rglob("*.ipynb")), ids=lambda path: path.stem)
def test_what_is_named_as_shown_above_stands_above(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    texts = ["".join(o.get("data", {}).get("text/plain", o.get("text", ""))) for o in outputs]
    assert _missing(texts) == []
