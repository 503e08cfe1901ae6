"""Random small organisations for the comparison with the library.

    python3 generate.py SEED        # prints the case of that seed as JSON

A case is `{seed, parameters, facts}`. The same seed gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import Any, Dict, List

from a54.dates import add_months
from a54.parameters import COVERAGE_PARAMETERS

from organisations import papers, staff
from organisations.deeds import Recorder
from organisations.dice import ZONES, Dice, Row
from organisations.flaws import disconnect, forget, leave_out, spoil

DAYS = (
    date(2026, 3, 31),
    date(2026, 3, 31),
    date(2025, 2, 28),
    date(2024, 2, 29),
    date(2025, 3, 1),
    date(2024, 12, 31),
    date(2026, 1, 1),
    date(2024, 8, 30),
)

# Values worth trying in place of a default, near it rather than far away.
ALTERNATIVES: Dict[str, List[Any]] = {
    "annual_tolerance_days": [1, 30],
    "annual_months": [6, 24],
    "quarter_max_gap_days": [90, 120],
    "commencement_due_day": [1, 30],
    "onboarding_grace_days": [0, 29, 31],
    "long_leave_min_days": [29, 60],
    "return_grace_days": [0, 13],
    "role_change_ack_grace_days": [0, 30],
    "role_training_grace_days": [0, 60],
    "reack_grace_days": [0, 31],
    "pre_start_window_days": [0, 400],
    "min_attestation": ["asserted", "observed"],
    "view_min_pct": [50, 100],
    "min_graduated_steps": [2, 4],
    "ceo_change_grace_days": [30, 91],
    "statement_reaffirm_months": [6, 36],
    "incident_report_min_days": [300, 365],
    "review_min_attendees": [1, 3],
    "comm_min_entries": [1, 5],
    "comm_min_authors": [1, 3],
    "access_review_sla_days": [0, 14],
    "role_checklist_sla_days": [7, 30],
    "role_change_early_days": [0, 31],
    "jd_engagements": [["employee", "contractor"]],
    "handbook_engagements": [["employee", "contractor"], ["contractor"]],
    "awareness_engagements": [["employee"], ["employee", "contractor", "intern"]],
    "live_formats": [["in_person"]],
    "max_reading_wpm": [250, 1000],
    "min_dwell_floor_seconds": [1, 60],
    "bulk_min_people": [2, 4],
    "bulk_min_items": [2, 4],
    "bulk_window_seconds": [60, 121],
    "hollow_ack_share_pct": [0, 50],
    "template_min_roles": [2],
    "template_share_pct": [25, 75],
    "hollow_review_share_pct": [25, 51],
    "irrelevant_share_pct": [0, 50],
    "waiver_max_days": [364, 400],
    "tolerable_deviation_pct": [5, 20, 25],
    "confidence_pct": [80, 95],
    "case_lookback_months": [12, 25],
}


def case(seed: int) -> Dict[str, Any]:
    dice = Dice(seed)
    dice.as_of = (
        dice.pick(DAYS) if dice.chance(85) else date(2023, 1, 1) + timedelta(days=dice.number(0, 1400))
    )
    dice.zone = dice.pick(ZONES)
    return {"seed": seed, "parameters": _parameters(dice), "facts": _facts(dice)}


def _parameters(dice: Dice) -> Dict[str, Any]:
    values: Dict[str, Any] = {}
    if dice.chance(70):
        return values
    for _ in range(dice.number(1, 3)):
        if dice.chance(30):
            values[dice.pick(COVERAGE_PARAMETERS)] = dice.pick((50, 75, 80, 90, 99))
        else:
            name = dice.pick(list(ALTERNATIVES))
            values[name] = dice.pick(ALTERNATIVES[name])
    return values


def _facts(dice: Dice) -> Dict[str, Any]:
    roles = staff.roles(dice)
    people = staff.people(dice, [row["id"] for row in roles])
    documents = papers.documents(dice)
    modules = papers.modules(dice)
    evidence = Recorder(dice, roles, people, documents, modules).record_everything()
    ids = [row["id"] for row in people]
    waivers, soa = papers.waivers(dice, ids), papers.soa(dice, ids)
    spoil(dice, evidence)
    collected = disconnect(dice, evidence, documents)
    tables: Dict[str, List[Row]] = {
        "roles": roles,
        "people": people,
        "documents": documents,
        "training_modules": modules,
        "evidence": evidence,
        "exceptions": waivers,
        "soa": soa,
    }
    if dice.chance(15):
        forget(dice, tables)
    for rows in tables.values():
        if dice.chance(50):
            dice.random.shuffle(rows)
    facts: Dict[str, Any] = {
        "as_of": dice.as_of.isoformat(),
        "organization": _organization(dice, people),
        "collected": collected,
    }
    facts.update(tables)
    cleaned: Dict[str, Any] = leave_out(dice, facts)
    return cleaned


def _organization(dice: Dice, people: List[Row]) -> Row:
    start = add_months(dice.as_of, -36)
    if dice.chance(20):
        start = dice.ago(dice.pick((0, 10, 91, 92, 93, 94, 184, 185, 300)))
    elif dice.chance(10):
        start = dice.year_border()
    row: Row = {
        "id": "org",
        "name": "Organisation",
        "time_zone": dice.zone,
        "isms_start": start.isoformat(),
        "primary_channel": "chat",
    }
    if dice.chance(30):
        row["headcount_declared"] = max(0, len(people) - dice.number(0, 2))
    return row


def main(arguments: List[str]) -> int:
    if len(arguments) != 2:
        print("usage: python3 generate.py SEED", file=sys.stderr)
        return 2
    print(json.dumps(case(int(arguments[1])), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
