"""What becomes of the item rules: links, caps, waivers, the statement of applicability, rungs and score."""

from __future__ import annotations

from fractions import Fraction
from typing import Dict, List, Mapping, Optional, Tuple

from .checks import CHECKED_ITEM, CONFIRMED, REFUTED, CheckResult
from .context import Context
from .dates import days_between
from .logic import (
    NOT_APPLICABLE,
    NOT_SATISFIED,
    SATISFIED,
    UNKNOWN,
    WAIVED,
    Outcome,
    lift_minimum,
    limit_full,
)
from .records import SoaEntry, Waiver
from .traps import CAPPED_ITEM, TRIGGERED

ITEMS = ("I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08", "I09", "I10")
CONTROL = "A.5.4"
FULL_LIFTS_MINIMUM = ("I03", "I05", "I06", "I07", "I08")

LevelVerdicts = Dict[str, str]
Verdicts = Dict[str, LevelVerdicts]
Interval = Tuple[Fraction, Fraction]


def everything(verdict: str) -> Verdicts:
    return {item: {"minimum": verdict, "full": verdict} for item in ITEMS}


def linked(outcomes: Mapping[str, Tuple[Outcome, Outcome]]) -> Verdicts:
    """Full satisfied implies minimum satisfied, by lifting the one or limiting the other."""
    verdicts: Verdicts = {}
    for item, (minimum, full) in outcomes.items():
        if item in FULL_LIFTS_MINIMUM:
            lifted = lift_minimum(minimum.verdict, full.verdict)
            verdicts[item] = {"minimum": lifted, "full": full.verdict}
        else:
            limited = limit_full(minimum.verdict, full.verdict)
            verdicts[item] = {"minimum": minimum.verdict, "full": limited}
    return verdicts


def capped(verdicts: Verdicts, traps: Mapping[str, str], checks: Mapping[str, CheckResult]) -> Verdicts:
    """A triggered trap or a refuted check takes the full level away; it takes nothing that was not applicable."""
    caps: List[Optional[str]] = [CAPPED_ITEM[trap] for trap, state in traps.items() if state == TRIGGERED]
    caps += [CHECKED_ITEM[check] for check, result in checks.items() if result.state == REFUTED]
    return {
        item: {
            "minimum": levels["minimum"],
            "full": (
                NOT_SATISFIED if item in caps and levels["full"] in (SATISFIED, UNKNOWN) else levels["full"]
            ),
        }
        for item, levels in verdicts.items()
    }


def waived(ctx: Context, verdicts: Verdicts) -> Verdicts:
    valid = [waiver for waiver in ctx.facts.waivers if is_valid_waiver(ctx, waiver)]
    return {
        item: {
            level: (
                WAIVED if verdict in (NOT_SATISFIED, UNKNOWN) and _is_waived(valid, item, level) else verdict
            )
            for level, verdict in levels.items()
        }
        for item, levels in verdicts.items()
    }


def _is_waived(valid: List[Waiver], item: str, level: str) -> bool:
    return any(waiver.item == item and level in waiver.levels for waiver in valid)


def is_valid_waiver(ctx: Context, waiver: Waiver) -> bool:
    return (
        waiver.approved_on <= ctx.as_of <= waiver.expires_on
        and days_between(waiver.approved_on, waiver.expires_on) <= ctx.parameters.waiver_max_days
        and waiver.requested_by is not None
        and waiver.approved_by != waiver.requested_by
        and ctx.is_head(waiver.approved_by, waiver.approved_on)
    )


def is_excluded(ctx: Context) -> bool:
    """Whether the entry that decides, the latest one, validly excludes the control."""
    deciding: Optional[SoaEntry] = None
    for entry in ctx.facts.soa:
        if entry.control != CONTROL or entry.approved_on is None or entry.approved_on > ctx.as_of:
            continue
        if (
            deciding is None
            or _outranks(entry, deciding)
            or (_ties(entry, deciding) and _excludes(ctx, entry))
        ):
            deciding = entry
    return deciding is not None and _excludes(ctx, deciding)


def _outranks(entry: SoaEntry, other: SoaEntry) -> bool:
    assert entry.approved_on is not None and other.approved_on is not None
    return (entry.approved_on, entry.applicable) > (other.approved_on, other.applicable)


def _ties(entry: SoaEntry, other: SoaEntry) -> bool:
    return (entry.approved_on, entry.applicable) == (other.approved_on, other.applicable)


def _excludes(ctx: Context, entry: SoaEntry) -> bool:
    assert entry.approved_on is not None
    return (
        not entry.applicable
        and entry.justification.strip() != ""
        and ctx.is_top(entry.approved_by, entry.approved_on)
    )


# Rungs and score.


def linked_checks(item: str) -> List[str]:
    return [check for check, checked in CHECKED_ITEM.items() if checked == item]


def is_effective(item: str, checks: Mapping[str, CheckResult]) -> bool:
    return all(checks[check].state == CONFIRMED for check in linked_checks(item))


def rung(item: str, levels: LevelVerdicts, checks: Mapping[str, CheckResult]) -> str:
    minimum, full = levels["minimum"], levels["full"]
    if minimum != SATISFIED:
        return minimum
    if full != SATISFIED:
        return "minimum"
    return "effective" if linked_checks(item) and is_effective(item, checks) else "full"


def item_score(item: str, levels: LevelVerdicts, checks: Mapping[str, CheckResult]) -> Optional[Interval]:
    """The least and the most the item is worth, from 0 to 1; None if it stands outside the score."""
    minimum, full = levels["minimum"], levels["full"]
    if minimum in (WAIVED, NOT_APPLICABLE):
        return None
    if minimum == UNKNOWN:
        return Fraction(0), Fraction(1)
    if minimum == NOT_SATISFIED:
        return Fraction(0), Fraction(0)
    if full == UNKNOWN:
        return Fraction(1, 2), Fraction(85, 100)
    if full != SATISFIED:
        return Fraction(1, 2), Fraction(1, 2)
    points = Fraction(1) if is_effective(item, checks) else Fraction(85, 100)
    return points, points


def total_score(verdicts: Verdicts, checks: Mapping[str, CheckResult]) -> Optional[Interval]:
    """In per cent of what counts; None if nothing does."""
    scores = [item_score(item, levels, checks) for item, levels in verdicts.items()]
    counted = [score for score in scores if score is not None]
    if not counted:
        return None
    low = sum((score[0] for score in counted), Fraction(0))
    high = sum((score[1] for score in counted), Fraction(0))
    return low * 100 / len(counted), high * 100 / len(counted)


def rounded_half_up(value: Fraction) -> Fraction:
    """To two decimals; a half goes up."""
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)
