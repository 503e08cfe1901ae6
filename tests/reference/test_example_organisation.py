"""The example organisation is what its program writes, and is judged as its README says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict

from evaluator import assess

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "organisation"


def test_the_program_reproduces_the_file() -> None:
    program = str(EXAMPLE / "make_organisation.py")
    made = subprocess.run([sys.executable, program, "--print"], stdout=subprocess.PIPE, check=True).stdout
    kept = (EXAMPLE / "facts.json").read_bytes()
    assert made == kept
    assert len(kept) < 600_000


def rungs_of_readme() -> Dict[str, str]:
    rows = re.findall(
        r"^\| (I\d\d) [^|]*\| ([^|]*) \|", (EXAMPLE / "README.md").read_text(encoding="utf-8"), re.M
    )
    return {item: rung.strip().replace(" ", "_") for item, rung in rows}


def test_it_is_judged_as_its_readme_says() -> None:
    found = assess(json.loads((EXAMPLE / "facts.json").read_text(encoding="utf-8")))
    assert found.rungs == rungs_of_readme()
    assert found.verdicts["I02"]["full"] == "unknown"
    assert {trap: state for trap, state in found.traps.items() if state != "not_detected"} == {
        "T1": "triggered",
        "T2": "cleared",
        "T5": "triggered",
    }
    assert found.checks["RC1"].state == "inconclusive"
    assert [flag for flag, _ in found.flags] == [
        "duplicate",
        "revoked",
        "future_dated",
        "asserted_only",
        "after_end",
        "before_engagement",
        "headcount_mismatch",
    ]
