"""Chance, and days that lie on borders."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Dict, List, Optional, Sequence, TypeVar

from a54.dates import add_months, parse_zone

T = TypeVar("T")
Row = Dict[str, Any]

ZONES = (
    "+00:00",
    "+00:00",
    "+13:00",
    "-11:00",
    "+05:45",
    "Europe/Paris",
    "Pacific/Auckland",
    "America/New_York",
    "Pacific/Chatham",
    "Asia/Kolkata",
)
OFFSETS = ("Z", "+00:00", "+13:00", "-11:00", "+05:45", "-03:30", "+01:00")
CLOCKS = (
    time(0, 0, 0),
    time(0, 0, 1),
    time(0, 0, 59),
    time(0, 29, 30),
    time(9, 0, 0),
    time(12, 0, 0),
    time(23, 58, 1),
    time(23, 59, 59),
)
# Days back that some rule turns upon, with their neighbours.
BORDER_AGES = (0, 1, 6, 7, 8, 13, 14, 15, 29, 30, 31, 32, 60, 89, 90, 91, 92, 93, 120, 180, 181, 200, 300)


class Dice:
    """Every choice of one organisation, drawn from one seeded source in one order."""

    def __init__(self, seed: int, as_of: Optional[date] = None, zone: str = "+00:00") -> None:
        self.random = random.Random(seed)
        self.as_of = as_of or date(2026, 3, 31)
        self.zone = zone
        self._serial = 0

    def chance(self, pct: float) -> bool:
        return self.random.random() * 100 < pct

    def pick(self, options: Sequence[T]) -> T:
        return options[self.random.randrange(len(options))]

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def some(self, options: Sequence[T], least: int, most: int) -> List[T]:
        """A few of the options, in their own order."""
        count = min(len(options), self.number(least, most))
        return [options[index] for index in sorted(self.random.sample(range(len(options)), count))]

    def near(self, value: int, spread: int = 1) -> int:
        return value + self.number(-spread, spread)

    def new_id(self, prefix: str) -> str:
        """Unique within the organisation, and in no telling order."""
        self._serial += 1
        return "{}{:02x}{:03d}".format(prefix, self.number(0, 255), self._serial)

    # Days.

    def ago(self, days: int) -> date:
        return self.as_of - timedelta(days=days)

    def year_border(self, months: int = 12) -> date:
        """About the last day on which something is still fresh."""
        return add_months(self.as_of, -months) + timedelta(days=self.number(-2, 2))

    def fresh_day(self) -> date:
        """Usually well within the last year, sometimes on its border."""
        return self.year_border() if self.chance(15) else self.ago(self.number(0, 350))

    def any_day(self) -> date:
        """Fresh, stale, on a border, or not come yet."""
        if self.chance(4):
            return self.ago(-self.number(1, 20))
        if self.chance(20):
            return self.year_border(self.pick((12, 12, 24)))
        if self.chance(30):
            return self.ago(self.pick(BORDER_AGES))
        return self.ago(self.number(0, 900))

    def border_day(self) -> date:
        return self.year_border() if self.chance(15) else self.ago(self.pick(BORDER_AGES))

    # Written forms.

    def stamp(self, day: date, instant_pct: float = 25) -> str:
        """The day as a date, or as an instant of that local day written with some other offset."""
        return self.instant(day, self.pick(CLOCKS)) if self.chance(instant_pct) else day.isoformat()

    def instant(self, day: date, clock: time) -> str:
        local = datetime.combine(day, clock).replace(tzinfo=parse_zone(self.zone))
        return self.written(local)

    def written(self, moment: datetime) -> str:
        offset = self.pick(OFFSETS)
        zone = timezone.utc if offset == "Z" else parse_zone(offset)
        text = moment.astimezone(zone).isoformat()
        return text[:-6] + "Z" if offset == "Z" else text


def day_or_none(day: Optional[date]) -> Optional[str]:
    return None if day is None else day.isoformat()
