"""The words of verdicts, rungs and states. Each is a ``str`` too: ``level.verdict == "satisfied"``."""

from __future__ import annotations

import enum


class _Word(str, enum.Enum):
    def __str__(self) -> str:
        return str(self.value)


class Verdict(_Word):
    """What is said of a level."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    UNKNOWN = "unknown"
    """Something that decides it was not collected. Never a pass."""
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"
    ERROR = "error"
    """A rule erred over the data."""


class Rung(_Word):
    """How far an item got: the first six are the ladder, rising; the last two stand outside it."""

    ERROR = "error"
    UNKNOWN = "unknown"
    NOT_SATISFIED = "not_satisfied"
    MINIMUM = "minimum"
    FULL = "full"
    EFFECTIVE = "effective"
    """Full, and confirmed in practice."""
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


class Operation(_Word):
    """Whether practice was tested, by an interview or by evidence, and what came of it."""

    NOT_TESTED = "not_tested"
    INEFFECTIVE = "ineffective"
    EFFECTIVE = "effective"


class TrapState(_Word):
    """Whether papers were found that are not lived."""

    NOT_DETECTED = "not_detected"
    TRIGGERED = "triggered"
    CLEARED = "cleared"
    """Triggered, but a reality check confirmed the practice."""
    CANNOT_RULE_OUT = "cannot_rule_out"
    """What would show it was not collected."""
    ERROR = "error"


class CheckState(_Word):
    """What a reality check came to."""

    NOT_PERFORMED = "not_performed"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    INCONCLUSIVE = "inconclusive"
