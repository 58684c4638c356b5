"""The wheel that the pages load runs by itself, without the ledger, NumPy, SymPy or z3."""

import json
import subprocess
import sys

import pytest

from linebyline.site.runtime import write_wheel

SOURCE = '''
from linebyline.ledger import settle
from linebyline.proof import Notation, derive, refute

n = Notation()
n.real("a b")
right = derive("A square", n, r"""
    (a + b)^2
  = a^2 + 2ab + b^2 :: expand
""")
wrong = refute("As printed", n, r"""
    (a + b)^2
  = a^2 + b^2 :: expand
""")
settle("some-claim", printed=wrong, corrected=right)
'''
RUN = """
import json, sys
sys.modules.update(dict.fromkeys(("numpy", "sympy", "z3", "yaml", "matplotlib")))
sys.path.insert(0, sys.argv[1])
import linebyline
from linebyline.live import answer_line, run_cell, start
start()
outputs = run_cell(sys.argv[2])
record = outputs[0]["content"].split('json">')[-1].split("</script>")[0]
said = answer_line(record, "= a^2 + b^2 + 2 a b", 1)
print(json.dumps([linebyline.__file__, outputs, said.says]))
"""


@pytest.fixture(scope="module")
def in_the_wheel(tmp_path_factory):
    wheel = write_wheel(tmp_path_factory.mktemp("wheel"))
    command = [sys.executable, "-I", "-c", RUN, str(wheel), SOURCE]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return wheel, json.loads(result.stdout)


def test_wheel_runs_by_itself(in_the_wheel):
    wheel, (where, outputs, _) = in_the_wheel
    assert where.startswith(str(wheel))
    assert [output["kind"] for output in outputs] == ["html"]


def test_settle_shows_the_checks_and_settles_nothing(in_the_wheel):
    shown = in_the_wheel[1][1][0]["content"]
    assert shown.index("As printed") < shown.index('data-grade="REFUTED"')
    assert shown.index("As it should be") < shown.index('data-grade="PROVED"')
    assert "some-claim" not in shown


def test_line_is_answered_from_the_record_in_the_page(in_the_wheel):
    assert in_the_wheel[1][2] == "follows"


def test_equal_sources_make_equal_wheels(tmp_path, in_the_wheel):
    assert write_wheel(tmp_path).read_bytes() == in_the_wheel[0].read_bytes()
