"""What goes wrong between an organisation and its records: copies, withdrawals, gaps in feeds, cells left empty."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any, Dict, List, Tuple

from .dice import Dice, Row

EVIDENCE_TYPES = (
    "acknowledgement",
    "job_description",
    "contract",
    "nda",
    "announcement",
    "commitment_statement",
    "briefing",
    "budget",
    "invoice",
    "minutes",
    "incident_report",
    "audit_result",
    "communication",
    "training_completion",
    "appraisal",
    "access_review",
    "role_change_checklist",
    "policy_approval",
    "disciplinary_case",
    "no_cases_attestation",
    "interview",
)
DOCUMENT_KINDS = ("handbook", "security_policy", "disciplinary_policy", "resources_policy")

# Cells whose absence says the same as this value, so that leaving them out changes nothing.
DEFAULTS: Tuple[Tuple[str, Any], ...] = (
    ("attestation", "documented"),
    ("automated", False),
    ("material", True),
    ("in_scope", True),
    ("anonymised", True),
)


# Fields that should have been filled in, by record type: without them nobody knows.
REPORTED: Dict[str, Tuple[str, ...]] = {
    "acknowledgement": ("method", "role"),
    "job_description": ("role", "security_section", "filed_in_hr"),
    "contract": ("clauses",),
    "nda": ("references_security_policy",),
    "announcement": ("author", "audience"),
    "commitment_statement": ("signed_by",),
    "briefing": ("led_by", "format", "mandatory", "duration_seconds"),
    "minutes": ("status", "challenges"),
    "incident_report": ("signed_off_by",),
    "communication": ("channel",),
    "training_completion": ("passed",),
    "appraisal": ("by", "security_section", "training_reviewed"),
    "access_review": ("to_role", "from_function", "to_function", "completed"),
    "role_change_checklist": ("to_role", "signed_by", "access_updated", "duties_explained"),
    "policy_approval": ("author",),
}


def forget(dice: Dice, tables: Dict[str, List[Row]]) -> None:
    """Empties a few cells that should have been filled in."""
    for row in dice.some(tables["evidence"], 0, dice.pick((2, 6, 20))):
        if row["type"] in REPORTED:
            row[dice.pick(REPORTED[row["type"]])] = None
    if dice.chance(30):
        for row in tables["roles"][:1]:
            row["top_executive"] = None
        for row in tables["training_modules"][:1]:
            row["basic"] = None
    for document in tables["documents"][:2]:
        for version in document["versions"]:
            if dice.chance(40) and document["kind"] == "handbook":
                version["security_misconduct_clause"] = None
            if dice.chance(40) and version.get("disciplinary_procedure"):
                version["disciplinary_procedure"]["covers_security"] = None
    for waiver in tables["exceptions"][:1]:
        waiver[dice.pick(("approved_by", "requested_by"))] = None
    for briefing in tables["evidence"]:
        for viewing in (briefing.get("viewings") or [])[:1]:
            if dice.chance(50):
                viewing["watched_seconds"] = None


def spoil(dice: Dice, evidence: List[Row]) -> None:
    """Revokes, weakens, copies and postpones a few records, or none."""
    if not evidence or dice.chance(35):
        return
    for row in dice.some(evidence, 0, 3):
        row["revoked_at"] = dice.stamp(dice.ago(dice.pick((-1, 0, 0, 1, 30))))
    for row in dice.some(evidence, 0, 2):
        row["attestation"] = dice.pick(("asserted", "documented", "tested"))
    for row in dice.some(evidence, 0, 1):
        row["occurred_at"] = dice.stamp(dice.ago(-dice.number(0, 2)))
    for row in dice.some(evidence, 0, 3):
        row["sha256"] = "{:064x}".format(dice.number(1, 3))
        twin = copy.deepcopy(row)
        twin["id"] = dice.new_id("e")
        if dice.chance(25):
            twin["sha256"] = None
        evidence.append(twin)


def disconnect(dice: Dice, evidence: List[Row], documents: List[Row]) -> List[Any]:
    """The entries of `collected`. A feed that is not connected usually brought nothing either."""
    names = list(EVIDENCE_TYPES + DOCUMENT_KINDS) + ["assignments"]
    entries: List[Any] = ["*"]
    if dice.chance(45):
        dropped = dice.some(names, 0, dice.pick((1, 3, 8)))
        entries = [name for name in names if name not in dropped]
        for name in dropped:
            if dice.chance(85):
                _remove(name, evidence, documents)
    if dice.chance(25):
        for name in dice.some(EVIDENCE_TYPES, 1, 3):
            entries.append(_partial(dice, name))
    if dice.chance(6):
        for name in dice.some(DOCUMENT_KINDS + ("assignments",), 1, 1):
            entries.append({"type": name, "complete": dice.chance(30)})
    return entries


def _partial(dice: Dice, name: str) -> Row:
    entry: Row = {"type": name, "complete": dice.chance(85)}
    if entry["complete"] and dice.chance(90):
        if dice.chance(75):
            first = dice.year_border() if dice.chance(40) else dice.border_day()
            entry["from"] = (first - timedelta(days=dice.pick((0, 0, 1, 400)))).isoformat()
        if dice.chance(40):
            last = dice.ago(dice.pick((-5, 0, 1, 30))).isoformat()
            entry["to"] = max(last, entry.get("from", last))
    return entry


def _remove(name: str, evidence: List[Row], documents: List[Row]) -> None:
    """Takes a feed's records away, and with them whatever names one."""
    if name in DOCUMENT_KINDS:
        gone = [row["id"] for row in documents if row["kind"] == name]
        documents[:] = [row for row in documents if row["kind"] != name]
        evidence[:] = [row for row in evidence if row.get("document") not in gone]
        return
    gone = [row["id"] for row in evidence if row["type"] == name]
    evidence[:] = [row for row in evidence if row["type"] != name]
    for row in evidence:
        if row.get("reports"):
            row["reports"] = [report for report in row["reports"] if report not in gone]
        for decision in row.get("decisions") or []:
            if decision.get("ref") in gone:
                decision["ref"] = None


def leave_out(dice: Dice, value: Any) -> Any:
    """The same facts with some cells that say nothing written as null, or not written at all."""
    if isinstance(value, list):
        return [leave_out(dice, element) for element in value]
    if not isinstance(value, dict):
        return value
    defaults = dict(DEFAULTS)
    kept: Dict[str, Any] = {}
    for name, cell in value.items():
        if cell is None and dice.chance(50):
            continue
        if name in defaults and cell == defaults[name] and dice.chance(30):
            continue
        kept[name] = leave_out(dice, cell)
    return kept
