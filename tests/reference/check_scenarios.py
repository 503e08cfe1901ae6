"""Checks the reference evaluator against the kept scenarios and vectors.

    python3 check_scenarios.py            # finds ../shared beside the repository, or ASSAY_SHARED

prints every difference and `N scenarios, M differences`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from evaluator import Assessment, assess
from a54.verdicts import Interval, rounded_half_up


def shared_folder() -> Optional[Path]:
    """Where scenarios and vectors are kept; None if they are not on this machine."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    folder = Path(os.environ.get("ASSAY_SHARED", str(beside)))
    return folder if (folder / "scenarios").is_dir() else None


def scenario_paths(folder: Path) -> List[Path]:
    return sorted((folder / "scenarios").glob("*.json"))


def load(path: Path) -> Dict[str, Any]:
    with open(str(path), encoding="utf-8") as file:
        loaded: Dict[str, Any] = json.load(file)
        return loaded


def differences(scenario: Dict[str, Any]) -> List[str]:
    """Every expectation of the scenario that the evaluator does not meet."""
    found = assess(scenario["facts"], scenario["parameters"])
    expected = scenario["expected"]
    pairs: Dict[str, Tuple[Any, Any]] = {
        "verdicts": (expected["verdicts"], found.verdicts),
        "traps_triggered": (expected["traps_triggered"], _traps(found, "triggered")),
        "traps_cleared": (expected["traps_cleared"], _traps(found, "cleared")),
    }
    for check, state in expected.get("reality_checks", {}).items():
        pairs[check] = (state, found.checks[check].state)
    if "data_quality" in expected:
        flags = sorted(((entry["flag"], entry["evidence"]) for entry in expected["data_quality"]), key=str)
        pairs["data_quality"] = (flags, sorted(found.flags, key=str))
    if "score" in expected:
        pairs["score"] = (expected["score"], _rounded(found.score))
    return [
        "{}: expected {}, found {}".format(name, *pair) for name, pair in pairs.items() if pair[0] != pair[1]
    ]


def _traps(found: Assessment, wanted: str) -> List[str]:
    return [trap for trap, state in found.traps.items() if state == wanted]


def _rounded(score: Optional[Interval]) -> List[Optional[float]]:
    return [None, None] if score is None else [float(rounded_half_up(value)) for value in score]


def main() -> int:
    folder = shared_folder()
    if folder is None:
        print("skipped: no folder with scenarios; set ASSAY_SHARED to the one that has them")
        return 0
    count = 0
    paths = scenario_paths(folder)
    for path in paths:
        for difference in differences(load(path)):
            count += 1
            print("{}: {}".format(path.name, difference))
    print("{} scenarios, {} differences".format(len(paths), count))
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
