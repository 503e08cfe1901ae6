"""Three-valued truth, and verdicts made of it.

A truth is True, False or None, and None means: it depends on something nobody collected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterable, List, Optional, Sequence, Tuple, TypeVar, Union

Truth = Optional[bool]

SATISFIED = "satisfied"
NOT_SATISFIED = "not_satisfied"
UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"
WAIVED = "waived"


class Missing:
    """Stands at the end of a list for every record that may exist and was not collected."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()

T = TypeVar("T")
OpenList = List[Union[T, Missing]]


def both(*truths: Truth) -> Truth:
    """And: one False decides; otherwise one unknown leaves it open."""
    if any(truth is False for truth in truths):
        return False
    return None if any(truth is None for truth in truths) else True


def either(*truths: Truth) -> Truth:
    """Or: one True decides; otherwise one unknown leaves it open."""
    if any(truth is True for truth in truths):
        return True
    return None if any(truth is None for truth in truths) else False


def negate(truth: Truth) -> Truth:
    return None if truth is None else not truth


def exists(elements: Iterable[Union[T, Missing]], claim: Callable[[T], Truth]) -> Truth:
    """Whether the claim holds of some element; of a missing one nobody can say."""
    return either(*[None if isinstance(element, Missing) else claim(element) for element in elements])


def known(elements: Iterable[Union[T, Missing]]) -> List[T]:
    return [element for element in elements if not isinstance(element, Missing)]


def if_reported(value: Optional[T], claim: Callable[[T], Truth]) -> Truth:
    """A claim about a cell. A cell that should have been filled in and was not leaves it unknown."""
    return None if value is None else claim(value)


def is_open(elements: Iterable[Union[T, Missing]]) -> bool:
    return any(isinstance(element, Missing) for element in elements)


@dataclass(frozen=True)
class Tally:
    """How a population stands: of those due, who meets the requirement and of whom it is unknown."""

    due: int
    met: int
    unknown: int
    failing: Tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A verdict and, where people or events were counted, the tallies behind it, part by part."""

    verdict: str
    tallies: Tuple[Tally, ...] = ()


def of_truth(truth: Truth) -> Outcome:
    return Outcome({True: SATISFIED, False: NOT_SATISFIED, None: UNKNOWN}[truth])


def tally(subjects: Sequence[Tuple[str, Truth]]) -> Tally:
    """Counts the subjects that are due, each given with the truth of its requirement."""
    return Tally(
        due=len(subjects),
        met=sum(1 for _, truth in subjects if truth is True),
        unknown=sum(1 for _, truth in subjects if truth is None),
        failing=tuple(name for name, truth in subjects if truth is False),
    )


def coverage_verdict(met: int, unknown: int, due: int, pct: int) -> str:
    if due == 0:
        return NOT_APPLICABLE
    if met * 100 >= pct * due:
        return SATISFIED
    return NOT_SATISFIED if (met + unknown) * 100 < pct * due else UNKNOWN


def covered(subjects: Sequence[Tuple[str, Truth]], pct: int) -> Outcome:
    counts = tally(subjects)
    return Outcome(coverage_verdict(counts.met, counts.unknown, counts.due, pct), (counts,))


def covered_open(subjects: Sequence[Tuple[str, Truth]], pct: int) -> Outcome:
    """The same where further subjects may be hidden: only a known failure under 'all of them' decides."""
    counts = tally(subjects)
    decided = pct >= 100 and bool(counts.failing)
    return Outcome(NOT_SATISFIED if decided else UNKNOWN, (counts,))


def all_parts(*parts: Outcome) -> Outcome:
    """A level made of parts: a failing part decides, then an unknown one; parts with nothing due are ignored."""
    verdicts = [part.verdict for part in parts]
    tallies = tuple(counts for part in parts for counts in part.tallies)
    for verdict in (NOT_SATISFIED, UNKNOWN, SATISFIED):
        if verdict in verdicts:
            return Outcome(verdict, tallies)
    return Outcome(NOT_APPLICABLE, tallies)


def lift_minimum(minimum: str, full: str) -> str:
    """The minimum verdict of an item whose full level also meets the minimum."""
    if SATISFIED in (minimum, full):
        return SATISFIED
    if minimum == NOT_APPLICABLE:
        return NOT_APPLICABLE
    return UNKNOWN if UNKNOWN in (minimum, full) else minimum


def limit_full(minimum: str, full: str) -> str:
    """The full verdict of an item whose full level builds upon its minimum."""
    if NOT_SATISFIED in (minimum, full):
        return NOT_SATISFIED
    return UNKNOWN if UNKNOWN in (minimum, full) else full
