"""The Python that runs in the reader's browser, gathered into one folder of the site.

Pyodide and the editor come from `node_modules`, python-flint and SymPy as wheels that
`tools/prepare.py` fetched, the checker from this package. Without them the book is built without
live cells, and says so.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from linebyline.site.book import Book, BookError
from linebyline.site.fingerprint import fingerprint

FOLDER = "vendor/python"
WHEELS = ".python"  # in node_modules
_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
_EDITOR = _HERE / "editor.js"
_WORKER = _HERE / "static" / "live" / "worker.js"
_PYODIDE = (
    "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json",
)  # fmt: skip
_TAKEN = ("__init__.py", "_page.py", "proof", "live")
_LEFT_OUT = ("exam", "__pycache__", "py.typed")
_DATE = (2020, 1, 1, 0, 0, 0)  # of every file in the wheel, so that equal contents are equal bytes


def gather_runtime(book: Book) -> str | None:
    """Bring the runtime's folder below `book.offline` up to date.

    Returns:
        Why there is none, in one sentence; None if all is there.

    Raises:
        BookError: if the editor cannot be bundled.
    """
    missing = [path for path in _needed(book) if not path.exists()]
    wheels = sorted((book.root / "node_modules" / WHEELS).glob("*.whl"))
    target = book.offline / FOLDER
    if missing or not wheels:
        shutil.rmtree(target, ignore_errors=True)
        what = f"{missing[0]} is missing" if missing else "the Python wheels are missing"
        return f"The book is built without live cells: {what} ('make setup' fetches it)."
    sources = [*_sources(), Path(__file__), _EDITOR, _WORKER]
    state = fingerprint([*_lists(book), *wheels, *sources])
    if runtime_version(book) != state:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        _write_runtime(book, target, wheels, state)
    return None


def _write_runtime(book: Book, target: Path, wheels: list[Path], state: str) -> None:
    for path in [*(book.root / "node_modules/pyodide" / name for name in _PYODIDE), *wheels]:
        shutil.copyfile(path, target / path.name)
    _bundle_editor(book, target / "editor.js")
    names = {wheel.name.split("-")[0]: wheel.name for wheel in [*wheels, write_wheel(target)]}
    files = {path.name: path.stat().st_size for path in sorted(target.iterdir())}
    listed = json.dumps({"version": state, "wheels": names, "files": files}, indent=1)
    (target / "runtime.json").write_text(listed, encoding="utf-8")


def runtime_version(book: Book) -> str:
    """The version of the runtime that was gathered; empty where there is none."""
    manifest = book.offline / FOLDER / "runtime.json"
    if not manifest.exists():
        return ""
    return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])


def write_wheel(folder: Path) -> Path:
    """Write a wheel of the checker and of what runs its cells in a page; return its path."""
    release = version("linebyline")
    wheel = folder / f"linebyline-{release}-py3-none-any.whl"
    described = f"linebyline-{release}.dist-info"
    root = _PACKAGE.parent
    contents = {path.relative_to(root).as_posix(): path.read_bytes() for path in _sources()}
    contents[f"{described}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: linebyline\nVersion: {release}\n".encode()
    )
    contents[f"{described}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: linebyline\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    record = [f"{name},sha256={_hash(data)},{len(data)}" for name, data in contents.items()]
    record.append(f"{described}/RECORD,,\n")
    contents[f"{described}/RECORD"] = "\n".join(record).encode()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
    return wheel


def _hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def _sources() -> Iterator[Path]:
    """The files of the package that a page needs."""
    for taken in (_PACKAGE / name for name in _TAKEN):
        files = sorted(taken.rglob("*")) if taken.is_dir() else [taken]
        for path in files:
            inside = path.relative_to(_PACKAGE).parts
            if path.is_file() and not set(inside) & set(_LEFT_OUT):
                yield path


def _lists(book: Book) -> list[Path]:
    return [book.root / name for name in ("package-lock.json", "requirements-browser.txt")]


def _needed(book: Book) -> list[Path]:
    modules = book.root / "node_modules"
    taken = [*(f"pyodide/{name}" for name in _PYODIDE), "@codemirror/view"]
    return [*_lists(book), *(modules / name for name in taken)]


def _bundle_editor(book: Book, target: Path) -> None:
    modules = book.root / "node_modules"
    found = sorted(modules.glob("@esbuild/*/bin/esbuild"))
    if not found:
        raise BookError(f"{modules} holds no esbuild for this machine: run 'make setup'.")
    command = [str(found[0]), "--bundle", "--minify", "--format=iife"]
    command += ["--global-name=linebylineEditor", "--legal-comments=eof", f"--outfile={target}"]
    entry = _EDITOR.read_text(encoding="utf-8")
    result = subprocess.run(command, input=entry, capture_output=True, text=True, cwd=book.root)
    if result.returncode:
        raise BookError(f"The editor could not be bundled:\n{result.stderr}")
