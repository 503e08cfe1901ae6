"""The command line, the program in C and the script in Python write the same assessment, byte for byte.

ASSAY_TEST_BUILD names the build that has the first two: ./test sets it, and its ctest has built the program in C.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
from typing import Any

import pytest

from conftest import REPOSITORY

BUILD = os.environ.get("ASSAY_TEST_BUILD", "")
FACTS = REPOSITORY / "examples" / "organisation" / "facts.json"


def by_script(facts: pathlib.Path) -> subprocess.CompletedProcess[bytes]:
    script = REPOSITORY / "examples" / "embed_python" / "assess.py"
    return subprocess.run([sys.executable, script, facts], capture_output=True, check=False)


def written_by(*command: Any, at_most: int) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode <= at_most, done.stderr
    return done.stdout


@pytest.mark.skipif(not BUILD, reason="ASSAY_TEST_BUILD is not set")
def test_three_doors_one_assessment() -> None:
    build = REPOSITORY / BUILD
    # The command line ends with 1 where there are findings.
    by_tool = written_by(build / "tools" / "assay" / "assay", "assess", "--pack", "iso27001-2022-a5.4",
                         "--facts", FACTS, "--format", "json", at_most=1)
    by_c = written_by(build / "tests" / "capi" / "same_bytes" / "embed_c" / "embed_c", FACTS, at_most=0)
    assert by_tool.startswith(b'{\n  "format": "assay.assessment/1"')
    assert by_script(FACTS).stdout == by_tool == by_c


def test_the_script_writes_an_assessment() -> None:
    done = by_script(FACTS)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b'{\n  "format": "assay.assessment/1"')


def test_the_script_refuses_what_are_no_facts(tmp_path: pathlib.Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"organization": }')
    done = by_script(broken)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"broken.json:1:18: error[json." in done.stderr
