"""A verdict comes from the line alone: not from the order in which Python walks a set."""

import json
import os
import subprocess
import sys

SIT = """
import json
from linebyline.proof import kernel
from linebyline.proof.exam.runner import read_cases, sit

rows = []
for case in read_cases():
    if case["kind"] in KINDS:
        answer = sit(case)
        rows.append([answer.id, answer.grade, answer.method, kernel.steps_used()])
print(json.dumps(rows))
"""
KINDS = ("laws of discrete names", "conditioning", "expectations")


def sat_with(seed: int) -> list[tuple[str, str, str, int]]:
    """Grade, method and steps of each case, in a Python of its own with this hash seed."""
    script = SIT.replace("KINDS", repr(KINDS))
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    return [tuple(row) for row in json.loads(done.stdout)]


def test_verdicts_and_steps_do_not_hang_on_the_hash_seed() -> None:
    first, second = sat_with(0), sat_with(1)
    assert len(first) > 100
    assert first == second
