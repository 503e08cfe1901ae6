"""The words of verdicts, rungs and states. Each is a ``str`` too: ``level.verdict == "satisfied"``."""

from __future__ import annotations

import enum


class _Word(str, enum.Enum):
    """A ``str`` has an order, that of the alphabet, which says nothing here: a word refuses to be compared by it."""

    def __str__(self) -> str:
        return str(self.value)

    def _no_order(self, _other: str) -> bool:
        raise TypeError(f"a {type(self).__name__} has no order")

    __lt__ = __le__ = __gt__ = __ge__ = _no_order


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
    """How far an item got: the first six are the ladder, rising; the last two stand outside it.

    ``item.rung >= Rung.MINIMUM`` goes by the ladder. A rung outside it is neither higher nor lower: TypeError.
    """

    ERROR = "error"
    UNKNOWN = "unknown"
    NOT_SATISFIED = "not_satisfied"
    MINIMUM = "minimum"
    FULL = "full"
    EFFECTIVE = "effective"
    """Full, and confirmed in practice."""
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"

    @property
    def is_on_ladder(self) -> bool:
        """Whether it is one of the six that can be compared."""
        return self not in (Rung.NOT_APPLICABLE, Rung.WAIVED)

    def _height(self) -> int:
        if not self.is_on_ladder:
            raise TypeError(f"{self.value} stands outside the ladder")
        return list(Rung).index(self)

    def __lt__(self, other: str) -> bool:
        return self._height() < Rung(other)._height()

    def __le__(self, other: str) -> bool:
        return self._height() <= Rung(other)._height()

    def __gt__(self, other: str) -> bool:
        return self._height() > Rung(other)._height()

    def __ge__(self, other: str) -> bool:
        return self._height() >= Rung(other)._height()


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


class LevelName(_Word):
    """The two levels of an item."""

    MINIMUM = "minimum"
    FULL = "full"


class Truth(_Word):
    """What a condition comes to: four values, of which two are no answer."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    """It rests on what was not collected."""
    ERROR = "error"
