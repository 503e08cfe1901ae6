"""Makes a case smaller while a disagreement about it stays."""

from __future__ import annotations

import copy
from typing import Any, Callable, Dict, Iterator, List

Case = Dict[str, Any]
Row = Dict[str, Any]
Persists = Callable[[Case], bool]

TABLES = ("evidence", "people", "exceptions", "soa", "documents", "training_modules", "roles")


def shrunk(one: Case, persists: Persists) -> Case:
    """Repeats every kind of reduction until none of them helps any more. Ends: each success makes the case smaller."""
    smaller = True
    while smaller:
        smaller = False
        for attempt in (_fewer_records, _fewer_people, _fewer_elements, _fewer_fields):
            reduced = attempt(one, persists)
            smaller = smaller or reduced is not one
            one = reduced
    return one


def _fewer_records(one: Case, persists: Persists) -> Case:
    """Takes away runs of records, long ones first."""
    for table in TABLES:
        length = len(one["facts"].get(table) or [])
        while length >= 1:
            position = 0
            while position < len(one["facts"].get(table) or []):
                candidate = copy.deepcopy(one)
                rows = candidate["facts"][table]
                gone = [row.get("id") for row in rows[position : position + length]]
                del rows[position : position + length]
                _forget_records(candidate["facts"], gone)
                if persists(candidate):
                    one = candidate
                else:
                    position += length
            length //= 2
    return one


def _forget_records(facts: Row, gone: List[Any]) -> None:
    for row in facts.get("evidence") or []:
        if row.get("reports"):
            row["reports"] = [report for report in row["reports"] if report not in gone]
        for decision in row.get("decisions") or []:
            if decision.get("ref") in gone:
                del decision["ref"]


def _fewer_people(one: Case, persists: Persists) -> Case:
    """Takes a person away together with everything that cannot stand without them."""
    for person_id in [row["id"] for row in one["facts"].get("people") or []]:
        candidate = copy.deepcopy(one)
        facts = candidate["facts"]
        facts["people"] = [row for row in facts["people"] if row["id"] != person_id]
        for row in facts["people"]:
            if row.get("manager") == person_id:
                del row["manager"]
        for row in facts.get("evidence") or []:
            for name, member in (
                ("attendees", None),
                ("viewings", "person"),
                ("agenda", "raised_by"),
                ("actions", "owner"),
            ):
                if row.get(name):
                    row[name] = [
                        entry for entry in row[name] if (entry[member] if member else entry) != person_id
                    ]
        for table in ("evidence", "exceptions", "soa"):
            facts[table] = [row for row in facts.get(table) or [] if person_id not in row.values()]
        if persists(candidate):
            one = candidate
    return one


def _fewer_elements(one: Case, persists: Persists) -> Case:
    """Takes away single elements of the lists inside records, of `collected`, and parameters."""
    for name in list(one["parameters"]):
        candidate = copy.deepcopy(one)
        del candidate["parameters"][name]
        if persists(candidate):
            one = candidate
    for path in list(_inner_lists(one["facts"], [])):
        position = 0
        while position < len(_at(one["facts"], path)):
            candidate = copy.deepcopy(one)
            del _at(candidate["facts"], path)[position]
            if persists(candidate):
                one = candidate
            else:
                position += 1
    return one


def _inner_lists(value: Any, path: List[Any]) -> Iterator[List[Any]]:
    pairs = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        if isinstance(inner, list) and not (len(path) == 0 and key in TABLES):
            yield path + [key]
        # Only records are looked into further: inside a list that may shrink, positions do not stay.
        if len(path) < 2:
            for found in _inner_lists(inner, path + [key]):
                yield found


def _at(value: Any, path: List[Any]) -> Any:
    for key in path:
        value = value[key]
    return value


def _fewer_fields(one: Case, persists: Persists) -> Case:
    """Leaves out the fields of records that need not be there."""
    for table in TABLES + ("organization",):
        rows = one["facts"].get(table) or []
        for position in range(1 if isinstance(rows, dict) else len(rows)):
            row = rows if isinstance(rows, dict) else rows[position]
            for name in list(row):
                candidate = copy.deepcopy(one)
                target = candidate["facts"][table]
                del (target if isinstance(target, dict) else target[position])[name]
                if persists(candidate):
                    one = candidate
    return one
