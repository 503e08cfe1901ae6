"""Documents, training modules, waivers and the statement of applicability."""

from __future__ import annotations

from datetime import timedelta
from typing import List, Optional

from .dice import Dice, Row
from .staff import TOPICS

STEPS = ("verbal_warning", "written_warning", "final_warning", "suspension", "demotion", "termination")


def documents(dice: Dice) -> List[Row]:
    rows = [_document(dice, "hb{}".format(number), "handbook") for number in range(_count(dice))]
    rows.append(_document(dice, "pol", "security_policy"))
    if dice.chance(30):
        rows.append(_document(dice, "dis", "disciplinary_policy"))
    if dice.chance(35):
        rows.append(_document(dice, "res", "resources_policy"))
    return rows


def _count(dice: Dice) -> int:
    return dice.pick((0, 1, 1, 1, 1, 1, 1, 2, 3))


def _document(dice: Dice, document_id: str, kind: str) -> Row:
    """Versions that took effect long ago, about thirty days ago, today, or not yet."""
    sound = dice.chance(75)
    days = [dice.number(200, 1500)]
    for _ in range(dice.pick((0, 0, 1, 1, 2, 3))):
        days.append(dice.pick((-10, -1, 0, 1, 28, 29, 30, 30, 31, 32, 60, 100, 300)))
    rows = []
    for number, age in enumerate(sorted(days, reverse=True)):
        row: Row = {
            "version": str(number + 1),
            "effective_from": dice.ago(age).isoformat(),
            "material": None if dice.chance(20) else dice.chance(60),
            "word_count": None if dice.chance(15) else dice.pick((0, 40, 50, 51, 600, 3000)),
        }
        if kind == "handbook":
            row["security_misconduct_clause"] = dice.chance(95 if sound else 30)
            row["disciplinary_procedure"] = _procedure(dice, sound)
        rows.append(row)
    return {"id": document_id, "kind": kind, "versions": rows}


def _procedure(dice: Dice, sound: bool) -> Optional[Row]:
    if dice.chance(5 if sound else 50):
        return None
    steps = dice.some(STEPS, 3, 4) if sound else dice.some(STEPS, 0, 3)
    if steps and dice.chance(15):
        steps = steps[:-1] + [steps[0]]
    return {"covers_security": dice.chance(97 if sound else 60), "steps": steps}


def modules(dice: Dice) -> List[Row]:
    rows: List[Row] = [{"id": "m0", "basic": True, "topics": ["awareness"] if dice.chance(85) else []}]
    rows += [{"id": "m-" + topic, "basic": False, "topics": [topic]} for topic in TOPICS[1:]]
    if dice.chance(30):
        rows.append(
            {"id": "m9", "basic": dice.chance(50), "topics": dice.some(TOPICS, 0, 3), "pass_mark_pct": 80}
        )
    return rows


def waivers(dice: Dice, people_ids: List[str]) -> List[Row]:
    """Waivers about their first day, last day and greatest length, by anybody."""
    if not people_ids or dice.chance(65):
        return []
    rows = []
    for _ in range(dice.number(1, 4)):
        approved = dice.ago(dice.pick((-1, 0, 0, 1, 30, 200, 364, 365, 366)))
        expires = (
            approved + timedelta(days=dice.pick((30, 364, 365, 365, 366, 400)))
            if dice.chance(50)
            else max(approved, dice.ago(dice.pick((-100, -1, 0, 0, 1))))
        )
        rows.append(
            {
                "id": dice.new_id("x"),
                "item": "I{:02d}".format(dice.number(1, 10)),
                "levels": dice.pick((["minimum", "full"], ["minimum", "full"], ["minimum"], ["full"])),
                "approved_on": approved.isoformat(),
                "expires_on": expires.isoformat(),
                "approved_by": people_ids[0] if dice.chance(60) else dice.pick(people_ids),
                "requested_by": dice.pick(people_ids),
                "rationale": "accepted risk",
                "compensating": [] if dice.chance(50) else ["manual check"],
            }
        )
    return rows


def soa(dice: Dice, people_ids: List[str]) -> List[Row]:
    if not people_ids or dice.chance(85):
        return []
    return [
        {
            "control": "A.5.4" if dice.chance(90) else "A.5.1",
            "applicable": dice.chance(45),
            "justification": "" if dice.chance(10) else "nobody applies the control",
            "approved_by": people_ids[0] if dice.chance(75) else dice.pick(people_ids),
            "approved_on": dice.ago(day).isoformat(),
        }
        for day in dice.some((-1, 0, 1, 30, 400), 1, 3)
    ]
