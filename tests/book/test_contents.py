"""The house rules of what is written: contents, labels, tags, derivations named in docstrings."""

import json
import re
from collections import Counter

import nbformat
import pytest
import yaml

TAGS = {
    "full-width",
    "hide-cell",
    "hide-input",
    "hide-output",
    "live",
    "margin",
    "nbval-ignore-output",
    "raises-exception",
    "remove-cell",
    "remove-input",
    "remove-output",
    "your-line",
}
EVIDENCE = "application/vnd.linebyline.evidence+json"
SHOWN = "application/vnd.linebyline.derivation+json"
LABELS = re.compile(
    r"^\((?P<target>[\w-]+)\)=$"  # a target above a heading
    r"|^\s*:(?:label|name): (?P<option>\S+)$"  # of a directive
    r"|^\$\$\s*\((?P<equation>[\w:-]+)\)$",  # of an equation
    re.MULTILINE,
)
DERIVATION = re.compile(r"^\s*Derivation: (\w+/\w+)[#/]([\w-]+)\s*$", re.MULTILINE)


def prose(path):
    """The Markdown of a page or of a notebook."""
    if path.suffix == ".md":
        return path.read_text()
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def pages(book):
    return [*sorted(book.chapters.rglob("*.md")), *book.notebooks()]


def labels(text):
    return [next(filter(None, match.groups())) for match in LABELS.finditer(text)]


def test_contents_name_every_page_and_no_other(book):
    toc = yaml.safe_load((book.root / "_toc.yml").read_text())
    listed = [toc["root"]]
    listed += [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    written = [path.relative_to(book.root).with_suffix("").as_posix() for path in pages(book)]
    assert sorted(listed) == sorted(written)


def test_chapter_has_one_name_in_book_library_and_tests(book):
    names = [book.chapter_name(notebook) for notebook in book.notebooks()]
    for name in names:
        if "/" not in name:  # a page before the parts, such as the notation, has no code of its own
            continue
        library = book.package / name
        assert library.is_dir() or library.with_suffix(".py").exists(), name
        tests = book.root / "tests" / name
        assert tests.is_dir() or tests.with_name(f"test_{tests.name}.py").exists(), name


def test_no_file_name_has_a_number_for_its_place(book):
    assert not [path for path in pages(book) if re.search(r"(^|_)(ch)?\d+(_|$)", path.stem)]


def test_label_is_found_in_each_of_its_forms():
    text = "(one)=\n# A\n\n:::{prf:theorem}\n:label: two\n:::\n\n$$\nx\n$$ (three)"
    assert labels(text) == ["one", "two", "three"]


def test_labels_are_unique_in_the_book(book):
    found = Counter(label for path in pages(book) for label in labels(prose(path)))
    assert not [label for label, count in found.items() if count > 1]


def test_cell_tags_are_known(book):
    for path in book.notebooks():
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells, start=1):
            unknown = set(cell.metadata.get("tags", ())) - TAGS
            assert not unknown, f"{path}, cell {number}: {sorted(unknown)}"


def test_chapters_do_not_rest_on_the_site(book):
    """The site may change without a chapter being executed again."""
    for path in book.notebooks():
        code = [c.source for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
        assert "linebyline.site" not in "\n".join(code), path


def test_prose_loads_nothing_from_outside(book):
    for path in pages(book):
        loaded = re.findall(r"!\[[^\]]*\]\(https?:|<(?:img|script|iframe)[^>]+https?:", prose(path))
        assert not loaded, path


def test_derivation_named_in_a_docstring_is_in_its_chapter(book, built_site):
    named = {
        match.groups()
        for path in book.package.rglob("*.py")
        for match in DERIVATION.finditer(path.read_text())
    }
    if not named:
        pytest.fail("no docstring names its derivation: is the pattern still right?")
    missing = [
        f"{chapter}#{label}"
        for chapter, label in sorted(named)
        if label not in derivation_labels(book, chapter)
    ]
    assert not missing


def derivation_labels(book, chapter):
    """The labels of the derivations that a chapter's run left as evidence."""
    copy = book.executed / f"{chapter}.ipynb"
    if not copy.exists():
        return set()
    cells = json.loads(copy.read_text())["cells"]
    data = [out.get("data", {}) for cell in cells for out in cell.get("outputs", [])]
    settled = [forms[EVIDENCE]["derivations"] for forms in data if EVIDENCE in forms]
    shown = [[forms[SHOWN]] for forms in data if SHOWN in forms]
    return {found["label"] for derivations in settled + shown for found in derivations}
