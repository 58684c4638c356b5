"""What the checker needs in a fresh Python process, where nothing is remembered yet."""

import json
import subprocess
import sys
from dataclasses import dataclass
from statistics import median

_START = """
import json, sys, time
start = time.process_time()
import linebyline.proof
seconds = time.process_time() - start
notation = linebyline.proof.Notation()
notation.real("a b")
linebyline.proof.check("a^2 + b^2 \\\\ge 2 a b", notation)
print(json.dumps([seconds, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
_PEAK = """
import sys, tracemalloc
from benchmarks.families import FAMILIES
build = FAMILIES[sys.argv[1]].build
tracemalloc.start()
build(int(sys.argv[2]))
print(tracemalloc.get_traced_memory()[1] / 2**20)
"""


@dataclass(frozen=True, slots=True)
class Start:
    """How the checker starts.

    Attributes:
        seconds: of importing ``linebyline.proof``, the median of some processes.
        packages: loaded once a line was checked, second opinion included.
    """

    seconds: float
    packages: frozenset[str]


def start(times: int = 3) -> Start:
    """Import the checker in so many fresh processes."""
    found = [json.loads(_run(_START)) for _ in range(times)]
    return Start(median(seconds for seconds, _ in found), frozenset(found[0][1]))


def peak_mib(family: str, size: int) -> float:
    """Return the most memory that Python's objects take while a member of a family is checked."""
    return float(_run(_PEAK, family, str(size)))


def _run(program: str, *words: str) -> str:
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
