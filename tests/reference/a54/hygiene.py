"""Hygiene: every record that is ignored, with the one reason that applies first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Dict, List, Optional, Tuple

from .parameters import Parameters
from .records import ATTESTATIONS, Evidence, Facts

Flag = Tuple[str, Optional[str]]


def split_by_hygiene(facts: Facts, parameters: Parameters, as_of: date) -> Tuple[List[Evidence], List[Flag]]:
    """The records that may be used, by id, and the flags of those that may not."""
    admitted: List[Evidence] = []
    flags: List[Flag] = []
    ids: Dict[str, bool] = {}
    copies: Dict[Tuple[object, ...], bool] = {}
    for record in facts.evidence:
        same_content = (record.type, record.sha256, record.person, record.occurred_at)
        duplicate = record.id in ids or (record.sha256 is not None and same_content in copies)
        ids[record.id] = True
        copies[same_content] = True
        fault = "duplicate" if duplicate else _fault(record, facts, parameters, as_of)
        if fault is None:
            admitted.append(record)
        else:
            flags.append((fault, record.id))
    return admitted, flags


def _fault(record: Evidence, facts: Facts, parameters: Parameters, as_of: date) -> Optional[str]:
    if record.date > as_of:
        return "future_dated"
    if record.revoked_on is not None and record.revoked_on <= as_of:
        return "revoked"
    if ATTESTATIONS.index(record.attestation) < ATTESTATIONS.index(parameters.min_attestation):
        return "asserted_only"
    person = facts.people.get(record.person) if record.person is not None else None
    if person is None:
        return None
    if person.end is not None and record.date > person.end:
        return "after_end"
    if record.date < person.start - timedelta(days=parameters.pre_start_window_days):
        return "before_engagement"
    return None
