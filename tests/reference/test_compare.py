"""The comparison sees a fault, reduces it and keeps it; it is silent where there is none.

The executable is stood in for by the reference evaluator itself, printing what `assay` prints, with a fault or without.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

import compare
from evaluator import assess
from generate import case
from shrink import shrunk

HERE = Path(__file__).resolve().parent

STAND_IN = """#!{python}
import json, os, sys
sys.path.insert(0, {here!r})
from test_compare import as_output
arguments = dict(zip(sys.argv[2::2], sys.argv[3::2]))
names = [value for flag, value in zip(sys.argv, sys.argv[1:]) if flag == "--param"]
facts = json.load(open(arguments["--facts"]))
parameters = {{name: json.loads(value) for name, value in (entry.split("=", 1) for entry in names)}}
output = as_output(facts, parameters)
{fault}
print(json.dumps(output))
"""


def as_output(facts: Dict[str, Any], parameters: Dict[str, Any]) -> Dict[str, Any]:
    """The reference's assessment in the members of `assay.assessment/1` that are compared."""
    found = assess(facts, parameters)
    items: List[Dict[str, Any]] = []
    for item, levels in found.verdicts.items():
        items.append(
            {
                "id": item,
                "rung": found.rungs[item],
                "levels": {level: {"verdict": verdict} for level, verdict in levels.items()},
                "traps": (
                    [{"id": trap, "state": state} for trap, state in found.traps.items()]
                    if item == "I01"
                    else []
                ),
                "reality_checks": (
                    [
                        {"id": check, "state": result.state, "n": result.n, "deviations": result.deviations}
                        for check, result in found.checks.items()
                    ]
                    if item == "I01"
                    else []
                ),
            }
        )
    score = _score(found.score)
    score["without_waivers"] = _score(found.score_without_waivers)
    flags = [{"flag": flag, "record": record} for flag, record in found.flags]
    return {"score": score, "controls": [{"id": "A.5.4", "items": items}], "data_quality": flags}


def _score(interval: Any) -> Dict[str, Any]:
    if interval is None:
        return {"low": None, "high": None}
    low, high = interval
    rounded = [int(bound * 100 + 0.5) / 100 for bound in interval]
    return {"low": rounded[0], "high": rounded[1], "exact": {"low": str(low), "high": str(high)}}


def stand_in(folder: Path, fault: str = "") -> str:
    path = folder / "assay"
    path.write_text(STAND_IN.format(python=sys.executable, here=str(HERE), fault=fault))
    os.chmod(str(path), path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_no_disagreement_with_oneself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = compare.main([stand_in(tmp_path), "--seeds", "0..9", "--save", str(tmp_path / "kept")])
    assert "10 organisations, 0 disagreements" in capsys.readouterr().out
    assert code == 0
    assert not (tmp_path / "kept").exists()


FAULT = """
if any(row["type"] == "nda" for row in facts["evidence"]):
    output["controls"][0]["items"][1]["levels"]["minimum"]["verdict"] = "waived"
"""


def test_a_fault_is_seen_and_restricted_to_its_item(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    executable = stand_in(tmp_path, FAULT)
    common = ["--seeds", "0..3", "--shrink", "0", "--save", str(tmp_path / "kept")]
    assert compare.main([executable] + common) == 1
    assert "I02.minimum (contradiction)" in capsys.readouterr().out
    assert compare.main([executable, "--items", "I03,I05"] + common) == 0
    assert compare.main([executable, "--items", "I02"] + common) == 1


def test_a_refusal_is_a_disagreement(tmp_path: Path) -> None:
    executable = stand_in(tmp_path, "print('error[facts.bad]', file=sys.stderr); sys.exit(2)")
    found = compare.disagreements(compare.Job(executable, compare.PACK, None), case(1), str(tmp_path))
    assert found == {"refused": "exit code 2: error[facts.bad]"}


def test_a_case_is_reduced_to_what_matters() -> None:
    """Without processes: the disagreement is that an NDA of somebody exists."""
    one = next(
        case(seed)
        for seed in range(50)
        if any(row["type"] == "nda" for row in case(seed)["facts"]["evidence"])
    )

    def persists(candidate: Dict[str, Any]) -> bool:
        people = [row.get("id") for row in candidate["facts"]["people"]]
        return any(
            row.get("type") == "nda" and row.get("person") in people for row in candidate["facts"]["evidence"]
        )

    least = shrunk(one, persists)
    assert [set(row) for row in least["facts"]["evidence"]] == [{"type", "person"}]
    assert [set(row) for row in least["facts"]["people"]] == [{"id"}]
    assert least["facts"]["roles"] == [] and least["parameters"] == {}


def test_a_kept_case_is_judged_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    executable = stand_in(tmp_path, FAULT)
    path = compare.save_case(tmp_path, "I02.minimum", case(3))
    assert json.loads(path.read_text())["seed"] == 3
    has_nda = any(row["type"] == "nda" for row in case(3)["facts"]["evidence"])
    assert compare.main([executable, "--case", str(path)]) == (1 if has_nda else 0)
    assert compare.main([str(tmp_path / "nothing-here"), "--case", str(path)]) == 2
