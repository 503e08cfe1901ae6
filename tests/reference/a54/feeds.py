"""Which feeds were collected, and where a record may therefore be missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Dict, Optional, Sequence


@dataclass(frozen=True)
class Coverage:
    """The days within which a feed is complete. `nothing` means no day at all; no bound means all days."""

    nothing: bool = False
    first: Optional[date] = None
    last: Optional[date] = None

    def may_miss(self, first: date, last: date) -> bool:
        """Whether a record dated within these days, both included, may be missing."""
        if first > last:
            return False
        if self.nothing:
            return True
        before = self.first is not None and first < self.first
        return before or (self.last is not None and last > self.last)


class Feeds:
    """A feed is complete if named, or covered by `*`, or if it brought a record; an object entry outranks all three."""

    def __init__(
        self,
        collected: Sequence[Any],
        types_present: Sequence[str],
        kinds_present: Sequence[str],
        as_of: date,
    ) -> None:
        self._as_of = as_of
        self._names = [entry for entry in collected if isinstance(entry, str)]
        self._objects: Dict[str, Any] = {
            entry["type"]: entry for entry in collected if not isinstance(entry, str)
        }
        self._types_present = list(types_present)
        self._kinds_present = list(kinds_present)

    def records_may_be_missing(self, record_type: str, first: date, last: date) -> bool:
        """Records dated after the day of judgement would be ignored, so their absence does not matter."""
        return self._coverage(record_type, self._types_present).may_miss(first, min(last, self._as_of))

    def documents_may_be_missing(self, kind: str) -> bool:
        """A restricted kind of document is open altogether: its bounds say nothing about documents."""
        coverage = self._coverage(kind, self._kinds_present)
        return coverage != Coverage()

    def some_documents_may_be_missing(self) -> bool:
        """Whether a document of any kind whatever may lie outside what was collected."""
        if "*" not in self._names:
            return True
        return any(self._coverage(name, []) != Coverage() for name in self._objects)

    def assignments_may_be_missing(self) -> bool:
        """A person's current assignment proves no history, so nothing is inferred from its presence."""
        return self._coverage("assignments", []) != Coverage()

    def _coverage(self, name: str, present: Sequence[str]) -> Coverage:
        entry = self._objects.get(name)
        if entry is not None:
            if not entry["complete"]:
                return Coverage(nothing=True)
            bounds = [entry.get("from"), entry.get("to")]
            first, last = [None if bound is None else date.fromisoformat(bound) for bound in bounds]
            return Coverage(first=first, last=last)
        collected = name in self._names or "*" in self._names or name in present
        return Coverage(nothing=not collected)
