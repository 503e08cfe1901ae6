"""The reference evaluator meets every kept scenario and every vector."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Dict, List

import pytest

from a54.checks import clopper_pearson_upper, drawing_order, planned_sample_size
from a54.dates import add_months
from a54.documents import min_dwell_seconds
from a54.logic import coverage_verdict
from a54.parameters import Parameters
from check_scenarios import differences, load, scenario_paths, shared_folder

SHARED = shared_folder()
NEEDS_SHARED = pytest.mark.skipif(
    SHARED is None, reason="the shared scenarios and vectors are not on this machine"
)


@pytest.fixture(scope="module")
def vectors() -> Dict[str, Any]:
    assert SHARED is not None
    return load(SHARED / "vectors" / "domain.json")


def _paths() -> List[Path]:
    return [] if SHARED is None else scenario_paths(SHARED)


@NEEDS_SHARED
def test_all_scenarios_are_found() -> None:
    assert len(_paths()) >= 16


@NEEDS_SHARED
@pytest.mark.parametrize("path", _paths(), ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    assert differences(load(path)) == []


@NEEDS_SHARED
def test_clopper_pearson(vectors: Dict[str, Any]) -> None:
    for case in vectors["clopper_pearson_upper_one_sided"]:
        confidence = Fraction(str(case["confidence"]))
        assert (
            round(clopper_pearson_upper(case["deviations"], case["n"], confidence), 6) == case["upper"]
        ), case


@NEEDS_SHARED
def test_drawing_order(vectors: Dict[str, Any]) -> None:
    case = vectors["sample_order"]
    assert drawing_order(case["seed"], case["ids"]) == case["order"]


@NEEDS_SHARED
def test_planned_sample_size(vectors: Dict[str, Any]) -> None:
    for case in vectors["zero_deviation_sample_size"]["cases"]:
        assert planned_sample_size(case["population"], Fraction(1, 10), Fraction(9, 10)) == case["n"], case


@NEEDS_SHARED
def test_add_months(vectors: Dict[str, Any]) -> None:
    for case in vectors["add_months"]:
        assert (
            add_months(date.fromisoformat(case["date"]), case["months"]).isoformat() == case["result"]
        ), case


@NEEDS_SHARED
def test_min_dwell(vectors: Dict[str, Any]) -> None:
    for case in vectors["min_dwell_seconds"]:
        assert min_dwell_seconds(case["words"], 600, 5) == case["seconds"], case


@NEEDS_SHARED
def test_coverage(vectors: Dict[str, Any]) -> None:
    for case in vectors["coverage"]:
        verdict = coverage_verdict(case["met"], case["unknown"], case["due"], case["threshold_pct"])
        assert verdict == case["verdict"], case


@NEEDS_SHARED
def test_defaults(vectors: Dict[str, Any]) -> None:
    for name, value in vectors["defaults"].items():
        if name in ("tolerable_deviation", "confidence"):
            name, value = name + "_pct", round(value * 100)
        expected = tuple(value) if isinstance(value, list) else value
        assert getattr(Parameters(), name) == expected, name
