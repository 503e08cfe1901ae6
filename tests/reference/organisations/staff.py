"""Roles and people: joiners, leavers, movers, those on leave, those without a role on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import List, Optional

from a54.dates import add_months

from .dice import Dice, Row, day_or_none

TOPICS = ("awareness", "secure_coding", "social_engineering", "personal_data")
ENGAGEMENTS = (
    "employee",
    "employee",
    "employee",
    "employee",
    "contractor",
    "contractor",
    "agency_temp",
    "intern",
)
LEVELS = ("none", "none", "none", "line_manager", "line_manager", "department_head", "top")


def roles(dice: Dice) -> List[Row]:
    """A head of the organisation first, then a few others of any rank."""
    rows = [_role(dice, "r-ceo", "top", not dice.chance(3))]
    for number in range(dice.number(3, 7)):
        level = dice.pick(LEVELS)
        rows.append(
            _role(dice, "r{}".format(number), level, level == "top" and dice.chance(40) or dice.chance(2))
        )
    return rows


def _role(dice: Dice, role_id: str, level: str, top_executive: bool) -> Row:
    topics = ["awareness"] if dice.chance(80) else []
    topics += dice.some(TOPICS[1:], 0, 2) if dice.chance(60) else []
    row: Row = {
        "id": role_id,
        "title": "Role " + role_id,
        "department": dice.pick(("board", "eng", "hr")),
        "management_level": level,
        "top_executive": top_executive,
        "required_topics": topics,
    }
    if dice.chance(10):
        row["security_duties"] = ["data_handling"]
        row["privileged"] = dice.chance(50)
    return row


def people(dice: Dice, role_ids: List[str]) -> List[Row]:
    count = 0 if dice.chance(1) else dice.number(2, 15)
    rows = [_person(dice, number, role_ids) for number in range(count)]
    ids = [row["id"] for row in rows]
    for row in rows:
        row["manager"] = (
            dice.pick([other for other in ids if other != row["id"]]) if dice.chance(80) else None
        )
    if dice.chance(1.5):
        for row in rows:
            row["in_scope"] = False
    return rows


def _person(dice: Dice, number: int, role_ids: List[str]) -> Row:
    leads = number == 0 or dice.chance(4)
    start = _start(dice, leads)
    end = None if leads and dice.chance(90) else _end(dice, start)
    row: Row = {
        "id": "p{:02d}".format(number),
        "engagement": "board_member" if dice.chance(3) else "employee" if leads else dice.pick(ENGAGEMENTS),
        "start": start.isoformat(),
        "end": day_or_none(end),
        "leaves": [] if dice.chance(80) else [_leave(dice) for _ in range(dice.number(1, 2))],
        "assignments": _assignments(dice, start, end, role_ids, "r-ceo" if leads else dice.pick(role_ids)),
    }
    if dice.chance(6):
        row["in_scope"] = dice.chance(40)
    return row


def _start(dice: Dice, leads: bool) -> date:
    if leads or dice.chance(65):
        return dice.ago(dice.number(380, 2500))
    if dice.chance(25):
        return dice.year_border()
    return dice.border_day() if dice.chance(80) else dice.ago(-dice.number(1, 40))


def _end(dice: Dice, start: date) -> Optional[date]:
    if dice.chance(82):
        return None
    end = dice.ago(dice.pick((-30, -1, 0, 0, 1, 2, 30, 100, 200, 364, 365, 366)))
    return max(start, end)


def _leave(dice: Dice) -> Row:
    """A leave of about thirty days that is over for about fourteen, still lasts, or is yet to come."""
    length = dice.pick((5, 28, 29, 30, 30, 31, 60, 200))
    end = dice.ago(dice.pick((-300, -20, -1, 0, 1, 12, 13, 14, 14, 15, 16, 40)))
    start = end - timedelta(days=length - 1)
    open_ended = dice.chance(25)
    if open_ended:
        start = dice.ago(dice.pick((-1, 0, 1, 10, 300)))
    kind = dice.pick(("parental", "medical", "sabbatical", "other"))
    return {"kind": kind, "start": start.isoformat(), "end": None if open_ended else end.isoformat()}


def _assignments(dice: Dice, start: date, end: Optional[date], role_ids: List[str], role: str) -> List[Row]:
    """One role, or a few after each other; sometimes two on one day, the same again, a gap, or none."""
    if dice.chance(4):
        return []
    rows: List[Row] = [{"role": role, "from": start.isoformat(), "to": None}]
    moves = 0 if dice.chance(62) else dice.number(1, 3)
    for day in sorted(_move_day(dice) for _ in range(moves)):
        if day <= start:
            continue
        if dice.chance(80):
            last = day - timedelta(days=1 if dice.chance(85) else dice.number(1, 40))
            rows[-1]["to"] = max(last, date.fromisoformat(rows[-1]["from"])).isoformat()
        next_role = rows[-1]["role"] if dice.chance(10) else dice.pick(role_ids)
        rows.append({"role": next_role, "from": day.isoformat(), "to": None})
        if dice.chance(4):
            rows.append({"role": dice.pick(role_ids), "from": day.isoformat(), "to": None})
    if dice.chance(4):
        rows[-1]["to"] = dice.ago(dice.pick((-5, 0, 1, 20))).isoformat()
        rows[-1]["to"] = max(rows[-1]["to"], rows[-1]["from"])
    if end is not None and dice.chance(40) and rows[-1]["from"] <= end.isoformat():
        rows[-1]["to"] = end.isoformat()
    return rows


def _move_day(dice: Dice) -> date:
    if dice.chance(15):
        return dice.year_border()
    return dice.border_day() if dice.chance(75) else add_months(dice.as_of, -dice.number(1, 40))
