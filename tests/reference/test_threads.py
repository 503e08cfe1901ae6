"""Random organisations are assessed to the same bytes by any number of threads.

ASSAY_TEST_BUILD names the build whose `same_at_any_threads` compares them (./test sets it).
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from generate import case

BUILD = os.environ.get("ASSAY_TEST_BUILD", "")
EXECUTABLE = Path(__file__).resolve().parents[2] / BUILD / "tests" / "scenarios" / "same_at_any_threads"
SEEDS = range(5000, 5300)


@pytest.mark.skipif(not BUILD, reason="ASSAY_TEST_BUILD is not set")
def test_random_organisations_are_assessed_the_same_by_any_number_of_threads() -> None:
    lines = "".join(json.dumps(case(seed)) + "\n" for seed in SEEDS)
    done = subprocess.run([str(EXECUTABLE)], input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[:20_000]
    assert int(done.stdout) == len(SEEDS)
