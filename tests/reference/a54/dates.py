"""Civil dates, instants, freshness and the quarterly series."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import List, Optional, Sequence
from zoneinfo import ZoneInfo

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?([Zz]|[+-]\d\d:\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


@dataclass(frozen=True)
class When:
    """A moment as it was recorded: always a local date, and an instant only if a time of day was given."""

    date: date
    instant: Optional[datetime] = None


def parse_zone(name: str) -> tzinfo:
    """A fixed offset such as `+13:00`, `Z`, or a name such as `Europe/Paris`."""
    if name in ("Z", "z"):
        return timezone.utc
    offset = _OFFSET.fullmatch(name)
    if offset is None:
        return ZoneInfo(name)
    minutes = int(offset.group(2)) * 60 + int(offset.group(3))
    return timezone(timedelta(minutes=-minutes if offset.group(1) == "-" else minutes))


def parse_date(text: Optional[str]) -> Optional[date]:
    return None if text is None else date.fromisoformat(text)


def parse_when(text: str, zone: tzinfo) -> When:
    """A date is taken as it stands; an instant is converted to the organisation's zone first."""
    parts = _INSTANT.fullmatch(text)
    if parts is None:
        return When(date.fromisoformat(text))
    day, clock, fraction, offset = parts.groups()
    moment = datetime.fromisoformat(day + "T" + clock).replace(
        microsecond=int((fraction or "0").ljust(6, "0")), tzinfo=parse_zone(offset)
    )
    return When(moment.astimezone(zone).date(), moment.astimezone(timezone.utc))


def days_between(earlier: date, later: date) -> int:
    return (later - earlier).days


def add_months(day: date, months: int) -> date:
    """Calendar arithmetic that clamps to the end of the month: 29 February plus a year is 28 February."""
    index = day.year * 12 + (day.month - 1) + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_fresh(day: date, as_of: date, months: int, tolerance_days: int) -> bool:
    return day <= as_of <= add_months(day, months) + timedelta(days=tolerance_days)


def earliest_fresh(as_of: date, months: int, tolerance_days: int) -> date:
    """The oldest date that is still fresh. A few days' head start outruns every clamped month end."""
    day = add_months(as_of, -months) - timedelta(days=tolerance_days + 5)
    while not is_fresh(day, as_of, months, tolerance_days):
        day += timedelta(days=1)
    return day


def covers(first: date, last: Optional[date], day: date) -> bool:
    """Both ends are inside; no last day means it never ended."""
    return first <= day and (last is None or day <= last)


def quarter_window_start(as_of: date, isms_start: date) -> date:
    return max(add_months(as_of, -12), isms_start)


def quarter_points(events: Sequence[date], as_of: date, isms_start: date) -> List[date]:
    """Anchor, every distinct event date after the start of the window, and the day of judgement."""
    start = quarter_window_start(as_of, isms_start)
    anchor = max([isms_start] + [event for event in events if event <= start])
    inside = sorted(dict.fromkeys(event for event in events if start < event <= as_of))
    return [anchor] + inside + [as_of]


def longest_gap_days(points: Sequence[date]) -> int:
    return max(days_between(left, right) for left, right in zip(points, points[1:]))
