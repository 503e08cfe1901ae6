"""Every assessment keeps to schemas/assessment.schema.json, and every member that the schema names has been seen.

The schema allows no member that it does not name. So neither the report nor its schema can change alone: a new member
fails the first test, one that no assessment has any more fails the second.

ASSAY_TEST_BUILD names the build whose `assay` is asked (./test sets it).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Set, Tuple

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = os.environ.get("ASSAY_TEST_BUILD", "")
EXECUTABLE = ROOT / BUILD / "tools" / "assay" / "assay"
SCHEMA: Dict[str, Any] = json.loads((ROOT / "schemas" / "assessment.schema.json").read_text(encoding="utf-8"))
A54 = "iso27001-2022-a5.4"
EXAMPLE = ROOT / "examples" / "organisation" / "facts.json"
RANDOM_ORGANISATIONS = range(0, 60)
# The command line is no host of functions; what it cannot show is tested in C++.
OF_HOSTS = {"pack.native", "native.name", "native.version"}

sys.path.insert(0, str(ROOT / "tests" / "reference"))
import generate  # noqa: E402

pytestmark = pytest.mark.skipif(not BUILD, reason="ASSAY_TEST_BUILD is not set")

# What goes wrong at run time, what an auditor would ask of a trap, and rules whose due is not known.
ODD_PACK = """
format: assay.pack/1
id: odd
title: What other packs do not show
version: 1.0.0
language: assay-cel/1
parameters:
  spare_days: {default: 1}
populations:
  staff: {of: person}
controls:
  - id: ODD-1
    title: Odd
    items:
      - id: O1
        title: Errs
        levels:
          full:
            all:
              - {name: people, each: staff, due: "person.contracts.exists(c, true)", require: "1 / (as_of - as_of) > 0"}
              - {name: whole, org: "1 / (as_of - as_of) > 0"}
      - id: O2
        title: Errs as one rule
        levels: {full: {each: staff, require: "1 / (as_of - as_of) > 0"}}
      - id: O3
        title: Nobody knows who is due
        levels: {full: {each: staff, due: "person.contracts.exists(c, true)", require: "false"}}
      - id: O4
        title: Errs about the organisation
        levels: {minimum: {org: "1 / (as_of - as_of) > 0"}}
      - id: O6
        title: Every group by itself
        levels: {full: {each: staff, require: "false", per: person.engagement}}
      - id: O7
        title: Nobody knows who is due in a group
        levels: {full: {each: staff, due: "person.contracts.exists(c, true)", require: "false", per: person.engagement}}
  - id: ODD-2
    title: Left out
    items: [{id: O5, title: Fine, levels: {minimum: {org: "true"}}}]
exclusions: {approver: has(entry.approved_by)}
derive: {person: {known: {value: "self.contracts.exists(c, true)", assume: "false"}}}
observations:
  - {id: OB, item: O1, when: "1 / (as_of - as_of) > 0", text: never}
traps:
  - {id: T1, title: Errs, items: [O1], caps: none, when: "1 / (as_of - as_of) > 0", asks: "Who divides?"}
"""
TAILORING = """
format: assay.tailoring/1
id: small
pack: {id: odd, version: 1.0.0}
approved_by: board
approved_on: 2026-01-01
rationale: It is odd.
parameters: {spare_days: {value: 2, why: enough}}
leave_out: [{item: O5, why: not here}]
"""
ODD_FACTS = {
    "as_of": "2026-03-31",
    "organization": {"id": "o", "time_zone": "+00:00", "isms_start": "2024-01-01"},
    "collected": [],
    "people": [
        {"id": "ann", "engagement": "employee", "start": "2024-05-01"},
        {"id": "bob", "engagement": "contractor", "start": "2024-05-01"},
    ],
    "exceptions": [
        {"id": "x1", "item": "O9", "levels": ["full"], "rationale": "r", "approved_by": "ann", "requested_by": "bob",
         "approved_on": "2026-01-01", "expires_on": "2026-12-31"}
    ],
    "soa": [
        {"control": "ODD-2", "applicable": False, "justification": "none here", "approved_by": "ann", "approved_on": "2026-01-01"}
    ],
}


def assess(pack: str, facts: Path, *options: str) -> Dict[str, Any]:
    done = subprocess.run(
        [str(EXECUTABLE), "assess", "--pack", pack, "--facts", str(facts), "--format", "json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    result: Dict[str, Any] = json.loads(done.stdout)
    return result


def assessments(folder: Path) -> Iterator[Tuple[str, Dict[str, Any]]]:
    yield "the example", assess(A54, EXAMPLE, "--history")
    yield "a pack with one level", assess(str(ROOT / "examples" / "custom_pack"), EXAMPLE)
    (folder / "odd.yaml").write_text(ODD_PACK, encoding="utf-8")
    facts = folder / "facts.json"
    facts.write_text(json.dumps(ODD_FACTS), encoding="utf-8")
    yield "rules that err", assess(str(folder / "odd.yaml"), facts)
    (folder / "tailoring.yaml").write_text(TAILORING, encoding="utf-8")
    yield "a tailored pack", assess(str(folder / "odd.yaml"), facts, "--tailoring", str(folder / "tailoring.yaml"))
    for seed in RANDOM_ORGANISATIONS:
        case = generate.case(seed)
        facts.write_text(json.dumps(case["facts"]), encoding="utf-8")
        settings = [f"{name}={json.dumps(value)}" for name, value in case["parameters"].items()]
        yield f"seed {seed}", assess(A54, facts, *(word for setting in settings for word in ("--param", setting)))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> List[Tuple[str, Dict[str, Any]]]:
    return list(assessments(tmp_path_factory.mktemp("assessments")))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_assessment_keeps_to_it(everything: List[Tuple[str, Dict[str, Any]]]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for name, assessment in everything:
        faults = [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(assessment)]
        assert not faults, f"{name}: {faults[:5]}"


def shapes_of(schema: Dict[str, Any]) -> List[str]:
    """The names of the shapes that a value of this schema may have."""
    references = [schema, *schema.get("anyOf", [])]
    return [part["$ref"].split("/")[-1] for part in references if "$ref" in part]


def note(value: Any, schema: Dict[str, Any], seen: Set[str]) -> None:
    if isinstance(value, list):
        for element in value:
            note(element, schema.get("items", {}), seen)
    if not isinstance(value, dict):
        return
    for shape in shapes_of(schema):
        members = SCHEMA["$defs"][shape]["properties"]
        for key, member in value.items():
            if member is not None and member != []:
                seen.add(f"{shape}.{key}")
            note(member, members.get(key, {}), seen)
    if "additionalProperties" in schema:
        for member in value.values():
            note(member, schema["additionalProperties"], seen)


def test_every_member_has_been_seen(everything: List[Tuple[str, Dict[str, Any]]]) -> None:
    seen: Set[str] = set()
    for _, assessment in everything:
        note(assessment, SCHEMA, seen)
    named = {f"{shape}.{member}" for shape, form in SCHEMA["$defs"].items() for member in form["properties"]}
    assert named - seen - OF_HOSTS == set()
