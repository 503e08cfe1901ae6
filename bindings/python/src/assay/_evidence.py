"""What a rule looked at before it judged, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional, Tuple

from ._library import decimal, lib, listed, text, texts_of
from ._words import Truth


@dataclass(frozen=True)
class Rejected:
    """A record that a rule looked at and did not take."""

    id: str
    """The record's."""
    why: str
    """``"hygiene: revoked"``, or the first condition that did not hold: "`a.passed` is false"."""


@dataclass(frozen=True)
class Reading:
    """What a condition read."""

    expression: str
    """In the words of the rule: ``"n.date"``."""
    value: str
    """What it was: ``"2026-02-17"``."""


@dataclass(frozen=True)
class Condition:
    """A condition of a rule that did not hold, for the record that came nearest or for the subject itself."""

    rule: str
    """In the words of the rule."""
    state: Truth
    """What it came to: fail, unknown or error."""
    because: Tuple[str, ...]
    """Where it is a field or function that the pack defines: the innermost conditions in there that did not hold."""
    readings: Tuple[Reading, ...]
    """What it read."""
    shortfall: Decimal
    """How far a comparison was from holding; 0 where that is not known."""
    shortfall_unit: str
    """``"days"``, ``"months"``, ``"seconds"``, ``"percent"``, or empty."""


@dataclass(frozen=True)
class Nearest:
    """The record that came nearest to being taken."""

    record: str
    """Its id."""
    record_type: str
    """``"nda"``, ``"training_completion"`` ..."""
    met: int
    """How many conditions held ..."""
    of: int
    """... of how many."""
    failed: Tuple[Condition, ...]
    """Those that did not, in the order of the rule."""


@dataclass(frozen=True)
class Evidence:
    """What one rule looked at for one subject."""

    subject: str
    """Whose; empty: the organisation's."""
    part: str
    """The rule: a part of the level; empty where the level is one rule."""
    used: Tuple[str, ...]
    """Records that the rule took: ids, ascending, at most 50 of them."""
    used_total: int
    """How many there are."""
    rejected: Tuple[Rejected, ...]
    """Records that it did not take, by id; where there are more than 50, those that came nearest."""
    rejected_total: int
    """How many there are."""
    nearest: Optional[Nearest]
    """The record that came nearest; None where nothing was looked for and not found."""
    failed: Tuple[Condition, ...]
    """Conditions of the rule that did not hold by the cells of the subject itself, in the rule's order. One that looks
    for evidence is among them only where no record came near."""


def evidence(pointer: Any) -> Evidence:
    """A copy of an assay_evidence."""
    nearest = lib.assay_evidence_nearest(pointer)
    return Evidence(
        subject=text(lib.assay_evidence_subject(pointer)),
        part=text(lib.assay_evidence_part(pointer)),
        used=texts_of("evidence_used", pointer),
        used_total=lib.assay_evidence_used_total(pointer),
        rejected=listed("evidence_rejected", pointer, rejected),
        rejected_total=lib.assay_evidence_rejected_total(pointer),
        nearest=_nearest(nearest) if nearest else None,
        failed=listed("evidence_condition", pointer, _condition),
    )


def rejected(pointer: Any) -> Rejected:
    """A copy of an assay_rejected."""
    return Rejected(id=text(lib.assay_rejected_id(pointer)), why=text(lib.assay_rejected_why(pointer)))


def _nearest(pointer: Any) -> Nearest:
    return Nearest(
        record=text(lib.assay_nearest_record(pointer)),
        record_type=text(lib.assay_nearest_record_type(pointer)),
        met=lib.assay_nearest_met(pointer),
        of=lib.assay_nearest_of(pointer),
        failed=listed("nearest_condition", pointer, _condition),
    )


def _condition(pointer: Any) -> Condition:
    return Condition(
        rule=text(lib.assay_condition_rule(pointer)),
        state=_STATES[text(lib.assay_condition_state(pointer))],
        because=texts_of("condition_because", pointer),
        readings=listed("condition_reading", pointer, _reading),
        shortfall=decimal(lib.assay_condition_shortfall(pointer)),
        shortfall_unit=text(lib.assay_condition_shortfall_unit(pointer)),
    )


def _reading(pointer: Any) -> Reading:
    return Reading(
        expression=text(lib.assay_reading_expression(pointer)), value=text(lib.assay_reading_value(pointer))
    )


# Rules say "false" where tables of truth say "fail".
_STATES = {"false": Truth.FAIL, "unknown": Truth.UNKNOWN, "error": Truth.ERROR}
