"""Reality checks: interviews with their bound, checks that evidence answers, and the sample to draw."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Callable, Dict, List, Sequence, Tuple

from .context import Context
from .dates import earliest_fresh
from .items_organisation import is_approved, is_in_force, is_manager_message, is_real_review
from .logic import known
from .records import Evidence

NOT_PERFORMED = "not_performed"
CONFIRMED = "confirmed"
REFUTED = "refuted"
INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class CheckResult:
    """`n` and `deviations` count interviews; a check that evidence answers has none."""

    state: str
    n: int = 0
    deviations: int = 0


CHECKED_ITEM: Dict[str, str] = {
    "RC1": "I01",
    "RC2": "I03",
    "RC3": "I05",
    "RC4": "I06",
    "RC5": "I05",
    "RC6": "I07",
    "RC7": "I09",
    "RC8": "I08",
}


def all_checks(ctx: Context) -> Dict[str, CheckResult]:
    """With nobody in scope there is nothing that a check could have confirmed."""
    if not ctx.population:
        return {check: CheckResult(NOT_PERFORMED) for check in CHECKED_ITEM}
    return {check: _perform(ctx, check) for check in CHECKED_ITEM}


def _perform(ctx: Context, check: str) -> CheckResult:
    by_evidence: Dict[str, Callable[[Context], bool]] = {
        "RC2": _security_was_raised,
        "RC3": _discipline_was_exercised,
        "RC4": _money_was_given,
        "RC6": _review_was_challenged,
        "RC8": _top_has_spoken,
    }
    if check not in by_evidence:
        return _interviews(ctx, check)
    # Finding nothing refutes nothing: only an interview can.
    return CheckResult(CONFIRMED if by_evidence[check](ctx) else NOT_PERFORMED)


def _security_was_raised(ctx: Context) -> bool:
    return any(
        entry["topic"] == "security" and ctx.is_head(entry.get("raised_by"), minutes.date)
        for minutes in known(ctx.fresh_records("minutes"))
        if is_approved(minutes) is True
        for entry in minutes.listed("agenda")
    )


def _discipline_was_exercised(ctx: Context) -> bool:
    parameters = ctx.parameters
    since = earliest_fresh(ctx.as_of, parameters.case_lookback_months, parameters.annual_tolerance_days)
    cases = known(ctx.records("disciplinary_case", since, ctx.as_of))
    return bool(cases or known(ctx.fresh_records("no_cases_attestation")))


def _money_was_given(ctx: Context) -> bool:
    signed = any(
        is_in_force(ctx, budget) and ctx.is_active(budget.get("signed_by"), budget.date)
        for budget in known(ctx.records("budget"))
    )
    return signed or bool(known(ctx.fresh_records("invoice")))


def _review_was_challenged(ctx: Context) -> bool:
    return any(
        is_real_review(minutes) is True
        and (minutes.get("challenges") or 0) >= 1
        and len(minutes.listed("actions")) >= 1
        for minutes in known(ctx.fresh_records("minutes"))
    )


def _top_has_spoken(ctx: Context) -> bool:
    return any(
        is_manager_message(ctx, message) and ctx.is_top(message.author, message.date)
        for message in known(ctx.fresh_records("communication"))
    )


def _interviews(ctx: Context, check: str) -> CheckResult:
    inside = [person.id for person in ctx.population]
    latest: Dict[str, Evidence] = {}
    for interview in known(ctx.fresh_records("interview")):
        subject = interview.person
        asker = interview.get("asked_by")
        vouches_for_himself = asker == subject or (asker is None and not failed(interview))
        if interview.get("check") != check or subject not in inside or vouches_for_himself:
            continue
        assert subject is not None
        if subject not in latest or _supersedes(interview, latest[subject]):
            latest[subject] = interview
    n = len(latest)
    deviations = len([interview for interview in latest.values() if failed(interview)])
    state = interview_state(
        n, deviations, len(inside), ctx.parameters.tolerable_deviation_pct, ctx.parameters.confidence_pct
    )
    return CheckResult(state, n, deviations)


def _supersedes(later: Evidence, earlier: Evidence) -> bool:
    """The later day counts; of two interviews on one day, a failed one does."""
    return (later.date, failed(later)) > (earlier.date, failed(earlier))


def failed(interview: Evidence) -> bool:
    return interview.has("result", "fail") is True


def interview_state(n: int, deviations: int, population: int, tolerable_pct: int, confidence_pct: int) -> str:
    if n == 0:
        return NOT_PERFORMED
    if deviations * 100 > tolerable_pct * n:
        return REFUTED
    if n == population:
        return CONFIRMED
    is_bounded = bound_is_at_most(deviations, n, Fraction(confidence_pct, 100), Fraction(tolerable_pct, 100))
    return CONFIRMED if is_bounded else INCONCLUSIVE


def probability_of_at_most(deviations: int, n: int, rate: Fraction) -> Fraction:
    return sum(
        (comb(n, count) * rate**count * (1 - rate) ** (n - count) for count in range(deviations + 1)),
        Fraction(0),
    )


def bound_is_at_most(deviations: int, n: int, confidence: Fraction, rate: Fraction) -> bool:
    """Whether the one-sided Clopper-Pearson upper bound is at most `rate`, decided without any rounding."""
    if deviations >= n:
        return rate >= 1
    return probability_of_at_most(deviations, n, rate) <= 1 - confidence


def clopper_pearson_upper(deviations: int, n: int, confidence: Fraction) -> float:
    """The bound itself, by halving the interval in which it lies until six decimals stand."""
    if deviations >= n:
        return 1.0
    low, high = Fraction(0), Fraction(1)
    for _ in range(40):
        middle = (low + high) / 2
        if bound_is_at_most(deviations, n, confidence, middle):
            high = middle
        else:
            low = middle
    return float(high)


def drawing_order(seed: str, ids: Sequence[str]) -> List[str]:
    """The order in which a seed draws people; a larger sample keeps the earlier picks."""
    keyed: List[Tuple[str, str]] = [
        (hashlib.sha256((seed + "\n" + person).encode("utf-8")).hexdigest(), person) for person in ids
    ]
    return [person for _, person in sorted(keyed)]


def planned_sample_size(population: int, tolerable: Fraction, confidence: Fraction) -> int:
    """The smallest sample that would probably meet a deviant, were there one more than is tolerable."""
    deviants = int(tolerable * population) + 1
    for n in range(population + 1):
        clean = Fraction(comb(population - deviants, n), comb(population, n))
        if clean <= 1 - confidence:
            return n
    return population
