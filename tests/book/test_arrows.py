"""The arrows between packages hold, and an import against them is noticed."""

import shutil
import subprocess
import sys

import pytest

PLANTED = {
    "proof/verdict.py": "import numpy",
    "proof/tree.py": "import linebyline.ledger.claims",
    "proof/relation.py": "import sympy",
    "proof/symbols.py": "import linebyline.linear_algebra",
    "ledger/standing.py": "import linebyline.show",
    "ledger/tally.py": "import linebyline.linear_algebra",
    "show/marks.py": "import linebyline.site.book",
    "show/svg.py": "import linebyline.proof.verdict",
    "linear_algebra/__init__.py": "import linebyline.proof.verdict",
}


def lint(folder):
    code = "import sys; sys.path.insert(0, 'lib')\n"
    code += "from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_arrows_between_packages_hold(book):
    result = lint(book.root)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("place", PLANTED)
def test_import_against_an_arrow_is_noticed(book, tmp_path, place):
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info", "static", "claims")
    shutil.copytree(book.root / "lib", tmp_path / "lib", ignore=skip)
    shutil.copy(book.root / "pyproject.toml", tmp_path)
    module = tmp_path / "lib" / "linebyline" / place
    module.write_text(f"{module.read_text()}\n{PLANTED[place]}\n")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
