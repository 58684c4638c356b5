"""The house rules of what is kept: pins, licences, nothing third-party, no address."""

import json
import re
import subprocess
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Where packages come from belongs to each machine's settings.
INSTALLING = (
    "requirements.txt", "package.json", "package-lock.json", ".npmrc", "pyproject.toml", "Makefile",
    ".ci/run", "tools/prepare.py",
)  # fmt: skip


def git(book, *words):
    if not (book.root / ".git").exists():
        pytest.skip("not a git checkout")
    result = subprocess.run(["git", *words], cwd=book.root, capture_output=True, text=True)
    return result.stdout.splitlines()


def kept_files(book):
    """What is or would be committed."""
    names = git(book, "ls-files", "--cached", "--others", "--exclude-standard")
    return [path for name in names if (path := book.root / name).is_file()]


def pinned(book):
    """The version of each package in requirements.txt, by its canonical name."""
    lines = (book.root / "requirements.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    return {canonicalize_name(name): exact for name, exact in pins.items()}


def test_every_requirement_is_pinned_and_the_package_comes_last(book):
    lines = (book.root / "requirements.txt").read_text().splitlines()
    wanted = [line for line in lines if not line.startswith("#")]
    assert wanted[-1] == "-e ."
    assert not [line for line in wanted[:-1] if not re.fullmatch(r"[\w.-]+==[\w.]+", line)]


def test_everything_that_pyproject_asks_for_is_pinned(book):
    pins = pinned(book)
    project = tomllib.loads((book.root / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    groups = [project["dependencies"], extras["book"], extras["test"]]
    for wanted in (Requirement(text) for group in groups for text in group):
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)]), wanted


def test_what_is_only_compared_with_is_pinned_by_its_extra_alone(book):
    project = tomllib.loads((book.root / "pyproject.toml").read_text())["project"]
    assert set(project["optional-dependencies"]) == {"bench", "book", "test"}
    for wanted in map(Requirement, project["optional-dependencies"]["bench"]):
        assert str(wanted.specifier).startswith("==")
        assert canonicalize_name(wanted.name) not in pinned(book)


def test_pins_are_what_is_installed(book):
    installed = {name: version(name).partition("+")[0] for name in pinned(book)}
    other = {name: there for name, there in installed.items() if there != pinned(book)[name]}
    assert not other


def test_browser_assets_are_locked_by_content_and_not_by_address(book):
    lock = json.loads((book.root / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    asked = json.loads((book.root / "package.json").read_text())["dependencies"]
    assert set(asked) <= {name.removeprefix("node_modules/") for name in packages}
    for entry in packages.values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry


def test_source_is_not_ignored_by_git(book):
    sources = [str(path) for path in book.package.rglob("*.py")]
    assert sources
    assert git(book, "check-ignore", *sources) == []


def test_nothing_made_is_kept(book):
    made = {"_build", ".venv", "node_modules", "__pycache__", ".ipynb_checkpoints"}
    assert not [path for path in kept_files(book) if made & set(path.parts[len(book.root.parts) :])]


@pytest.mark.parametrize("name", INSTALLING)
def test_what_installs_packages_names_no_address(book, name):
    assert not re.search(r"[a-z]+://", (book.root / name).read_text())


def test_licences_say_what_they_cover(book):
    assert "covers the code" in (book.root / "LICENSE").read_text()
    assert "CC BY 4.0" in (book.root / "LICENSE-TEXT").read_text()
    readme = (book.root / "README.md").read_text()
    assert "(LICENSE)" in readme
    assert "(LICENSE-TEXT)" in readme


def test_commands_of_the_readme_exist(book):
    words = re.findall(r"(?:^|`)make ([a-z-]+)", (book.root / "README.md").read_text(), re.M)
    targets = re.findall(r"^([a-z-]+):", (book.root / "Makefile").read_text(), re.MULTILINE)
    assert words
    assert set(words) <= set(targets)
