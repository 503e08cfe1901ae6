"""The product and the reference evaluator agree about random organisations.

ASSAY_TEST_BUILD names the build whose `assay` is asked (./test sets it). `compare.py` goes through as many more as there is
time for, and reduces what disagrees.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import compare

BUILD = os.environ.get("ASSAY_TEST_BUILD", "")
EXECUTABLE = Path(__file__).resolve().parents[2] / BUILD / "tools" / "assay" / "assay"
SEEDS = range(0, 200)


@pytest.mark.skipif(not BUILD, reason="ASSAY_TEST_BUILD is not set")
def test_the_product_agrees_about_random_organisations() -> None:
    job = compare.Job(str(EXECUTABLE), compare.PACK, None)
    found = list(compare.compare_all(job, SEEDS, os.cpu_count() or 1))
    assert not found, "\n".join("seed {}: {}".format(seed, differences) for seed, differences in found)
